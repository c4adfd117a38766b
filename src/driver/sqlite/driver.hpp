#pragma once

#include "driver/driver.hpp"

namespace retort::sqlite {

/// The SQLite driver; lives as long as the program.
const Driver& driver();

}  // namespace retort::sqlite
