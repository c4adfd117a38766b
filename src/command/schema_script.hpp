#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"

namespace retort::command {

/// A canonical schema as SQL that loads back into an empty database, one statement an element, in an order that works.
std::vector<std::string> schema_script(const Schema&, const Dialect&, const ServerVersion&);

}  // namespace retort::command
