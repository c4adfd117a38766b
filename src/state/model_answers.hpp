// What a schema file says about renames and about values for rows that exist.
#pragma once

#include "base/source_text.hpp"
#include "diff/diff.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// `-- retort: renamed-from NAME` and `-- retort: existing EXPRESSION`, each on a line of its own, bind to the table or
/// column that comes next; `renamed-from` where the engine has schemas also to any other object that the next statement
/// makes, and to the label of an enum. Throws ProjectError with the line of one that is misspelt or misplaced.
Answers model_answers(const SourceText& schema_file, const Lexicon& lexicon);

}  // namespace retort
