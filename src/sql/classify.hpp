// What kind of statement a text is, from its leading tokens. Enough to refuse, to group and to journal; no parser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/identifier.hpp"
#include "sql/lexicon.hpp"

namespace retort {

enum class StatementKind {
  // DDL; see object_kind and object
  create,  // SELECT … INTO too, as a TABLE
  alter,
  drop,
  comment,        // COMMENT ON and SECURITY LABEL: object_kind and object are what it speaks of
  grant,          // GRANT, REVOKE, REASSIGN OWNED, ALTER … OWNER TO is an alter
  import_schema,  // IMPORT FOREIGN SCHEMA
  refresh,        // REFRESH MATERIALIZED VIEW
  cluster,        // CLUSTER, with the table in `object` where one is named
  // DML; WITH … counts as what follows it, REPLACE as insert, VALUES and TABLE as select
  select,
  insert,
  update,
  remove,
  merge,
  truncate,
  copy,
  call,         // CALL, DO and EXECUTE: whatever the code does
  transaction,  // BEGIN, COMMIT, END, ROLLBACK, PREPARE TRANSACTION, SET TRANSACTION
  savepoint,    // SAVEPOINT, RELEASE, ROLLBACK TO
  setting,      // SET, RESET, DISCARD, SELECT pg_catalog.set_config(…)
  show,
  cursor,  // DECLARE, FETCH, MOVE, CLOSE, PREPARE, DEALLOCATE
  lock,
  notify,  // LISTEN, NOTIFY, UNLISTEN
  pragma,
  vacuum,
  analyze,
  reindex,
  attach,
  detach,
  explain,
  shell,  // a line of the engine's shell: \i, .read
  other,
};

struct StatementClass {
  StatementKind kind = StatementKind::other;
  // DDL: upper case, "TABLE", "INDEX", "VIEW", "TRIGGER", "VIRTUAL TABLE", "TEXT SEARCH CONFIGURATION"
  std::string object_kind;
  // DDL: what it creates, alters or drops, without a routine's arguments. DML: the table written
  std::optional<ObjectName> object;
  bool if_exists = false;  // IF [NOT] EXISTS
  bool temporary = false;
  bool concurrently = false;  // CREATE INDEX CONCURRENTLY and its like
  // A query that changes rows, or a sequence: WITH x AS (DELETE …) SELECT, SELECT setval(…)
  bool changes_rows = false;
  std::string pragma;   // lower case name of the pragma
  std::string setting;  // lower case name of what SET sets; "all" for RESET ALL and DISCARD
};

StatementClass classify(std::string_view statement, const Lexicon&);

/// It changes what the schema is made of.
bool is_ddl(const StatementClass&);
/// It changes rows, as far as the statement itself says it, and nothing else.
bool changes_rows(const StatementClass&);

}  // namespace retort
