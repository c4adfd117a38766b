// What an engine accepts in a schema although it can't work: SQLite finds it when a row is written or a view is read.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

/// One line each, in order of names: foreign keys whose table, columns or unique key do not exist, and definitions
/// that name what does not exist.
std::vector<std::string> problems(const Schema&);

}  // namespace retort
