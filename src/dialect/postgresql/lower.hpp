#pragma once

#include "operation/capabilities.hpp"
#include "operation/operation.hpp"

namespace retort::postgresql {

/// The same change in operations that `render` takes; see the .cpp for what becomes of which.
OperationList lower(const OperationList&, const Schema& before, const ServerVersion&);

}  // namespace retort::postgresql
