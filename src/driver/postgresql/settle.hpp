// Statements that no transaction holds, begun by a run that ended before it could say how they ended.
#pragma once

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// See Connection::settle.
InDoubt settle(Session& session, const Statement& statement);

}  // namespace retort::postgresql
