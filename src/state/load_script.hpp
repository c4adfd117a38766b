// Running scripts against a connection.
#pragma once

#include <vector>

#include "driver/driver.hpp"
#include "state/script.hpp"

namespace retort {

/// What of a script makes a schema, and how many statements only change rows.
struct SchemaScript {
  std::vector<ScriptStatement> statements;
  int data_statements = 0;
};

/// Takes out what can't change a schema: rows, queries, BEGIN and COMMIT, the foreign_keys pragmas. Throws ProjectError
/// at the line of what a schema can't hold: ROLLBACK, savepoints, ATTACH, other pragmas, temporary objects.
SchemaScript schema_statements(const Script& script, const Lexicon& lexicon);

/// Runs the statements in one transaction. Throws ProjectError with file, line and the engine's message.
void load_schema(Connection& connection, const std::vector<ScriptStatement>& statements);

/// Loads rows, in one transaction: a script's own BEGIN and COMMIT are passed over. `PRAGMA foreign_keys = OFF`, with
/// which a dump begins, puts the check of foreign keys off until the end. Throws DatabaseError with file and line.
void load_script(Connection& connection, const Script& script);

}  // namespace retort
