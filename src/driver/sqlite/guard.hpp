#pragma once

#include "driver/sqlite/session.hpp"
#include "operation/statement.hpp"

namespace retort::sqlite {

/// Holds the live table, its indexes and triggers against what a rebuild was written for: its explicit lists would
/// silently erase whatever else is there. Throws ProjectError naming what is different.
void check_guard(Session& session, const RebuildGuard& guard);

}  // namespace retort::sqlite
