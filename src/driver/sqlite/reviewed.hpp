// Statements that a person wrote: prepared under an authorizer, which refuses what is not a revision's business and
// tells what the statement will change.
#pragma once

#include <set>
#include <string>

#include "base/identifier.hpp"
#include "driver/sqlite/prepared.hpp"
#include "operation/statement.hpp"

namespace retort::sqlite {

/// What a statement will change in the main database, as the engine itself says, triggers included.
struct Footprint {
  std::set<Identifier> written;  // tables whose rows it inserts, updates or deletes
  std::set<Identifier> created;  // tables and views
  std::set<Identifier> changed;  // tables, views and triggers that it alters or drops; the table of a dropped index
  std::set<Identifier> dropped_tables;  // of `changed`
  std::set<Identifier> unindexed;       // tables that lose an index
};

struct Reviewed {
  Prepared statement;
  Footprint footprint;
};

/// Throws ProjectError where the statement would begin or end a transaction or savepoint, attach or detach a database,
/// or use a pragma that this mode has no use for; DatabaseError where the engine can't prepare it.
Reviewed prepare_reviewed(Session& session, std::string_view sql, StepMode mode);

}  // namespace retort::sqlite
