#pragma once

#include <libpq-fe.h>

#include "driver/driver.hpp"

namespace retort::postgresql {

/// The whole catalogue, canonical, in one snapshot (docs/postgresql-objects.md). A transaction that is open stays open,
/// with the settings that it had. Throws DatabaseError.
Schema read_catalogue(PGconn* connection, const InspectOptions& options);

}  // namespace retort::postgresql
