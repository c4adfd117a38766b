// What the listing commands tell about one revision.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/applied.hpp"
#include "revision/graph.hpp"

namespace retort::command {

struct RevisionInfo {
  RevisionId id;
  std::vector<RevisionId> revises;
  std::vector<RevisionId> children;        // those that revise it
  std::vector<std::string> branch_labels;  // of the branches that it is on, its own and others'
  std::vector<std::string> depends_on;     // as written: ids or labels
  std::string message;
  std::string create_date;
  std::vector<std::string> notes;
  std::string path;  // as shown to people; empty where no file has it
  bool is_head = false;
  bool is_depended_on = false;  // a head that others depend on is an "effective head"
  bool is_branchpoint = false;
  bool is_mergepoint = false;
  bool is_current = false;           // only where the database was asked
  bool is_pending = false;           // as above
  std::optional<Progress> progress;  // partly applied
  bool from_journal = false;         // no file has it
};

RevisionInfo revision_info(const RevisionGraph&, const RevisionFile&);
/// Marks what the database says: current, pending, partly applied.
void mark_applied(RevisionInfo&, const Applied&, const std::set<RevisionId>& applied_ids);

}  // namespace retort::command
