#pragma once

#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// What `schema` is after `operation` ran: names in keys, indexes, checks and generated columns of the table, in
/// foreign keys of other tables and in `dependencies` follow a rename; texts of definitions do not. A dropped table or
/// view takes along what is `on` it; a table or column the sequences it owns; a partitioned table's index those of the
/// partitions. Columns of children follow the parent's. What is created has no dependencies, and what depended on
/// something dropped still does: only a server knows better. REQUIRES: the operation fits the schema; throws
/// std::logic_error otherwise. `lexicon` is the engine's, for the names inside expressions.
void apply(const Operation& operation, Schema& schema, const Lexicon& lexicon);
void apply(const OperationList& operations, Schema& schema, const Lexicon& lexicon);

}  // namespace retort
