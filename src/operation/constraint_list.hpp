// A table's keys and checks, whichever list of it they stand in.
#pragma once

#include "operation/operation.hpp"

namespace retort {

/// Both keep the table normalized. REQUIRES: no second primary key.
void add_constraint(Table& table, const Constraint& constraint);
/// REQUIRES: the table has an equal one.
void drop_constraint(Table& table, const Constraint& constraint);

}  // namespace retort
