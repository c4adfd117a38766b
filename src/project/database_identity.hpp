// Whether two addresses lead to one database: what protects production from a URL that is spelled another way.
#pragma once

#include "driver/url.hpp"

namespace retort {

/// SQLite: the same file, through relative paths, symbolic and hard links. Servers: host, port and database, where
/// every name of this machine is one. Errs on the side of "the same". No connection is made. REQUIRES: absolute SQLite
/// paths.
bool same_database(const Url& a, const Url& b);

}  // namespace retort
