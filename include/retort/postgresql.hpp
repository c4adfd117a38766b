// PostgreSQL databases: link retort::postgresql.
#pragma once

#include "retort/driver.hpp"

namespace retort::postgresql {

/// The PostgreSQL driver, 13 and newer; lives as long as the program. Without a place for them (Driver::with_scratch),
/// its scratch databases are made on a throwaway server.
const Driver& driver();

}  // namespace retort::postgresql
