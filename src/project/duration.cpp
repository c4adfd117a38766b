#include "project/duration.hpp"

#include <charconv>

namespace retort {

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr long long kYear = 366LL * 24 * 3600 * 1000;
  long long count = 0;
  const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc() || count < 0 || count > kYear) return std::nullopt;

  const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  long long factor = 0;
  if (unit == "ms") factor = 1;
  if (unit == "s") factor = 1000;
  if (unit == "m") factor = 60 * 1000;
  if (unit == "h") factor = 3600 * 1000;
  if (unit.empty() && count == 0) factor = 1;
  if (factor == 0 || count > kYear / factor) return std::nullopt;
  return std::chrono::milliseconds(count * factor);
}

}  // namespace retort
