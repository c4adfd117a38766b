#include "diff/dependency_order.hpp"

namespace retort {

std::vector<std::size_t> dependency_order(const std::vector<std::set<std::size_t>>& needs) {
  std::vector<std::vector<std::size_t>> needed_by(needs.size());
  std::vector<std::size_t> missing(needs.size(), 0);
  std::set<std::size_t> left;
  std::set<std::size_t> ready;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    left.insert(i);
    for (const std::size_t need : needs[i]) {
      if (need == i) continue;
      needed_by[need].push_back(i);
      ++missing[i];
    }
    if (missing[i] == 0) ready.insert(i);
  }
  std::vector<std::size_t> order;
  while (!left.empty()) {
    const std::size_t next = ready.empty() ? *left.begin() : *ready.begin();
    ready.erase(next);
    left.erase(next);
    order.push_back(next);
    for (const std::size_t dependent : needed_by[next]) {
      if (--missing[dependent] == 0 && left.count(dependent) != 0) ready.insert(dependent);
    }
  }
  return order;
}

}  // namespace retort
