#pragma once

#include <string_view>

namespace retort {

/// SQLite's ON CONFLICT clause of a constraint. ABORT is the default, and the same as none.
enum class ConflictClause { abort, rollback, fail, ignore, replace };

/// "ABORT": as SQL has it.
std::string_view to_string(ConflictClause);

}  // namespace retort
