#pragma once

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// Takes everything out of a database and leaves the database itself: see drop_database.cpp for why.
void drop_database(Session& session);

}  // namespace retort::postgresql
