// A deterministic order in which nothing comes before what it needs.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

namespace retort {

/// `needs[i]`: the items that `i` needs. Returns all items; among those that could come next, the lowest number does.
/// Where items need each other in a circle, the lowest number of what is left breaks it.
std::vector<std::size_t> dependency_order(const std::vector<std::set<std::size_t>>& needs);

}  // namespace retort
