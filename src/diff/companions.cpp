#include "diff/companions.hpp"

#include "operation/object_text.hpp"
#include "operation/sequence_owner.hpp"

namespace retort {

Companions::Companions(const Comparison& comparison, const OperationList& operations) : comparison_(comparison) {
  for (const Operation& operation : operations) {
    if (const auto* table = std::get_if<DropTable>(&operation)) tables_.insert(table->table.name);
    if (const auto* column = std::get_if<DropColumn>(&operation)) columns_.insert({column->table, column->column.name});
    if (const auto* detach = std::get_if<DetachPartition>(&operation)) detached_.insert(detach->table);
    if (const auto* index = std::get_if<DropIndex>(&operation))
      indexes_.insert({index->table.schema, index->index.name});
    if (const auto* constraint = std::get_if<DropConstraint>(&operation)) {
      if (const auto name = name_of(constraint->constraint)) indexes_.insert({constraint->table.schema, *name});
    }
  }
}

std::optional<ObjectKey> Companions::leader(const Operation& operation) const {
  if (const auto* index = std::get_if<DropIndex>(&operation)) return leader(index->table, index->index.parent);
  if (const auto* constraint = std::get_if<DropConstraint>(&operation)) {
    return std::visit(
        [&](const auto& c) -> std::optional<ObjectKey> {
          if constexpr (requires { c.parent; }) return leader(constraint->table, c.parent);
          return std::nullopt;
        },
        constraint->constraint);
  }
  if (const auto* definition = std::get_if<DropDefinition>(&operation)) {
    const std::optional<ObjectKey> owner = owning_column(definition->definition, comparison_.lexicon);
    if (owner && (tables_.count(owner->name) != 0 || columns_.count({owner->name, owner->part}) != 0)) return owner;
  }
  return std::nullopt;
}

std::optional<ObjectKey> Companions::leader(const ObjectName& table, const std::optional<ObjectName>& parent) const {
  if (!parent || indexes_.count(*parent) == 0 || detached_.count(table) != 0) return std::nullopt;
  return ObjectKey{ObjectKind::index, *parent};
}

void split_owned_sequences(const Comparison& comparison, std::initializer_list<const OperationList*> tables,
                           OperationList& create, OperationList& afterwards) {
  std::set<ObjectName> created;
  std::set<std::pair<ObjectName, Identifier>> added;
  for (const OperationList* operations : tables) {
    for (const Operation& operation : *operations) {
      if (const auto* table = std::get_if<CreateTable>(&operation)) created.insert(table->table.name);
      if (const auto* column = std::get_if<AddColumn>(&operation)) added.insert({column->table, column->column.name});
    }
  }
  for (Operation& operation : create) {
    auto* sequence = std::get_if<CreateDefinition>(&operation);
    if (sequence == nullptr) continue;
    const std::optional<ObjectKey> owner = owning_column(sequence->definition, comparison.lexicon);
    if (!owner || (created.count(owner->name) == 0 && added.count({owner->name, owner->part}) == 0)) continue;
    Definition without = sequence->definition;
    without.options.erase("owned by");
    afterwards.push_back(AlterDefinition{without, sequence->definition});
    sequence->definition = std::move(without);
  }
}

}  // namespace retort
