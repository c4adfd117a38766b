// "Is this what was that?": never is a drop and an add taken for granted where it may be a rename.
//
// The rule: every table that appears is asked about if one that disappears shares a column's name with it, or has a
// similar name; every column that appears in a table that stays is asked about if any column disappears from it.
// Candidates are scored; the likeliest comes first, and only the kMaxCandidates likeliest are offered.
#pragma once

#include <vector>

#include "diff/renames.hpp"

namespace retort {

inline constexpr std::size_t kMaxCandidates = 12;

/// REQUIRES: `renames` are the effective ones, `tables` what they make of the schemas. None where Answers::no_renames.
std::vector<RenameQuestion> rename_questions(const MatchedTables& tables, const Renames& renames,
                                             const Answers& answers);

}  // namespace retort
