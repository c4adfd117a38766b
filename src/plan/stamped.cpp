#include "plan/stamped.hpp"

namespace retort {

Heads stamped(const RevisionGraph& graph, const Heads& current, const std::vector<Destination>& targets) {
  std::set<RevisionId> result;
  for (const RevisionId& id : current)
    if (const RevisionFile* file = graph.find(id)) result.insert(file->id);
  for (const Destination& target : targets) {
    if (target.revisions.empty() && target.branch.empty()) result.clear();
    for (const RevisionId& id : target.revisions.empty() ? target.branch : target.revisions) {
      const std::set<RevisionId> related = graph.lineage(id, RevisionGraph::Edges::all);
      std::erase_if(result, [&](const RevisionId& head) { return related.contains(head); });
    }
  }
  for (const Destination& target : targets) result.insert(target.revisions.begin(), target.revisions.end());
  return graph.tips(result);
}

}  // namespace retort
