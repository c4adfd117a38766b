#include "revision/step_mode.hpp"

#include <fmt/format.h>

#include <array>

#include "base/ascii.hpp"
#include "base/nearest.hpp"

namespace retort {
namespace {

constexpr std::array<std::string_view, 2> kModes = {"autocommit", "foreign_keys=off"};

/// What people write for foreign_keys=off: other cases, blanks, dashes.
std::string simplified(std::string_view text) {
  std::string simple;
  for (const char c : ascii_lower(text)) {
    if (c == '-') {
      simple += '_';
    } else if (c != ' ' && c != '\t' && c != '"' && c != '\'') {
      simple += c;
    }
  }
  return simple;
}

}  // namespace

ModeReading read_mode(std::string_view arguments, const Lexicon& lexicon) {
  if (arguments.empty()) return {};
  if (arguments == "autocommit") return {StepMode::autocommit, {}, {}};
  if (arguments == "foreign_keys=off") {
    if (lexicon.dialect == "sqlite") return {StepMode::foreign_keys_off, {}, {}};
    return {{}, fmt::format("foreign_keys=off is SQLite's; this is {}", lexicon.dialect), "remove it"};
  }
  const std::vector<std::string> near = nearest(simplified(arguments), kModes, 3);
  return {{},
          fmt::format("unknown mode \"{}\"", arguments),
          near.empty() ? "a step's mode is nothing (one transaction), autocommit or foreign_keys=off; a remark stands "
                         "in a line of its own"
                       : fmt::format("write \"{}\"", near.front())};
}

}  // namespace retort
