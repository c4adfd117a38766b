// What is compared, and by which rules: shared by the parts of the diff.
#pragma once

#include <map>
#include <set>

#include "diff/renames.hpp"
#include "operation/change_rules.hpp"

namespace retort {

/// The values for rows that exist, of the columns of one table.
using ExistingValues = std::map<Identifier, std::string>;

struct Comparison {
  const Schema& original;  // as it is before renames, where what is dropped is dropped under its old name; else `from`
  const Schema& from;      // after them: its names are the target's
  const Schema& to;
  const Renames& renames;
  const MatchedTables& tables;  // points into `original` and `to`
  std::map<ObjectName, ExistingValues> existing;
  const Capabilities& capabilities;
  const ChangeRules& rules;
  const Lexicon& lexicon;
  const DiffOptions& options;
  bool renames_first = false;  // before anything is dropped
  std::map<ObjectName, std::vector<ObjectName>> children_from = {};
  std::map<ObjectName, std::vector<ObjectName>> children_to = {};

  /// A table of `from` by what it is in `original`.
  const Table& renamed(const Table& original_table) const {
    return from.tables.at(renames.target_of(original_table.name));
  }
};

/// What is dropped and created although it could stay, or be altered, for the sake of what it stands on: indexes,
/// constraints, defaults of columns, generated columns, definitions; a domain loses its checks and default for a while.
using Renewed = std::set<ObjectKey>;

/// What stands beside CREATE TABLE or DROP TABLE instead of inside, because it goes round in a circle otherwise:
/// constraints, defaults, indexes.
using Apart = std::set<ObjectKey>;

}  // namespace retort
