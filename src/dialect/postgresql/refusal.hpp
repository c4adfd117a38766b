#pragma once

#include <string>
#include <string_view>

#include "operation/statement.hpp"

namespace retort::postgresql {

/// Why a statement may not stand in a step of this mode; empty if it may. See Dialect::refusal.
std::string refusal(std::string_view statement, StepMode mode);

/// "CREATE INDEX CONCURRENTLY", "VACUUM": the statement as one says it, where it can't run inside a transaction; empty
/// where it can, or where only the catalogue knows (REINDEX of a partitioned table).
std::string outside_transaction(std::string_view statement);

}  // namespace retort::postgresql
