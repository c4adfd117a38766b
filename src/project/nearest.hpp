// "Did you mean …?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort {

/// The one of `known` that `word` most likely means; empty where none is near. Letters' case and '-' for '_' cost
/// nothing.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace retort
