#include "dialect/postgresql/tables_now.hpp"

#include <algorithm>

#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/not_null_name.hpp"
#include "operation/inheritance.hpp"
#include "operation/rename.hpp"

namespace retort::postgresql {
namespace {

template <class T>
void drop(std::vector<T>& list, const T& value) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.name == value.name; });
  if (found != list.end()) list.erase(found);
}

struct Constraints {
  Table& table;
  bool adds;

  void operator()(const PrimaryKey& key) const {
    table.primary_key.reset();
    if (adds) table.primary_key = key;
  }
  void operator()(const Unique& c) const { change(table.uniques, c); }
  void operator()(const ForeignKey& c) const { change(table.foreign_keys, c); }
  void operator()(const Check& c) const { change(table.checks, c); }
  void operator()(const Exclusion& c) const { change(table.exclusions, c); }

 private:
  template <class T>
  void change(std::vector<T>& list, const T& constraint) const {
    drop(list, constraint);
    if (adds) list.push_back(constraint);
  }
};

/// The server's choice stays what it was when the column or its table gets another name.
void keep_not_null_name(const Table& table, Column& column) {
  if (column.not_null) column.not_null_name = not_null_name(column, table.name);
}

}  // namespace

const Table* TablesNow::find(const ObjectName& name) const {
  const auto found = changed_.find(name);
  if (found == changed_.end()) return before_.find_table(name);
  return found->second ? &*found->second : nullptr;
}

std::vector<ObjectName> TablesNow::names() const {
  std::set<ObjectName> names;
  for (const auto& [name, table] : before_.tables) names.insert(name);
  for (const auto& [name, table] : changed_) {
    if (table) {
      names.insert(name);
    } else {
      names.erase(name);
    }
  }
  return {names.begin(), names.end()};
}

Table* TablesNow::change(const ObjectName& name) {
  const auto found = changed_.find(name);
  if (found != changed_.end()) return found->second ? &*found->second : nullptr;
  const Table* table = before_.find_table(name);
  return table == nullptr ? nullptr : &*changed_.emplace(name, *table).first->second;
}

void TablesNow::rename_parent(const ObjectName& from, const ObjectName& to) {
  for (const ObjectName& name : names()) {
    const Table* table = find(name);
    const bool is_partition = table->partition_of && table->partition_of->table == from;
    const bool inherits = std::find(table->inherits.begin(), table->inherits.end(), from) != table->inherits.end();
    if (!is_partition && !inherits) continue;
    Table* child = change(name);
    if (is_partition) child->partition_of->table = to;
    std::replace(child->inherits.begin(), child->inherits.end(), from, to);
  }
}

/// Also in what inherits it, and in the words of checks: a new partition gets these.
void TablesNow::rename_column(const RenameColumn& rename) {
  Table& table = *change(rename.table);
  Column* column = table.find_column(rename.from);
  if (column == nullptr) return;
  keep_not_null_name(table, *column);
  retort::rename_column(table, rename.from, rename.to, lexicon());
  for (const ObjectName& name : names()) {
    const std::vector<ObjectName> parents = parents_of(*find(name));
    if (std::find(parents.begin(), parents.end(), rename.table) == parents.end()) continue;
    const Column* inherited = find(name)->find_column(rename.from);
    if (inherited != nullptr && inherited->inherited) rename_column({name, rename.from, rename.to});
  }
}

void TablesNow::rename_index(const ObjectName& from, const Identifier& to) {
  for (const ObjectName& name : names()) {
    if (name.schema != from.schema || !find(name)->indexes.contains(from.name)) continue;
    auto node = change(name)->indexes.extract(from.name);
    node.key() = node.mapped().name = to;
    change(name)->indexes.insert(std::move(node));
    return;
  }
}

void TablesNow::rename_schema(const Identifier& from, const Identifier& to) {
  const auto follow = [&](ObjectName& name) {
    if (name.schema == from) name.schema = to;
  };
  for (const ObjectName& name : names()) {
    Table table = *find(name);
    follow(table.name);
    if (table.partition_of) follow(table.partition_of->table);
    for (ObjectName& parent : table.inherits) follow(parent);
    changed_[name] = std::nullopt;
    changed_[table.name] = std::move(table);
  }
}

void TablesNow::rename_object(const RenameObject& rename) {
  if (rename.from.kind == ObjectKind::schema) return rename_schema(rename.from.name.name, rename.to.name.name);
  if (rename.from.kind == ObjectKind::index) return rename_index(rename.from.name, rename.to.name.name);
  Table* table = rename.from.kind == ObjectKind::constraint ? change(rename.to.name) : nullptr;
  if (table == nullptr) return;
  const auto set = [&](auto& constraint) {
    if (constraint.name == rename.from.part) constraint.name = rename.to.part;
  };
  if (table->primary_key) set(*table->primary_key);
  for (Unique& unique : table->uniques) set(unique);
  for (Exclusion& exclusion : table->exclusions) set(exclusion);
  for (Check& check : table->checks) set(check);
  for (ForeignKey& key : table->foreign_keys) set(key);
}

void TablesNow::apply(const Operation& operation) {
  if (const auto* gone = std::get_if<DropDefinition>(&operation)) dropped_.insert(gone->definition.key);
  if (const auto* object = std::get_if<RenameObject>(&operation)) return rename_object(*object);
  if (const auto* create = std::get_if<CreateTable>(&operation)) {
    changed_[create->table.name] = create->table;
    return;
  }
  if (const auto* drop_table = std::get_if<DropTable>(&operation)) {
    changed_[drop_table->table.name] = std::nullopt;
    return;
  }
  const std::optional<ObjectName> name = table_of(operation);
  Table* table = name ? change(*name) : nullptr;
  if (table == nullptr) return;
  if (const auto* rename = std::get_if<RenameTable>(&operation)) {
    Table renamed = std::move(*table);
    for (Column& each : renamed.columns) keep_not_null_name(renamed, each);
    renamed.name = rename->to;
    changed_[rename->from] = std::nullopt;
    changed_[rename->to] = std::move(renamed);
    rename_parent(rename->from, rename->to);
  } else if (const auto* options = std::get_if<AlterTableOptions>(&operation)) {
    table->options = options->to;
  } else if (const auto* attach = std::get_if<AttachPartition>(&operation)) {
    table->partition_of = attach->of;
  } else if (std::holds_alternative<DetachPartition>(operation)) {
    table->partition_of.reset();
  } else if (const auto* add = std::get_if<AddColumn>(&operation)) {
    table->columns.push_back(add->column);
  } else if (const auto* gone = std::get_if<DropColumn>(&operation)) {
    std::erase_if(table->columns, [&](const Column& column) { return column.name == gone->column.name; });
  } else if (const auto* column = std::get_if<RenameColumn>(&operation)) {
    rename_column(*column);
  } else if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
    if (Column* found = table->find_column(alter->from.name)) *found = alter->to;
  } else if (const auto* constraint = std::get_if<AddConstraint>(&operation)) {
    std::visit(Constraints{*table, true}, constraint->constraint);
  } else if (const auto* old_constraint = std::get_if<DropConstraint>(&operation)) {
    std::visit(Constraints{*table, false}, old_constraint->constraint);
  } else if (const auto* index = std::get_if<CreateIndex>(&operation)) {
    table->indexes[index->index.name] = index->index;
  } else if (const auto* old_index = std::get_if<DropIndex>(&operation)) {
    table->indexes.erase(old_index->index.name);
  }
}

}  // namespace retort::postgresql
