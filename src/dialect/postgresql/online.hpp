#pragma once

#include "operation/operation.hpp"
#include "schema/schema.hpp"

namespace retort::postgresql {

/// What `lower` made, in the forms that keep nobody out of a table of `before` for long: indexes are built and dropped
/// CONCURRENTLY, foreign keys and checks are added NOT VALID, and validated at the end. Partitioned tables have no such
/// forms, and new tables need none.
OperationList online(OperationList lowered, const Schema& before);

}  // namespace retort::postgresql
