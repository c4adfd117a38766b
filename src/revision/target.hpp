// What a person names a revision by on a command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retort {

/// "head", "3f2a+2", "-1", "reports@head". What the symbol stands for is the graph's to say.
struct Target {
  std::string label;          // before '@'; empty: none
  std::string symbol;         // "head", "heads", "base", "current", an id or a prefix; empty: what the database is at
  std::optional<int> offset;  // +N, -N
  friend bool operator==(const Target&, const Target&) = default;
};

/// Reads `text` with its offset taken off its end. An id may end in "-1" as well: who looks it up tries the whole
/// first. Throws UsageError on an empty text and on an offset that is no number.
Target parse_target(std::string_view text);

}  // namespace retort
