// `retort merge`: writes a revision that makes several heads one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/revision.hpp"
#include "verify/check_result.hpp"

namespace retort::command {

struct MergeOptions {
  std::vector<std::string> revisions;  // targets that name heads
  std::string message;                 // empty: "merge A and B"
  std::vector<std::string> branch_labels;
  std::optional<RevisionId> id;
  bool unproven = false;  // no scratch database is asked
};

struct MergeResult {
  std::optional<RevisionResult> revision;  // none where the proof failed: nothing is written
  std::optional<CheckResult> proof;        // none with `unproven`
};

/// Throws UsageError where they are fewer than two, or one of them is no head; DatabaseError where there is no scratch
/// database to be had.
MergeResult merge(const Context&, const MergeOptions&);

}  // namespace retort::command
