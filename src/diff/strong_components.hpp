#pragma once

#include <cstddef>
#include <vector>

namespace retort {

/// The strongly connected components of a graph (Tarjan's algorithm, without recursion): each ascending, and after all
/// components that it leads to.
std::vector<std::vector<std::size_t>> strong_components(const std::vector<std::vector<std::size_t>>& next);

}  // namespace retort
