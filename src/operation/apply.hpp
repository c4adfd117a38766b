#pragma once

#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// What `schema` is after `operation` ran: names in keys, indexes, checks and generated columns of the table and in
/// foreign keys of other tables follow a rename; texts of definitions do not, but what they say about the table (`on`,
/// `depends_on`) does. A dropped table takes its triggers along. REQUIRES: the operation fits the schema; throws
/// std::logic_error otherwise. `lexicon` is the engine's, for the names inside expressions.
void apply(const Operation& operation, Schema& schema, const Lexicon& lexicon);
void apply(const Operations& operations, Schema& schema, const Lexicon& lexicon);

}  // namespace retort
