// A branch that nobody else has is put behind another one: which revisions get which parents. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "revision/graph.hpp"

namespace retort {

struct Reparented {
  RevisionId revision;
  std::vector<RevisionId> revises;  // from now on
};

struct Rebase {
  std::vector<Reparented> changes;  // of the files, in the graph's order for each head
  std::set<RevisionId> moved;       // all that come after `onto` now, and did not before
  RevisionId head;                  // of the line that they make
};

/// Puts what only `heads` have behind `onto`, one head after the other. Within a branch nothing changes but its lowest
/// revisions, and merges that have taken in what lies below `onto`. Dependencies stay.
/// REQUIRES: heads of the graph, each once, `onto` not among them.
Rebase rebase(const RevisionGraph& graph, const RevisionId& onto, const std::vector<RevisionId>& heads);

/// The file's bytes with other parents in its header, which stand in `file.lines.revises`.
std::string with_parents(std::string_view bytes, const RevisionFile& file, const std::vector<RevisionId>& revises);

}  // namespace retort
