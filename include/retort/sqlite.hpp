// SQLite databases: link retort::sqlite.
#pragma once

#include "retort/driver.hpp"

namespace retort::sqlite {

/// The SQLite driver; lives as long as the program.
const Driver& driver();

}  // namespace retort::sqlite
