#pragma once

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// Driver::inspect.
Schema inspect(Session& session, const InspectOptions& options);

}  // namespace retort::sqlite
