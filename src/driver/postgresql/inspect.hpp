#pragma once

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// The whole catalogue, canonical, in one snapshot. See Driver::inspect.
Schema inspect(Session& session, const InspectOptions& options);

}  // namespace retort::postgresql
