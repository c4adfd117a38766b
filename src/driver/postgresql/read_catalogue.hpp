#pragma once

#include <libpq-fe.h>

#include "driver/driver.hpp"
#include "retort/cancellation.hpp"

namespace retort::postgresql {

/// The whole catalogue, canonical, in one snapshot (docs/postgresql-objects.md). A transaction that is open stays open,
/// with the settings that it had. Throws DatabaseError, and Interrupted.
Schema read_catalogue(PGconn* connection, const InspectOptions& options, const Cancellation& cancellation = {});

}  // namespace retort::postgresql
