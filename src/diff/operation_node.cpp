// What each operation creates, drops and alters, and what it stands on (needs.hpp).
#include <algorithm>

#include "diff/needs.hpp"
#include "diff/operation_graph.hpp"
#include "operation/inheritance.hpp"
#include "operation/rename.hpp"

namespace retort {
namespace {

/// A constraint that an index stands behind has the name of a relation too. A table has one primary key, whatever it is
/// called.
void add_constraint_keys(const ObjectName& table, const Constraint& constraint, Keys& keys) {
  if (std::holds_alternative<PrimaryKey>(constraint)) keys.push_back({ObjectKind::constraint, table, {}});
  const std::optional<Identifier> name = name_of(constraint);
  if (!name) return;
  keys.push_back({ObjectKind::constraint, table, *name});
  if (!std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint))
    keys.push_back({ObjectKind::index, {table.schema, *name}});
}

void add_table_keys(const Table& table, Keys& keys) {
  keys.push_back({ObjectKind::table, table.name});
  for (const auto& [name, index] : table.indexes) keys.push_back({ObjectKind::index, {table.name.schema, name}});
  for_each_constraint(table, [&](const auto& c) { add_constraint_keys(table.name, Constraint(c), keys); });
}

template <class T>
void add_part_of(const T& part, Keys& keys) {
  if constexpr (requires { part.parent; }) {
    if (part.parent) keys.push_back({ObjectKind::index, *part.parent});
  }
}

class NodeFiller {
 public:
  NodeFiller(const Comparison& comparison, OperationNode& node)
      : comparison_(comparison),
        node_(node),
        before_(comparison.from, comparison, node.stood_on),
        after_(comparison.to, comparison, node.stands_on) {}

  void operator()(const CreateTable& o) {
    add_table_keys(o.table, node_.creates);
    after_.of_table(o.table);
    if (o.table.partition_of) add_shape(o.table.partition_of->table);
    for (const ForeignKey& foreign : o.table.foreign_keys) add_lost_partitions(foreign.target);
  }
  void operator()(const DropTable& o) {
    add_table_keys(o.table, node_.drops);
    before_.of_table(o.table);
  }
  /// All that is named by its old name comes before all renames, all else after (operation_graph.cpp).
  void operator()(const RenameTable&) {}
  void operator()(const RenameColumn&) {}
  void operator()(const AlterTableOptions& o) {
    node_.alters = altered_by(o);
    before_.of_table_options(o.table, o.from);
    after_.of_table_options(o.table, o.to);
  }
  void operator()(const AlterInheritance& o) {
    for (const ObjectName& parent : o.from) node_.stood_on.push_back({ObjectKind::table, parent});
    for (const ObjectName& parent : o.to) node_.stands_on.push_back({ObjectKind::table, parent});
  }
  void operator()(const AttachPartition& o) {
    node_.stands_on.push_back({ObjectKind::table, o.of.table});
    node_.stands_on.push_back({ObjectKind::table, o.table});
    add_shape(o.of.table);
  }
  /// Its indexes would go with those that they are a part of, and can't be dropped while they are.
  void operator()(const DetachPartition& o) {
    if (const Table* partition = comparison_.from.find_table(o.table)) add_table_keys(*partition, node_.stood_on);
    node_.stood_on.push_back({ObjectKind::table, o.of.table});
    const Table* parent = comparison_.from.find_table(o.of.table);
    if (parent != nullptr) add_table_keys(*parent, node_.stood_on);
  }

  void operator()(const AddColumn& o) {
    add_column_keys(o.table, o.column.name, comparison_.to, comparison_.children_to, node_.creates);
    after_.of_column(o.table, o.column);
  }
  void operator()(const DropColumn& o) {
    add_column_keys(o.table, o.column.name, comparison_.from, comparison_.children_from, node_.drops);
    before_.of_column(o.table, o.column);
  }
  void operator()(const AlterColumn& o) {
    const ObjectKey of_default = default_key(o.table, o.to.name);
    Column from = o.from;
    Column to = o.to;
    const bool default_stays = from.server_default == to.server_default && from.generated == to.generated;
    if (!default_stays) {
      if (from.server_default && !to.server_default) node_.drops.push_back(of_default);
      if (!from.server_default && to.server_default) node_.creates.push_back(of_default);
      if (from.server_default || from.generated) before_.of_default(o.table, from);
      if (to.server_default || to.generated) after_.of_default(o.table, to);
    }
    from.server_default.reset();
    to.server_default.reset();
    if (from == to) return;
    node_.alters = altered_by(o);
    if (from.type == to.type && from.collation == to.collation) return;
    before_.of_key(column_key(o.table, o.to.name));
    after_.of_key(column_key(o.table, o.to.name));
  }
  void operator()(const ReorderColumns& o) { node_.stands_on.push_back({ObjectKind::table, o.table}); }

