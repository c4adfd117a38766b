// PostgreSQL databases: link retort::postgresql.
#pragma once

#include "retort/driver.hpp"

struct pg_conn;

namespace retort::postgresql {

/// The PostgreSQL driver, 13 and newer; lives as long as the program. Without a place for them (Driver::with_scratch),
/// its scratch databases are made on a throwaway server.
const Driver& driver();

/// A connection that the program has made (PGconn*). What is connected with it runs on `connection`, which nobody else
/// uses meanwhile; it is left open, with its settings, role, cursors, channels and temporary tables. Its notices go
/// where they went. No transaction may be open. Scratch databases are made by connections of their own:
/// MigratorOptions::scratch says where, or `url` with the password that those need.
OpenConnection on(pg_conn* connection);

}  // namespace retort::postgresql
