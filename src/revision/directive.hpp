// Directives: `-- retort: WORD …` at column 1, and what was meant to be one.
#pragma once

#include <string>
#include <string_view>

namespace retort {

struct CommentReading {
  enum class Kind {
    text,       // the author's
    directive,  // `word` and `arguments` are set; the word is known
    mistake,    // `problem` and `suggestion` are set
  };
  Kind kind = Kind::text;
  std::string_view word;       // "upgrade"
  std::string_view arguments;  // trimmed; into the comment
  std::string problem;
  std::string suggestion;
};

/// Reads one comment as it stands in the file, with its marks. `at_column_one`: it begins a line.
CommentReading read_comment(std::string_view comment, bool at_column_one);

}  // namespace retort
