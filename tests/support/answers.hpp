// Answers as case files spell them: rename t.a=b | rename a=b | no-rename | existing t.c=EXPR, one a line.
#pragma once

#include <string>

#include "diff/diff.hpp"

namespace retort::test {

/// Throws std::runtime_error on a line that is none, UsageError on one that can't be read.
Answers answers_of(const std::string& text, const Lexicon&);

/// What a project asks for, as words: column_order, privileges. Throws std::runtime_error on another.
DiffOptions diff_options_of(const std::string& text);

}  // namespace retort::test
