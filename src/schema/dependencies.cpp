#include "schema/dependencies.hpp"

#include <algorithm>

namespace retort {

EdgeRange needs_of(const Schema& schema, const ObjectKey& object) {
  const auto& edges = schema.dependencies;
  const auto first =
      std::lower_bound(edges.begin(), edges.end(), object,
                       [](const DependencyEdge& edge, const ObjectKey& key) { return edge.object < key; });
  auto last = first;
  while (last != edges.end() && last->object == object) ++last;
  return {first, last};
}

EdgeRange needs_of_parts(const Schema& schema, ObjectKind part, const ObjectName& of) {
  const auto& edges = schema.dependencies;
  const ObjectKey lowest{part, of, {}};
  const auto first =
      std::lower_bound(edges.begin(), edges.end(), lowest,
                       [](const DependencyEdge& edge, const ObjectKey& key) { return edge.object < key; });
  auto last = first;
  while (last != edges.end() && last->object.kind == part && last->object.name == of) ++last;
  return {first, last};
}

bool depends(const Schema& schema, const ObjectKey& object, const ObjectKey& on) {
  return std::binary_search(schema.dependencies.begin(), schema.dependencies.end(), DependencyEdge{object, on});
}

void normalize(std::vector<DependencyEdge>& edges) {
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

}  // namespace retort
