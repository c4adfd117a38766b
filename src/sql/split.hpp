// Where statements end: as the engine's own shell would end them.
#pragma once

#include <string_view>
#include <vector>

#include "sql/token.hpp"

namespace retort {

/// One statement. `text` runs from its first significant token to its last, without the semicolon.
/// `leading` is what stood before it since the last statement: white space, comments, directives, stray semicolons.
///
/// leading + text + (the bytes from the end of text to end_offset) of each statement, and trailing, are the whole text.
struct StatementText {
  std::string_view text;
  std::size_t offset = 0;
  std::string_view leading;
  std::size_t leading_offset = 0;
  std::size_t end_offset = 0;  // after the semicolon; where there is none, the end of `text`
  bool terminated = true;      // false: the file ended before a semicolon
};

struct SplitText {
  std::vector<StatementText> statements;
  std::string_view trailing;  // after the last statement
  std::size_t trailing_offset = 0;
};

/// Views into `text`. Empty statements are passed over. Never throws.
SplitText split_statements(std::string_view text, const Lexicon&);

}  // namespace retort
