// `retort merge`: writes a revision that makes several heads one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/revision.hpp"

namespace retort::command {

struct MergeOptions {
  std::vector<std::string> revisions;  // targets that name heads
  std::string message;                 // empty: "merge A and B"
  std::vector<std::string> branch_labels;
  std::optional<RevisionId> id;
};

/// Throws UsageError where they are fewer than two, or one of them is no head.
RevisionResult merge(const Context&, const MergeOptions&);

}  // namespace retort::command
