// What a database looks like: pure values. Names, never pointers, link objects, so that values copy and compare.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "schema/definition.hpp"
#include "schema/table.hpp"

namespace retort {

/// An object that the catalogue holds and Retort does not read or compare.
struct NotCovered {
  std::string kind;
  ObjectName name;
  std::string reason;

  static constexpr auto fields() {
    return std::tuple{std::pair{"kind", &NotCovered::kind}, std::pair{"name", &NotCovered::name},
                      std::pair{"reason", &NotCovered::reason}};
  }
  friend bool operator==(const NotCovered&, const NotCovered&) = default;
};

/// `object` can't be there without `on`. What belongs to an object as its part (a column to its table, a constraint to
/// its columns, a foreign key to its target) is not said.
struct DependencyEdge {
  ObjectKey object;
  ObjectKey on;

  static constexpr auto fields() {
    return std::tuple{std::pair{"object", &DependencyEdge::object}, std::pair{"on", &DependencyEdge::on}};
  }
  friend bool operator==(const DependencyEdge&, const DependencyEdge&) = default;
  friend std::strong_ordering operator<=>(const DependencyEdge&, const DependencyEdge&) = default;
};

struct Schema {
  std::map<ObjectName, Table> tables;
  std::map<ObjectKey, Definition> definitions;
  std::vector<NotCovered> not_covered;
  std::vector<DependencyEdge> dependencies = {};  // sorted; as the server knows them

  const Table* find_table(const ObjectName& name) const;

  static constexpr auto fields() {
    return std::tuple{std::pair{"tables", &Schema::tables}, std::pair{"definitions", &Schema::definitions},
                      std::pair{"not_covered", &Schema::not_covered}, std::pair{"dependencies", &Schema::dependencies}};
  }
};

}  // namespace retort
