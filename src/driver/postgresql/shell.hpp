#pragma once

#include "driver/shell.hpp"

namespace retort::postgresql {

/// Scripts for psql. What a run sets and resets around each step stands in two of psql's variables.
const Shell& shell();

}  // namespace retort::postgresql
