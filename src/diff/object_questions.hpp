// "Is this what was that?" for what is neither table nor column. The rule: an object is asked about where one of the
// same kind that is gone says the same but for its name; a schema where one that is gone holds tables of the same
// names; an enum's label where one is gone from the same place between labels that stay.
#pragma once

#include "diff/diff.hpp"

namespace retort {

/// REQUIRES: the renames that are known have run in `from`.
std::vector<RenameQuestion> schema_questions(const Schema& from, const Schema& to, const Answers&);
std::vector<RenameQuestion> object_questions(const Schema& from, const Schema& to, const Answers&, const Lexicon&);

}  // namespace retort
