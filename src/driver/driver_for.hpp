#pragma once

#include <string_view>

#include "driver/driver.hpp"
#include "retort/driver.hpp"

namespace retort {

/// The one for URLs of this scheme. Throws UsageError naming the schemes that there are drivers for.
const Driver& driver_for(const Drivers&, std::string_view scheme);

}  // namespace retort
