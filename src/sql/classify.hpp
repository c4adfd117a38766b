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
  create,
  alter,
  drop,
  // DML; WITH … counts as what follows it, REPLACE as insert, VALUES as select
  select,
  insert,
  update,
  remove,
  transaction,  // BEGIN, COMMIT, END, ROLLBACK
  savepoint,    // SAVEPOINT, RELEASE, ROLLBACK TO
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
  std::string object_kind;           // DDL: upper case, "TABLE", "INDEX", "VIEW", "TRIGGER", "VIRTUAL TABLE"
  std::optional<ObjectName> object;  // DDL: what it creates, alters or drops. DML: the table written
  bool if_exists = false;            // IF [NOT] EXISTS
  bool temporary = false;
  std::string pragma;  // lower case name of the pragma
};

StatementClass classify(std::string_view statement, const Lexicon&);

}  // namespace retort
