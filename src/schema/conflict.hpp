#pragma once

namespace retort {

/// SQLite's ON CONFLICT clause of a constraint. ABORT is the default, and the same as none.
enum class ConflictClause { abort, rollback, fail, ignore, replace };

}  // namespace retort
