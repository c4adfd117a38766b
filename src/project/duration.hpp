#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace retort {

/// "500ms", "60s", "2m", "1h", or "0": a whole number and its unit, at most a year. None where it is nothing of the
/// kind.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace retort
