// Which objects of one schema are which of the other: what the answers of people come to.
//
// An answer "a was renamed to b" holds where `a` is in the first schema, `b` in the second, and nothing else is `b` in
// the first: either there was no `b`, or an answer renames that one away (a swap needs both answers). Where `b` is in
// both schemas, the rename has happened long ago, and the answer is passed over. An answer that is certain holds all
// the same: the old `b` goes by a name of its own then, until it is dropped.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/diff.hpp"

namespace retort {

/// What was `first` is `second`; no name is twice on one side. Pairs of the same key change the spelling only.
using NamePairs = std::vector<std::pair<Identifier, Identifier>>;
using KeyPairs = std::vector<std::pair<ObjectKey, ObjectKey>>;

struct Renames {
  std::vector<std::pair<ObjectName, ObjectName>> tables;
  std::map<ObjectName, NamePairs> columns;  // by the table's name in the second schema

  // What is dropped, and its name of its own, because its old one is taken. Not in the lists above.
  std::vector<std::pair<ObjectName, ObjectName>> tables_aside;
  std::map<ObjectName, NamePairs> columns_aside;

  KeyPairs schemas;  // before all others: the names above have the new ones
  KeyPairs objects;  // behind all others: neither tables nor columns

  /// The name in the first schema of a table of the second.
  ObjectName source_of(const ObjectName& table) const;
  Identifier source_of(const ObjectName& table, const Identifier& column) const;
  /// The name that a table of the first schema has once all renames ran.
  ObjectName target_of(const ObjectName& table) const;
};

/// The names of one scope (the tables of a schema, the columns of a table) on both sides, as spelled there.
struct RenameScope {
  std::string what;  // "table" or "column of table 'x'"
  std::set<ObjectKey> from;
  std::set<ObjectKey> to;
};

/// The answers that hold, in the spelling of the schemas, and what has to give up its name although nothing else is
/// made of it.
struct ScopeRenames {
  KeyPairs renames;
  KeyPairs aside;

  /// One after the other: a name is free before something takes it; where they go round in a circle, one goes by a name
  /// of its own for a while.
  KeyPairs in_order(const RenameScope&) const;
};
/// Throws UsageError where an answer names what is not there, or contradicts another.
ScopeRenames renames_in_scope(const RenameScope&, const std::vector<Answers::Rename>& answers, const Lexicon&);

/// The one that is meant by a key that may lack its schema, or a routine's arguments; else the key as it is. Throws
/// UsageError where several are, and none of them is in the default schema.
ObjectKey resolved(const std::set<ObjectKey>& keys, const ObjectKey& said, const Lexicon&);
/// A table of the schema by a name that may lack its own schema.
ObjectName resolved_table(const Schema&, const ObjectName& said, const Lexicon&);

/// The tables of both schemas, each in one of the three lists, by name (of the second schema where it is in that).
struct MatchedTables {
  std::vector<std::pair<const Table*, const Table*>> kept;  // under one name, or renamed
  std::vector<const Table*> gone;
  std::vector<const Table*> come;
};
/// Points into the schemas.
MatchedTables match_tables(const Schema& from, const Schema& to, const Renames&);

}  // namespace retort