  void operator()(const AddConstraint& o) {
    add_constraint_keys(o.table, o.constraint, node_.creates);
    after_.of_constraint(o.table, o.constraint);
    std::visit([&](const auto& c) { add_part_of(c, node_.part_of); }, o.constraint);
    add_lost_partitions(o.table);
    if (const auto* foreign = std::get_if<ForeignKey>(&o.constraint)) add_lost_partitions(foreign->target);
  }
  void operator()(const DropConstraint& o) {
    add_constraint_keys(o.table, o.constraint, node_.drops);
    before_.of_constraint(o.table, o.constraint);
  }
  void operator()(const AlterConstraint& o) {
    node_.alters = altered_by(o);
    before_.of_constraint(o.table, o.from);
    after_.of_constraint(o.table, o.to);
  }
  void operator()(const CreateIndex& o) {
    node_.creates.push_back({ObjectKind::index, {o.table.schema, o.index.name}});
    after_.of_index(o.table, o.index);
    add_part_of(o.index, node_.part_of);
    add_lost_partitions(o.table);
  }
  void operator()(const DropIndex& o) {
    node_.drops.push_back({ObjectKind::index, {o.table.schema, o.index.name}});
    before_.of_index(comparison_.renames_first ? o.table : comparison_.renames.target_of(o.table), o.index);
  }
  void operator()(const AlterIndex& o) {
    node_.alters = altered_by(o);
    before_.of_index(o.table, o.from);
    after_.of_index(o.table, o.to);
  }

  void operator()(const CreateDefinition& o) {
    node_.creates.push_back(o.definition.key);
    add_indexes(o.definition, node_.creates);
    if (!o.definition.broken) after_.of_definition(o.definition);
  }
  void operator()(const DropDefinition& o) {
    node_.drops.push_back(o.definition.key);
    add_indexes(o.definition, node_.drops);
    const auto renamed = comparison_.from.definitions.find(o.definition.key);
    const Definition& definition = renamed == comparison_.from.definitions.end() ? o.definition : renamed->second;
    if (!definition.broken) before_.of_definition(definition);
  }
  /// Whoever takes numbers from a sequence does so before and after: its table's default may well be what owns it.
  void operator()(const AlterDefinition& o) {
    if (o.to.key.kind != ObjectKind::sequence) node_.alters = altered_by(o);
    before_.of_definition(o.from);
    after_.of_definition(o.to);
  }
  void operator()(const RenameObject&) {}
  void operator()(const RebuildTable&) {}
  void operator()(const Execute&) {}

 private:
  /// Of a partitioned table and what it is a partition of: columns and checks, on both sides.
  void add_shape(const ObjectName& table) {
    for (const Schema* schema : {&comparison_.from, &comparison_.to}) {
      for (const Table* each = schema->find_table(table); each != nullptr;
           each = each->partition_of ? schema->find_table(each->partition_of->table) : nullptr) {
        for (const Column& column : each->columns) {
          node_.shaped_by.push_back(column_key(each->name, column.name));
          node_.shaped_by.push_back(default_key(each->name, column.name));
        }
        for (const Check& check : each->checks)
          if (check.name) node_.shaped_by.push_back({ObjectKind::constraint, each->name, *check.name});
      }
    }
  }

  /// An index of a partitioned table is valid once each partition has its part, and a foreign key to it stands on each:
  /// those too that are about to be dropped.
  void add_lost_partitions(const ObjectName& table) {
    const auto found = comparison_.children_from.find(table);
    if (found == comparison_.children_from.end()) return;
    for (const ObjectName& child : found->second) {
      if (comparison_.to.find_table(child) == nullptr) node_.shaped_by.push_back({ObjectKind::table, child});
      add_lost_partitions(child);
    }
  }

  /// The column and, of children and theirs, what they inherit of it.
  static void add_column_keys(const ObjectName& table, const Identifier& column, const Schema& schema,
                              const std::map<ObjectName, std::vector<ObjectName>>& children, Keys& keys) {
    std::vector<ObjectName> tables{table};
    std::set<ObjectName> seen{table};
    for (std::size_t i = 0; i < tables.size(); ++i) {
      keys.push_back(column_key(tables[i], column));
      keys.push_back(default_key(tables[i], column));
      const auto found = children.find(tables[i]);
      if (found == children.end()) continue;
      for (const ObjectName& child : found->second) {
        const Column* inherited = schema.tables.at(child).find_column(column);
        if (inherited != nullptr && inherited->inherited && seen.insert(child).second) tables.push_back(child);
      }
    }
  }

  static void add_indexes(const Definition& definition, Keys& keys) {
    for (const auto& [name, index] : definition.indexes)
      keys.push_back({ObjectKind::index, {definition.key.name.schema, name}});
  }

  const Comparison& comparison_;
  OperationNode& node_;
  Needs before_;
  Needs after_;
};

}  // namespace

std::vector<ObjectKey> needs_of_part(const Comparison& comparison, const Schema& schema, const ObjectKey& part) {
  Keys keys;
  Needs needs(schema, comparison, keys);
  needs.of_key(part);
  const Table* table = part.kind == ObjectKind::constraint ? schema.find_table(part.name) : nullptr;
  if (table == nullptr) return keys;
  for (const ForeignKey& foreign : table->foreign_keys) {
    if (foreign.name == part.part) needs.of_foreign_key(table->name, foreign);
  }
  return keys;
}

OperationNode make_node(const Comparison& comparison, Operation operation) {
  OperationNode node;
  std::visit(NodeFiller(comparison, node), operation);
  node.operation = std::move(operation);
  return node;
}

}  // namespace retort
