// What an engine's version can do, as data. Which change is possible in place is said by ChangeRules.
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
  bool foreign_keys_inline_only = false;  // a key exists only inside CREATE TABLE: cycles need no ALTER (SQLite)
  bool dependencies_enforced = true;      // nothing is created before what it names, nor dropped while it is named
  bool renames_objects = false;  // what is neither table nor column can be renamed; texts in the catalogue follow
  int statements_a_load = 0;  // of a schema, in one transaction; 0: any number (PostgreSQL holds locks on each table)
};

}  // namespace retort
