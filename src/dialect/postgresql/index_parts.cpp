#include "dialect/postgresql/index_parts.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace retort::postgresql {
namespace {

std::optional<ObjectName> parent_after(const Operation& operation) {
  if (const auto* index = std::get_if<CreateIndex>(&operation)) return index->index.parent;
  if (const auto* alter = std::get_if<AlterIndex>(&operation)) return alter->to.parent;
  const Constraint* constraint = nullptr;
  if (const auto* add = std::get_if<AddConstraint>(&operation)) constraint = &add->constraint;
  if (const auto* alter = std::get_if<AlterConstraint>(&operation)) constraint = &alter->to;
  if (constraint == nullptr) return std::nullopt;
  Constraint copy = *constraint;
  const std::optional<ObjectName>* parent = parent_of(copy);
  return parent == nullptr ? std::nullopt : *parent;
}

}  // namespace

std::optional<ObjectName>* parent_of(Constraint& constraint) {
  return std::visit(
      [](auto& c) -> std::optional<ObjectName>* {
        if constexpr (requires { c.parent; }) return &c.parent;
        return nullptr;
      },
      constraint);
}

IndexParts::IndexParts(const OperationList& operations, const TablesNow& tables) : tables_(tables) {
  for (const Operation& operation : operations) {
    if (const std::optional<ObjectName> parent = parent_after(operation)) parents_.insert(*parent);
  }
}

bool IndexParts::has_own(const ObjectName& table, const Identifier& index) const {
  const Table* now = tables_.find(table);
  return now != nullptr && now->partition_by && parents_.contains({table.schema, index});
}

bool IndexParts::has_index(const ObjectName& table, const Identifier& name) const {
  const Table* now = tables_.find(table);
  if (now == nullptr || now->indexes.contains(name)) return now != nullptr;
  const auto is_it = [&](const auto& constraint) { return constraint.name == name; };
  return (now->primary_key && is_it(*now->primary_key)) ||
         std::any_of(now->uniques.begin(), now->uniques.end(), is_it) ||
         std::any_of(now->exclusions.begin(), now->exclusions.end(), is_it);
}

template <class Alter, class Part>
void IndexParts::wait_for(const ObjectName& table, std::optional<ObjectName>& parent, const Part& part) {
  const Table* now = tables_.find(table);
  if (!parent || now == nullptr) return;
  if (now->partition_of && has_index(now->partition_of->table, parent->name)) return;
  const ObjectName of = *parent;
  Part with = part;
  parent.reset();
  if (now->partition_of) waiting_[of].emplace_back(Alter{table, part, std::move(with)});
}

void IndexParts::wait(const ObjectName& table, std::optional<ObjectName>& parent, const Index& part) {
  wait_for<AlterIndex>(table, parent, part);
}

void IndexParts::wait(const ObjectName& table, std::optional<ObjectName>& parent, const Constraint& part) {
  wait_for<AlterConstraint>(table, parent, part);
}

void IndexParts::wait(Table partition) {
  for (auto& [name, index] : partition.indexes) wait(partition.name, index.parent, index);
  const auto each = [&](Constraint constraint) {
    if (auto* parent = parent_of(constraint)) wait(partition.name, *parent, constraint);
  };
  if (partition.primary_key) each(*partition.primary_key);
  for (const Unique& unique : partition.uniques) each(unique);
  for (const Exclusion& exclusion : partition.exclusions) each(exclusion);
}

OperationList IndexParts::take(const ObjectName& index) {
  auto node = waiting_.extract(index);
  return node.empty() ? OperationList() : std::move(node.mapped());
}

}  // namespace retort::postgresql
