// Exclusion constraints that a partition has from its table.
#pragma once

#include "operation/operation.hpp"

namespace retort::postgresql {

/// The operations, with exclusion constraints of partitions left to the server where they are parts of the partitioned
/// table's: no other way leads there, as ALTER INDEX … ATTACH PARTITION takes no such index (SQLSTATE 42P17), and
/// ATTACH PARTITION always makes a new one. They get their names and comments afterwards. `before` is what the first
/// operation finds.
OperationList with_exclusions_of_parents(const OperationList& operations, const Schema& before);

}  // namespace retort::postgresql
