// What an engine's version can do, as data.
#pragma once

#include <compare>
#include <string>

namespace retort {

struct ServerVersion {
  int major = 0;
  int minor = 0;
  int patch = 0;
  std::string to_string() const;
  friend auto operator<=>(const ServerVersion&, const ServerVersion&) = default;
};

struct Capabilities {
  bool transactional_ddl = true;
  bool replace_view = false;              // CREATE OR REPLACE VIEW
  bool foreign_keys_inline_only = false;  // a key exists only inside CREATE TABLE: cycles need no ALTER (SQLite)
  // Which changes can't run while a view or trigger depends on the object: it is dropped before and created after.
  bool rename_disturbs_dependents = true;
  bool drop_column_disturbs_dependents = true;
  bool alter_column_disturbs_dependents = true;
  int statements_a_load = 0;  // of a schema, in one transaction; 0: any number (PostgreSQL holds locks on each table)
};

}  // namespace retort
