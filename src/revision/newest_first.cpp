// The order of a list for people: one branch is followed down until something that was not listed yet stands on what
// comes next; then the newest branch that waits is taken up. So a branch's revisions stand together, and what two
// branches share comes after both.

#include "revision/graph.hpp"

namespace retort {

std::vector<RevisionId> RevisionGraph::newest_first(const std::set<RevisionId>& ids) const {
  std::vector<bool> listed(order_.size(), false);
  for (const RevisionId& id : ids) listed[at(id)] = true;
  std::vector<std::size_t> waiting(order_.size(), 0);  // how many of `ids` that are not out yet stand on it
  for (Index i = 0; i < order_.size(); ++i) {
    if (!listed[i]) continue;
    for (const Index below : below_[i]) ++waiting[below];
  }
  std::vector<Index> open;  // the last one is taken first
  for (Index i = 0; i < order_.size(); ++i) {
    if (listed[i] && waiting[i] == 0) open.push_back(i);
  }
  std::vector<RevisionId> result;
  result.reserve(ids.size());
  while (!open.empty()) {
    const Index next = open.back();
    open.pop_back();
    result.push_back(id_of(next));
    const std::vector<Index>& below = below_[next];
    for (auto one = below.rbegin(); one != below.rend(); ++one) {  // the first parent's line goes on
      if (listed[*one] && --waiting[*one] == 0) open.push_back(*one);
    }
  }
  return result;
}

}  // namespace retort
