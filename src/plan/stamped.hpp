// What a version table holds after a stamp. As in Alembic, a stamp moves the heads that are related to it; other
// branches stay where they are.
#pragma once

#include <vector>

#include "revision/graph.hpp"

namespace retort {

/// `current` may name revisions that the graph does not have: nobody can tell what they are related to, and they go.
/// A target without revisions ("base", "label@base") takes away the heads of its branch, or all.
Heads stamped(const RevisionGraph& graph, const Heads& current, const std::vector<Destination>& targets);

}  // namespace retort
