#include "diff/table_diff.hpp"

#include <algorithm>

namespace retort {
namespace {

/// Constraints are a multiset: what is equal on both sides stays, each as often as both have it.
template <class T>
struct MultisetDifference {
  std::vector<const T*> only_from;
  std::vector<const T*> only_to;

  MultisetDifference(const std::vector<T>& from, const std::vector<T>& to) {
    for (const T& constraint : to) only_to.push_back(&constraint);
    for (const T& constraint : from) {
      const auto same =
          std::find_if(only_to.begin(), only_to.end(), [&](const T* other) { return *other == constraint; });
      if (same == only_to.end()) {
        only_from.push_back(&constraint);
      } else {
        only_to.erase(same);
      }
    }
  }
};

template <class T>
void constraint_changes(const ObjectName& table, const std::vector<T>& from, const std::vector<T>& to, Operations& drop,
                        Operations& add) {
  const MultisetDifference<T> difference(from, to);
  for (const T* constraint : difference.only_from) drop.push_back(DropConstraint{table, *constraint});
  for (const T* constraint : difference.only_to) add.push_back(AddConstraint{table, *constraint});
}

std::vector<PrimaryKey> as_list(const std::optional<PrimaryKey>& key) {
  return key ? std::vector{*key} : std::vector<PrimaryKey>{};
}

/// NOT NULL, or a part of the primary key of a table without rowids, where that comes to the same.
bool refuses_null(const Table& table, const Column& column) {
  if (column.not_null) return true;
  if (!table.primary_key || table.options.count("WITHOUT ROWID") == 0) return false;
  const std::vector<KeyPart>& parts = table.primary_key->columns;
  return std::any_of(parts.begin(), parts.end(), [&](const KeyPart& part) { return part.column == column.name; });
}

std::optional<std::string> value_for(const ExistingValues& existing, const Identifier& column) {
  const auto found = existing.find(column);
  return found == existing.end() ? std::nullopt : std::optional(found->second);
}

AddColumn add_column(const Table& to, const Column& column, const ExistingValues& existing) {
  AddColumn add{to.name, column, column.generated ? std::nullopt : value_for(existing, column.name), false, {}};
  add.todo = !add.existing && !column.server_default && !column.generated && refuses_null(to, column);
  return add;
}

/// Added columns read what is there, so drops come last.
void column_changes(const Table& from, const Table& to, const ExistingValues& existing, Operations& changes) {
  for (const Column& column : to.columns) {
    const Column* source = from.find_column(column.name);
    if (source == nullptr) {
      changes.push_back(add_column(to, column, existing));
    } else if (*source != column) {
      const bool turns_not_null = refuses_null(to, column) && !refuses_null(from, *source);
      changes.push_back(
          AlterColumn{to.name, *source, column, turns_not_null ? value_for(existing, column.name) : std::nullopt});
    }
  }
  for (const Column& column : from.columns) {
    if (to.find_column(column.name) == nullptr) changes.push_back(DropColumn{to.name, column});
  }
}

/// The order after the other operations: what stays, then what is new.
void order_changes(const Table& from, const Table& to, Operations& changes) {
  ReorderColumns reorder{to.name, {}, {}};
  for (const Column& column : from.columns) {
    if (to.find_column(column.name) != nullptr) reorder.from.push_back(column.name);
  }
  for (const Column& column : to.columns) {
    if (from.find_column(column.name) == nullptr) reorder.from.push_back(column.name);
    reorder.to.push_back(column.name);
  }
  if (reorder.from != reorder.to) changes.push_back(std::move(reorder));
}

void index_changes(const Table& original, const Table& from, const Table& to, TableChanges& changes) {
  for (const auto& [name, index] : from.indexes) {
    const auto target = to.indexes.find(name);
    if (target != to.indexes.end() && target->second == index) continue;
    changes.drop_indexes.push_back(DropIndex{original.name, original.indexes.at(name)});
  }
  for (const auto& [name, index] : to.indexes) {
    const auto source = from.indexes.find(name);
    if (source != from.indexes.end() && source->second == index) continue;
    changes.create_indexes.push_back(CreateIndex{to.name, index});
  }
}

}  // namespace

void table_changes(const Table& original, const Table& from, const Table& to, const ExistingValues& existing,
                   const DiffOptions& options, TableChanges& changes) {
  index_changes(original, from, to, changes);
  constraint_changes(to.name, from.foreign_keys, to.foreign_keys, changes.drop_foreign_keys, changes.add_foreign_keys);

  Operations add;
  constraint_changes(to.name, from.checks, to.checks, changes.change, add);
  constraint_changes(to.name, from.uniques, to.uniques, changes.change, add);
  constraint_changes(to.name, as_list(from.primary_key), as_list(to.primary_key), changes.change, add);
  column_changes(from, to, existing, changes.change);
  if (from.options != to.options) changes.change.push_back(AlterTableOptions{to.name, from.options, to.options});
  std::move(add.begin(), add.end(), std::back_inserter(changes.change));
  if (options.column_order) order_changes(from, to, changes.change);
}

}  // namespace retort
