// One table against another of the same name: columns, keys, indexes, options, its place in a tree of tables.
#pragma once

#include "diff/comparison.hpp"

namespace retort {

/// The operations by the time at which they run where nothing else decides; see diff.cpp for the order of all of them.
struct TableChanges {
  OperationList drop_indexes;
  OperationList detach;
  OperationList drop_defaults;  // of columns, for the sake of what they stand on
  OperationList drop_foreign_keys;
  OperationList change;  // other keys and checks, columns, options, inheritance, column order
  OperationList create_indexes;
  OperationList add_foreign_keys;
  OperationList attach;
  OperationList restore_defaults;
};

/// Appends. `original` is `from` before renames ran, and is what an index is dropped from.
void table_changes(const Comparison&, const Table& original, const Table& from, const Table& to, const Renewed&,
                   TableChanges& changes);

/// The indexes of a materialised view, by the same rules.
void index_changes(const Comparison&, const ObjectName& owner, const std::map<Identifier, Index>& from,
                   const std::map<Identifier, Index>& to, const Renewed&, TableChanges& changes);

/// True where the two are one table that can stay; else its rows go with it.
bool can_stay(const Table& from, const Table& to);

/// "comment" stands among the options, as AlterTableOptions has it.
Options options_with_comment(const Table&);

}  // namespace retort
