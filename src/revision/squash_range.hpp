// Which revisions one can take the place of (docs/squash.md).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "revision/graph.hpp"

namespace retort {

/// A connected piece of the graph: one place below it, one revision that it ends with, and nothing outside that stands
/// on anything but that one.
struct SquashRange {
  std::vector<RevisionId> ids;          // in the graph's order
  RevisionId end;                       // the last of them
  std::vector<RevisionId> revises;      // what lies below
  std::vector<std::string> depends_on;  // as written; of those outside
  std::vector<std::string> branch_labels;
  std::vector<RevisionId> replaces;   // them, and what they replaced in their turn
  std::vector<RevisionId> stands_at;  // the end, and what it is called besides

  bool contains(const RevisionId& id) const;
};

/// What lies between two revisions, both of them with it. Throws UsageError where the one does not come before the
/// other.
std::set<RevisionId> between(const RevisionGraph& graph, const RevisionId& from, const RevisionId& to);

/// Throws UsageError that names what is in the way, and where the range could begin or end.
SquashRange squash_range(const RevisionGraph& graph, const std::set<RevisionId>& ids);

/// The states below a range and where it ends, as a version table has them.
Heads heads_below(const RevisionGraph& graph, const SquashRange& range);

}  // namespace retort
