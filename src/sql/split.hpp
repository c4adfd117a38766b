// Where statements end: as the engine's own shell would end them.
#pragma once

#include <string_view>
#include <vector>

#include "sql/token.hpp"

namespace retort {

/// One statement. `text` runs from its first significant token to its last, without the semicolon.
/// `leading` is what stood before it since the last statement: white space, comments, directives.
struct StatementText {
  std::string_view text;
  std::size_t offset = 0;
  std::string_view leading;
  std::size_t leading_offset = 0;
  bool terminated = true;  // false: the file ended before a semicolon
};

struct SplitText {
  std::vector<StatementText> statements;
  std::string_view trailing;  // after the last statement
  std::size_t trailing_offset = 0;
};

SplitText split_statements(std::string_view text, const Lexicon&);

}  // namespace retort
