// Which tables and columns of one schema are which of the other: the answers of people, and what is left to ask.
//
// An answer "a was renamed to b" holds where `a` is in the first schema, `b` in the second, and nothing else is `b` in
// the first: either there was no `b`, or an answer renames that one away (a swap needs both answers). Where `b` is in
// both schemas, the rename has happened long ago, and the answer is passed over. An answer that is certain holds all
// the same: the old `b` goes by a name of its own then, until it is dropped.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "diff/diff.hpp"

namespace retort {

/// What was `first` is `second`; no name is twice on one side. Pairs of the same key change the spelling only.
using NamePairs = std::vector<std::pair<Identifier, Identifier>>;

struct Renames {
  std::vector<std::pair<ObjectName, ObjectName>> tables;
  std::map<ObjectName, NamePairs> columns;  // by the table's name in the second schema

  // What is dropped, and its name of its own, because its old one is taken. Not in the lists above.
  std::vector<std::pair<ObjectName, ObjectName>> tables_aside;
  std::map<ObjectName, NamePairs> columns_aside;

  /// The name in the first schema of a table of the second.
  ObjectName source_of(const ObjectName& table) const;
  Identifier source_of(const ObjectName& table, const Identifier& column) const;
  /// The name that a table of the first schema has once all renames ran.
  ObjectName target_of(const ObjectName& table) const;
  bool empty() const { return tables.empty() && columns.empty(); }
};

/// Throws UsageError where an answer names what is not there, or contradicts another.
Renames renames_between(const Schema& from, const Schema& to, const Answers&);

/// The tables of both schemas, each in one of the three lists, by name (of the second schema where it is in that).
struct MatchedTables {
  std::vector<std::pair<const Table*, const Table*>> kept;  // under one name, or renamed
  std::vector<const Table*> gone;
  std::vector<const Table*> come;
};
/// Points into the schemas.
MatchedTables match_tables(const Schema& from, const Schema& to, const Renames&);

/// The same renames one after the other: a name is free before something takes it; where they go round in a circle,
/// one goes by a name of its own for a while. `taken`: the names that exist.
NamePairs in_order(NamePairs renames, const std::vector<Identifier>& taken);

}  // namespace retort
