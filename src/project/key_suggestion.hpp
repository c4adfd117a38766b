#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort {

/// What to do about an unknown key: "did you mean 'url'?" or "known are …". Capitals, and '-' for '_', cost nothing.
std::string key_suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace retort
