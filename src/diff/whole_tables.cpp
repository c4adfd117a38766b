#include "diff/whole_tables.hpp"

#include <algorithm>

#include "diff/dependency_order.hpp"

namespace retort {
namespace {

using Tables = std::vector<const Table*>;

/// Referenced tables first; among equals by name.
Tables by_reference(const Tables& tables) {
  std::map<ObjectName, std::size_t> numbers;
  for (std::size_t i = 0; i < tables.size(); ++i) numbers.emplace(tables[i]->name, i);
  std::vector<std::set<std::size_t>> needs(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const ForeignKey& key : tables[i]->foreign_keys) {
      const auto target = numbers.find(key.target);
      if (target != numbers.end()) needs[i].insert(target->second);
    }
  }
  Tables ordered;
  for (const std::size_t i : dependency_order(needs)) ordered.push_back(tables[i]);
  return ordered;
}

/// Takes out of `table` what stands apart, and calls back for each: with the constraint, the index, the column.
template <class OnConstraint, class OnIndex, class OnDefault>
void take_apart(Table& table, const Apart& apart, const OnConstraint& on_constraint, const OnIndex& on_index,
                const OnDefault& on_default) {
  if (apart.empty()) return;
  const auto take = [&](const auto& constraint) {
    if (!constraint.name || apart.count({ObjectKind::constraint, table.name, *constraint.name}) == 0) return false;
    on_constraint(constraint);
    return true;
  };
  std::erase_if(table.checks, take);
  std::erase_if(table.exclusions, take);
  std::erase_if(table.foreign_keys, take);
  std::erase_if(table.indexes, [&](const auto& entry) {
    if (apart.count({ObjectKind::index, {table.name.schema, entry.first}}) == 0) return false;
    on_index(entry.second);
    return true;
  });
  for (Column& column : table.columns) {
    if (!column.server_default || apart.count({ObjectKind::column_default, table.name, column.name}) == 0) continue;
    Column without = column;
    without.server_default.reset();
    on_default(column, without);
    column = std::move(without);
  }
}

/// Where a foreign key can be added later, those that go round in a circle are: they would refer to what is not there.
void create_tables(const Tables& come, const Capabilities& capabilities, const Apart& apart, WholeTables& whole) {
  const Tables ordered = by_reference(come);
  std::set<ObjectName> ahead;
  for (const Table* table : ordered) ahead.insert(table->name);
  for (const Table* table : ordered) {
    Table created = *table;
    if (!capabilities.foreign_keys_inline_only) {
      std::erase_if(created.foreign_keys, [&](const ForeignKey& key) {
        if (key.target == table->name || ahead.count(key.target) == 0) return false;
        whole.add_constraints.push_back(AddConstraint{table->name, key});
        return true;
      });
    }
    take_apart(
        created, apart,
        [&](const auto& c) {
          whole.add_constraints.push_back(AddConstraint{table->name, c});
        },
        [&](const Index& index) {
          whole.create_indexes.push_back(CreateIndex{table->name, index});
        },
        [&](const Column& with, const Column& without) {
          whole.restore_defaults.push_back(AlterColumn{table->name, without, with, std::nullopt});
        });
    ahead.erase(table->name);
    whole.create.push_back(CreateTable{std::move(created)});
  }
}

std::set<ObjectName> referenced_tables(const Schema& schema) {
  std::set<ObjectName> tables;
  for (const auto& [name, table] : schema.tables) {
    for (const ForeignKey& key : table.foreign_keys) tables.insert(key.target);
  }
  return tables;
}

/// The server refuses to drop a partition while a foreign key refers to what it is a partition of.
bool holds_referenced_rows(const Table& table, const Schema& schema, const std::set<ObjectName>& referenced) {
  for (const Table* each = &table; each != nullptr && each->partition_of;) {
    if (referenced.count(each->partition_of->table) != 0) return true;
    each = schema.find_table(each->partition_of->table);
  }
  return false;
}

/// As they are after the renames; indexes that give their name to another table were dropped before.
void drop_tables(const Comparison& comparison, const Apart& apart, WholeTables& whole) {
  Tables tables;
  for (const Table* table : comparison.tables.gone) tables.push_back(&comparison.renamed(*table));
  Tables ordered = by_reference(tables);
  std::reverse(ordered.begin(), ordered.end());
  const std::set<ObjectName> referenced = ordered.empty() ? std::set<ObjectName>() : referenced_tables(comparison.from);
  std::set<ObjectName> gone;
  for (const Table* table : ordered) gone.insert(table->name);
  std::set<ObjectName> dropped;
  for (const Table* table : ordered) {
    dropped.insert(table->name);
    Table left = *table;
    if (!comparison.capabilities.foreign_keys_inline_only) {
      std::erase_if(left.foreign_keys, [&](const ForeignKey& key) {
        const bool goes_with_it = key.target == table->name && !table->partition_by;
        if (goes_with_it || dropped.count(key.target) == 0) return false;
        whole.drop_constraints.push_back(DropConstraint{table->name, key});
        return true;
      });
    }
    take_apart(
        left, apart,
        [&](const auto& c) {
          whole.drop_constraints.push_back(DropConstraint{table->name, c});
        },
        [&](const Index& index) {
          whole.drop_indexes.push_back(DropIndex{table->name, index});
        },
        [&](const Column& with, const Column& without) {
          whole.drop_defaults.push_back(AlterColumn{table->name, with, without, std::nullopt});
        });
    if (left.partition_of && gone.count(left.partition_of->table) == 0 &&
        holds_referenced_rows(left, comparison.from, referenced)) {
      whole.detach.push_back(DetachPartition{left.name, *left.partition_of});
      left.partition_of.reset();
    }
    whole.drop.push_back(DropTable{std::move(left)});
  }
}

}  // namespace

WholeTables whole_tables(const Comparison& comparison, const Apart& apart) {
  WholeTables whole;
  create_tables(comparison.tables.come, comparison.capabilities, apart, whole);
  drop_tables(comparison, apart, whole);
  return whole;
}

OperationList name_freeing_drops(const Comparison& comparison) {
  OperationList drop;
  std::set<ObjectName> wanted;
  if (comparison.tables.gone.empty()) return drop;
  for (const auto& [name, table] : comparison.to.tables) {
    wanted.insert(name);
    for (const auto& [index_name, index] : table.indexes) wanted.insert({name.schema, index_name});
  }
  for (const Table* gone : comparison.tables.gone) {
    const Table* table = comparison.renames_first ? &comparison.renamed(*gone) : gone;
    for (const auto& [name, index] : table->indexes) {
      if (index.parent || wanted.count({table->name.schema, name}) == 0) continue;
      drop.push_back(DropIndex{table->name, index});
    }
  }
  return drop;
}

}  // namespace retort
