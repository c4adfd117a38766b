#pragma once

#include "dialect/dialect.hpp"

namespace retort::sqlite {

/// The one SQLite dialect; lives as long as the program.
const Dialect& dialect();

}  // namespace retort::sqlite
