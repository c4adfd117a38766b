#pragma once

#include "dialect/dialect.hpp"

namespace retort::postgresql {

/// The one PostgreSQL dialect; lives as long as the program.
const Dialect& dialect();

}  // namespace retort::postgresql
