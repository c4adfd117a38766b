#include "revision/target.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where "+12" or "-12" begins at the end of the text; npos where it does not end in one.
std::size_t find_offset(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && is_digit(text[at - 1])) --at;
  const bool signed_number = at < text.size() && at > 0 && (text[at - 1] == '+' || text[at - 1] == '-');
  return signed_number ? at - 1 : std::string_view::npos;
}

}  // namespace

Target parse_target(std::string_view text) {
  constexpr std::string_view kTargets =
      "a target is head, heads, base, current, an id or its beginning, +N, -N, ID+N or ID-N";
  const std::string_view whole = trim(text);
  if (whole.empty()) throw UsageError("an empty target", std::nullopt, std::string(kTargets));

  Target target;
  std::string_view rest = whole;
  if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
    target.label = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    if (target.label.empty() || rest.empty()) {
      throw UsageError(fmt::format("\"{}\": a branch label stands before '@', a target after it", whole), std::nullopt,
                       std::string(kTargets));
    }
  }
  const std::size_t sign = find_offset(rest);
  target.symbol = rest.substr(0, sign);
  if (sign == std::string_view::npos) {
    if (rest.front() == '+' || rest.front() == '-') {
      throw UsageError(fmt::format("\"{}\" is no number of revisions", rest), std::nullopt, std::string(kTargets));
    }
    return target;
  }
  int number = 0;
  const std::string_view digits = rest.substr(sign + 1);
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) {
    throw UsageError(fmt::format("\"{}\" is too large a number of revisions", rest.substr(sign)), std::nullopt,
                     std::string(kTargets));
  }
  target.offset = rest[sign] == '-' ? -number : number;
  return target;
}

}  // namespace retort
