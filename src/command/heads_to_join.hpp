#pragma once

#include <string>
#include <vector>

#include "revision/graph.hpp"

namespace retort::command {

/// What `merge` is told to make one line of, in the order of the call. "heads" are all that nothing revises, also where
/// one depends on the other: `upgrade head` counts them, too. Throws UsageError where they are fewer than two, or one
/// of them is no head.
std::vector<RevisionId> heads_to_join(const RevisionGraph& files, const std::vector<std::string>& symbols);

}  // namespace retort::command
