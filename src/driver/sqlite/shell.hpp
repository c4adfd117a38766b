#pragma once

#include "driver/shell.hpp"

namespace retort::sqlite {

/// Scripts for sqlite3. Nothing in SQL stops one but an error: the triggers on a temporary table raise it.
const Shell& shell();

}  // namespace retort::sqlite
