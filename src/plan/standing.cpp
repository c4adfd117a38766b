#include "plan/standing.hpp"

namespace retort {

Standing::Standing(const RevisionGraph& graph, const Heads& heads) : graph_(graph), heads_(graph.tips(heads)) {
  const std::set<RevisionId> all = graph.ancestors(heads_);
  for (const RevisionId& id : all) dependents_.emplace(id, 0);
  for (const RevisionId& id : all) {
    for (const RevisionId& below : graph.foundations(id)) ++dependents_[below];
  }
}

void Standing::raise(const RevisionFile& file) {
  dependents_.emplace(file.id, 0);
  for (const RevisionId& below : graph_.foundations(file.id)) {
    ++dependents_[below];
    heads_.erase(below);
  }
  heads_.insert(file.id);
}

void Standing::take_down(const RevisionFile& file) {
  dependents_.erase(file.id);
  heads_.erase(file.id);
  for (const RevisionId& below : graph_.foundations(file.id)) {
    if (--dependents_[below] == 0) heads_.insert(below);
  }
}

}  // namespace retort
