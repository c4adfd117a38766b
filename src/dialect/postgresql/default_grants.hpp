#pragma once

#include "operation/operation.hpp"

namespace retort::postgresql {

/// ALTER DEFAULT PRIVILEGES grants on whatever is made, and so on what is made anew for another object's sake too.
/// After each such object what it should not have is taken away again. `before` is the schema that the operations start
/// from.
OperationList without_default_grants(OperationList, const Schema& before);

}  // namespace retort::postgresql
