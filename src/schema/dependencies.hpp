// Look-ups in Schema::dependencies, which is sorted.
#pragma once

#include <utility>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

using EdgeRange = std::pair<std::vector<DependencyEdge>::const_iterator, std::vector<DependencyEdge>::const_iterator>;

/// What `object` can't be there without, as the server said it: not what it is a part of.
EdgeRange needs_of(const Schema&, const ObjectKey& object);
/// Of all parts of that kind of one object: the columns of a table.
EdgeRange needs_of_parts(const Schema&, ObjectKind part, const ObjectName& of);
bool depends(const Schema&, const ObjectKey& object, const ObjectKey& on);

/// Sorts, and leaves each edge there once. Whoever fills in Schema::dependencies calls it last.
void normalize(std::vector<DependencyEdge>&);

}  // namespace retort
