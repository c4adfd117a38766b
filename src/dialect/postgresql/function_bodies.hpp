#pragma once

#include "operation/operation.hpp"

namespace retort::postgresql {

/// The server reads a body that is a string when the routine is made, and does not know what it names: the order of
/// operations can't look to it. Where a body speaks of something that is made or named later, SET check_function_bodies
/// = off stands before the first such routine, and RESET where the step ends: the two together leave no trace, in a
/// step and in psql alike. `from_nothing`: the operations make a schema that a server has been asked for, and there a
/// body may speak of what is long gone; so no body is checked.
OperationList without_body_checks(OperationList, bool from_nothing);

}  // namespace retort::postgresql
