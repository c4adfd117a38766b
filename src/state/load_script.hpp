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
  int privilege_statements = 0;  // GRANT, REVOKE, OWNER TO: only counted where privileges are not managed
};

/// Takes out what can't change a schema: rows, queries, BEGIN and COMMIT, VACUUM, timeouts, the foreign_keys pragmas.
/// Without `privileges` also GRANT and REVOKE and who owns what, for the roles may not be there. Throws ProjectError at
/// the line of what a schema can't hold: ROLLBACK, savepoints, ATTACH, other pragmas, temporary objects, what belongs
/// to a whole server (roles, databases, tablespaces, ALTER SYSTEM), COPY to or from a file.
SchemaScript schema_statements(const Script& script, const Lexicon& lexicon, bool privileges = true);

/// Runs the statements, where the engine asks for it in several transactions. SET holds for the statements behind it,
/// and for nothing after them; CONCURRENTLY is left out, for nobody else is there. Throws ProjectError with file, line
/// and the engine's message.
void load_schema(Connection& connection, const std::vector<ScriptStatement>& statements);

/// Loads rows, in one transaction: a script's own BEGIN and COMMIT are passed over. `PRAGMA foreign_keys = OFF`, with
/// which a dump begins, puts the check of foreign keys off until the end. Throws DatabaseError with file and line.
void load_script(Connection& connection, const Script& script);

}  // namespace retort
