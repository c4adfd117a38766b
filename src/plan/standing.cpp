#include "plan/standing.hpp"

#include <algorithm>

namespace retort {

std::vector<RevisionId> foundations(const RevisionFile& file) {
  std::vector<RevisionId> ids = file.revises;
  for (const RevisionId& id : file.depends_on) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

Standing::Standing(const RevisionGraph& graph, Heads heads) : heads_(std::move(heads)) {
  const std::set<RevisionId> all = graph.ancestors(heads_);
  for (const RevisionId& id : all) dependents_.emplace(id, 0);
  for (const RevisionId& id : all) {
    for (const RevisionId& below : foundations(*graph.find(id))) ++dependents_[below];
  }
}

void Standing::raise(const RevisionFile& file) {
  dependents_.emplace(file.id, 0);
  for (const RevisionId& below : foundations(file)) {
    ++dependents_[below];
    heads_.erase(below);
  }
  heads_.insert(file.id);
}

void Standing::take_down(const RevisionFile& file) {
  dependents_.erase(file.id);
  heads_.erase(file.id);
  for (const RevisionId& below : foundations(file)) {
    if (--dependents_[below] == 0) heads_.insert(below);
  }
}

}  // namespace retort
