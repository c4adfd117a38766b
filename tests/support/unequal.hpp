#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::test {

/// Tables (columns in any order) and definitions of two schemas, compared without the diff; one line a difference.
std::vector<std::string> unequal(const Schema& a, const Schema& b);

}  // namespace retort::test
