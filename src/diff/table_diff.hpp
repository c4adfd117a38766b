// One table against another of the same name: columns, keys, indexes, options.
#pragma once

#include "diff/diff.hpp"

namespace retort {

/// The operations by the time at which they can run; see diff.cpp for the order of all of them.
struct TableChanges {
  Operations drop_indexes;
  Operations drop_foreign_keys;
  Operations change;  // other keys and checks, columns, options, column order
  Operations create_indexes;
  Operations add_foreign_keys;
};

/// The values for rows that exist, of the columns of one table.
using ExistingValues = std::map<Identifier, std::string>;

/// `original` is `from` before renames ran, and is what an index is dropped from.
void table_changes(const Table& original, const Table& from, const Table& to, const ExistingValues& existing,
                   const DiffOptions& options, TableChanges& changes);

}  // namespace retort
