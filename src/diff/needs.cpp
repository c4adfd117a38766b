#include "diff/needs.hpp"

#include "diff/object_parts.hpp"
#include "operation/inheritance.hpp"
#include "operation/object_text.hpp"
#include "operation/rename.hpp"
#include "operation/sequence_owner.hpp"
#include "schema/dependencies.hpp"

namespace retort {

ObjectKey column_key(const ObjectName& table, const Identifier& column) { return {ObjectKind::column, table, column}; }

ObjectKey default_key(const ObjectName& table, const Identifier& column) {
  return {ObjectKind::column_default, table, column};
}

void Needs::of_key(const ObjectKey& key) {
  const auto [first, last] = needs_of(schema_, key);
  for (auto need = first; need != last; ++need) keys_.push_back(need->on);
}

void Needs::of_name(const ObjectName& name) {
  if (!name.schema.empty()) keys_.push_back({ObjectKind::schema, {{}, name.schema}});
}

void Needs::of_column(const ObjectName& table, const Column& column) {
  keys_.push_back({ObjectKind::table, table});
  of_key(column_key(table, column.name));
  if (column.server_default || column.generated) of_default(table, column);
}

void Needs::of_default(const ObjectName& table, const Column& column) {
  keys_.push_back(column_key(table, column.name));
  of_key(default_key(table, column.name));
  if (!column.generated) return;
  for (const Identifier& name : column_names(column.generated->expression, comparison_.lexicon))
    if (name != column.name) keys_.push_back(column_key(table, name));
}

void Needs::of_constraint(const ObjectName& table, const Constraint& constraint) {
  keys_.push_back({ObjectKind::table, table});
  if (const std::optional<Identifier> name = name_of(constraint)) of_key({ObjectKind::constraint, table, *name});
  if (const Table* owner = schema_.find_table(table)) {
    for (const Column& column : owner->columns) {
      if (names(constraint, column.name, comparison_.lexicon)) keys_.push_back(column_key(table, column.name));
    }
  }
  if (const auto* foreign = std::get_if<ForeignKey>(&constraint)) of_foreign_key(table, *foreign);
}

void Needs::of_foreign_key(const ObjectName& table, const ForeignKey& foreign) {
  if (foreign.target != table) keys_.push_back({ObjectKind::table, foreign.target});
  for (const Identifier& column : foreign.target_columns) keys_.push_back(column_key(foreign.target, column));
  of_partitions(foreign.target);
  const Table* target = schema_.find_table(foreign.target);
  if (target == nullptr) return;
  const auto add = [&](const std::optional<Identifier>& name, const std::vector<KeyPart>& parts) {
    if (name && refers_to(foreign, parts)) keys_.push_back({ObjectKind::constraint, foreign.target, *name});
  };
  if (target->primary_key) add(target->primary_key->name, target->primary_key->columns);
  for (const Unique& unique : target->uniques) add(unique.name, unique.columns);
  for (const auto& [name, index] : target->indexes) {
    if (index.unique && refers_to(foreign, index.parts))
      keys_.push_back({ObjectKind::index, {foreign.target.schema, name}});
  }
}

void Needs::of_partitions(const ObjectName& table) {
  const auto& children = &schema_ == &comparison_.from ? comparison_.children_from : comparison_.children_to;
  const auto found = children.find(table);
  if (found == children.end()) return;
  for (const ObjectName& child : found->second) {
    const Table* partition = schema_.find_table(child);
    if (partition == nullptr || !partition->partition_of) continue;
    keys_.push_back({ObjectKind::table, child});
    of_partitions(child);
  }
}

void Needs::of_index(const ObjectName& owner, const Index& index) {
  keys_.push_back({ObjectKind::table, owner});
  keys_.push_back({ObjectKind::materialized_view, owner});
  of_key({ObjectKind::index, {owner.schema, index.name}});
  const Table* table = schema_.find_table(owner);
  if (table == nullptr) return;
  for (const Column& column : table->columns) {
    if (names(index, column.name, comparison_.lexicon)) keys_.push_back(column_key(owner, column.name));
  }
}

void Needs::of_parents(const Table& table) {
  for (const ObjectName& parent : parents_of(table)) keys_.push_back({ObjectKind::table, parent});
}

void Needs::of_table(const Table& table) {
  of_name(table.name);
  of_key({ObjectKind::table, table.name});
  of_parents(table);
  const auto [first, last] = needs_of_parts(schema_, ObjectKind::column, table.name);
  for (auto need = first; need != last; ++need) keys_.push_back(need->on);
  for (const Column& column : table.columns) {
    if (column.server_default || column.generated) of_key(default_key(table.name, column.name));
  }
  for_each_constraint(table, [&](const auto& constraint) {
    if (constraint.name) of_key({ObjectKind::constraint, table.name, *constraint.name});
  });
  for (const ForeignKey& foreign : table.foreign_keys) {
    if (foreign.target != table.name) of_foreign_key(table.name, foreign);
  }
  for (const auto& [name, index] : table.indexes) of_key({ObjectKind::index, {table.name.schema, name}});
}

void Needs::of_table_options(const ObjectName& table, const Options& options) {
  const std::string& clustered = option(options, "clustered");
  if (!clustered.empty()) named_index(table, clustered);
  const std::string& identity = option(options, "replica identity");
  constexpr std::string_view kIndex = "index ";
  if (identity.starts_with(kIndex)) named_index(table, identity.substr(kIndex.size()));
}

void Needs::of_definition(const Definition& definition) {
  const ObjectKey& key = definition.key;
  of_name(key.name);
  of_key(key);
  if (key.kind == ObjectKind::domain) {
    for (const ObjectKind part : {ObjectKind::constraint, ObjectKind::column_default}) {
      const auto [first, last] = needs_of_parts(schema_, part, key.name);
      for (auto need = first; need != last; ++need) keys_.push_back(need->on);
    }
  }
  if (!definition.on.name.empty()) {
    for (const ObjectKind kind : {ObjectKind::table, ObjectKind::view, ObjectKind::materialized_view,
                                  ObjectKind::foreign_table, ObjectKind::virtual_table})
      keys_.push_back({kind, definition.on});
  }
  if (const std::optional<ObjectKey> owner = owning_column(definition, comparison_.lexicon)) keys_.push_back(*owner);
  for (const auto& [name, index] : definition.indexes) of_key({ObjectKind::index, {key.name.schema, name}});
}

void Needs::named_index(const ObjectName& table, const std::string& name) {
  const Identifier index = comparison_.lexicon.identifier(name);
  keys_.push_back({ObjectKind::index, {table.schema, index}});
  keys_.push_back({ObjectKind::constraint, table, index});
}

}  // namespace retort
