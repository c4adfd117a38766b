// What a program's models say, for one engine: a schema that is not canonical yet, since only the engine's own words
// are.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "retort/metadata.hpp"
#include "schema/schema.hpp"

namespace retort {

/// A name that something had, and the value for rows that exist: what the lines of a schema file say as
/// `-- retort: renamed-from` and `-- retort: existing`.
struct DeclaredNote {
  ObjectKey object;  // a table, a column, an index or an enum type
  std::string renamed_from;
  std::string existing;
};

struct Declared {
  Schema schema;                         // tables, enum types, schemas
  std::vector<std::string> first;        // definitions that come before the tables, each one statement or several
  std::vector<std::string> definitions;  // those that come after them
  std::vector<DeclaredNote> notes;
  std::set<ObjectName> unmanaged;  // tables that somebody else makes and changes
};

/// Puts the models together and checks them against one another. Throws ModelError for what does not fit: a table or an
/// index twice, a foreign key to what is no model or has no such column or another type, a type that the engine does
/// not have, an enum of two kinds.
Declared declare(const Metadata& metadata, const Dialect& dialect);

}  // namespace retort
