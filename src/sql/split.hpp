// Where statements end: as the engine's own shell would end them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/token.hpp"

namespace retort {

/// One statement, or a line of the shell such as `\i FILE` between statements. `text` runs from its first significant
/// token to its last, without the semicolon; for COPY … FROM stdin, `rows` are the lines behind it, without the `\.`
/// that ends them. `leading` is what stood before it since the last statement: white space, comments, directives, stray
/// semicolons.
///
/// leading + text + (the bytes from the end of text to end_offset) of each statement, and trailing, are the whole text.
struct StatementText {
  std::string_view text;
  std::size_t offset = 0;
  std::string_view leading;
  std::size_t leading_offset = 0;
  std::size_t end_offset = 0;  // after the semicolon or the rows; where there is none, the end of `text`
  bool terminated = true;      // false: the file ended before a semicolon, or before the end of the rows
  bool is_shell = false;
  bool has_rows = false;
  std::string_view rows;  // each line with its newline
  std::size_t rows_offset = 0;
  // Where a \ stands in `text` outside of quotes: psql would take what follows for a command of its own.
  std::optional<std::size_t> backslash = std::nullopt;
};

struct SplitText {
  std::vector<StatementText> statements;
  std::string_view trailing;  // after the last statement
  std::size_t trailing_offset = 0;
};

/// Views into `text`. Empty statements are passed over. Never throws.
SplitText split_statements(std::string_view text, const Lexicon&);

}  // namespace retort
