#pragma once

#include "driver/driver.hpp"

namespace retort::postgresql {

/// See Driver::check_bodies.
BodyReport check_bodies(Connection& connection);

}  // namespace retort::postgresql
