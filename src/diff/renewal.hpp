// What has to make way: dropped before the change and created after it, although it is the same on both sides.
#pragma once

#include <utility>
#include <vector>

#include "diff/definition_diff.hpp"

namespace retort {

struct Renewal {
  Renewed objects;
  /// What is altered in place, and what makes way for that: dropped before and created after.
  std::vector<std::pair<ObjectKey, ObjectKey>> around;
};

/// The changes as they are found without regard to dependencies, and what must be renewed in any case.
struct PlainChanges {
  const std::vector<TableChanges>& tables;
  const DefinitionChanges& definitions;
  const Renewed& forced;
};

/// Throws ProjectError where a column stands on what would have to go.
Renewal find_renewal(const Comparison&, const PlainChanges&);

}  // namespace retort
