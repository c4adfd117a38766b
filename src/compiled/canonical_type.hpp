#pragma once

#include <string>

#include "dialect/dialect.hpp"

namespace retort::compiled {

/// A type as the catalogue spells it, for the few that have another name in SQL: "varchar(20)" is "character
/// varying(20)" on PostgreSQL. What it can't tell stays as it is: then a change between two spellings of one type is
/// made, which does nothing.
std::string canonical_type(const std::string& type, const Dialect& dialect);

}  // namespace retort::compiled
