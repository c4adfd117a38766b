#include "diff/taken_names.hpp"

#include <algorithm>
#include <array>

namespace retort {
namespace {

constexpr std::array kTypes = {ObjectKind::enum_type, ObjectKind::composite_type, ObjectKind::domain,
                               ObjectKind::range_type};
constexpr std::array kRelations = {ObjectKind::sequence, ObjectKind::foreign_table, ObjectKind::view,
                                   ObjectKind::materialized_view};

bool has_name(const Schema& schema, const ObjectName& name) {
  const auto is_there = [&](ObjectKind kind) { return schema.definitions.count({kind, name}) != 0; };
  return schema.tables.count(name) != 0 || std::any_of(kTypes.begin(), kTypes.end(), is_there) ||
         std::any_of(kRelations.begin(), kRelations.end(), is_there);
}

RenameObject aside(const Schema& from, const Schema& to, const ObjectKey& key) {
  ObjectKey away = key;
  std::string text = "_retort_was_" + key.name.name.text();
  do {
    away.name.name = Identifier(text);
    text = "_" + text;
  } while (has_name(from, away.name) || has_name(to, away.name));
  return {key, away};
}

bool is_columns_type(const Schema& schema, const ObjectKey& type) {
  return std::any_of(schema.dependencies.begin(), schema.dependencies.end(), [&](const DependencyEdge& edge) {
    return edge.object.kind == ObjectKind::column && edge.on == type;
  });
}

}  // namespace

OperationList types_aside(const Schema& from, const Schema& to) {
  OperationList operations;
  for (const ObjectKind kind : kTypes) {
    const auto first = from.definitions.lower_bound({kind, {}});
    for (auto at = first; at != from.definitions.end() && at->first.kind == kind; ++at) {
      const ObjectKey& key = at->first;
      if (to.definitions.count(key) != 0 || !has_name(to, key.name) || !is_columns_type(from, key)) continue;
      operations.push_back(aside(from, to, key));
    }
  }
  return operations;
}

OperationList relations_aside(const Schema& from, const KeyPairs& tables) {
  OperationList operations;
  for (const auto& [source, target] : tables) {
    for (const ObjectKind kind : kRelations) {
      const auto found = from.definitions.find({kind, target.name});
      if (found != from.definitions.end()) operations.push_back(aside(from, from, found->first));
    }
  }
  return operations;
}

}  // namespace retort
