#pragma once

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// With foreign keys on, DROP TABLE first deletes every row, and ON DELETE CASCADE, SET NULL or SET DEFAULT silently do
/// the rest. Throws ProjectError where rows of another table would go or change that way.
void refuse_cascading_drop(Session& session, const Identifier& table);

}  // namespace retort::sqlite
