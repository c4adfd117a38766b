// SQLite databases: link retort::sqlite.
#pragma once

#include "retort/driver.hpp"

struct sqlite3;

namespace retort::sqlite {

/// The SQLite driver; lives as long as the program.
const Driver& driver();

/// A database that the program has opened, in memory too. What is connected with it runs on `handle`, which nobody else
/// uses meanwhile; it is left open, with busy_timeout, foreign_keys and query_only as they were. SQLite can't tell
/// which busy, progress and authorizer callbacks a connection has: a program that has such sets them again afterwards.
/// No transaction may be open.
OpenConnection on(sqlite3* handle);

}  // namespace retort::sqlite
