// The revisions that stand in a database, and their heads, while revisions come and go. The heads follow Alembic's
// rules: a revision takes the place of the parents that are heads; taking it away gives back the parents that nothing
// else standing needs.
#pragma once

#include <map>
#include <set>

#include "revision/graph.hpp"

namespace retort {

class Standing {
 public:
  /// REQUIRES: the graph has all of `heads`, and outlives this. Of heads of which one stands on the other (a dependency
  /// that was written down later) the upper one counts.
  Standing(const RevisionGraph& graph, const Heads& heads);

  bool contains(const RevisionId& id) const { return dependents_.contains(id); }
  const Heads& heads() const { return heads_; }
  /// REQUIRES: its foundations stand, and it does not.
  void raise(const RevisionFile& file);
  /// REQUIRES: it stands, and nothing that stands needs it.
  void take_down(const RevisionFile& file);

 private:
  const RevisionGraph& graph_;
  Heads heads_;
  std::map<RevisionId, int> dependents_;  // of each standing revision: how many others stand directly on it
};

}  // namespace retort
