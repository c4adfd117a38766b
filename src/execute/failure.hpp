// What a run that stopped says: which statement, what the engine said, what is applied now, and what to do next.
#pragma once

#include <string>

#include "base/error.hpp"
#include "plan/plan.hpp"

namespace retort {

/// Where a run stands when it stops.
struct Position {
  PlannedStep step;
  int statement = 0;     // from 1; 0: not in a statement
  std::string standing;  // describe(heads, partial), after the rollback
  std::string target;    // as the next command takes it
};

MigrationFailed migration_failed(const Position& position, const DatabaseError& error);
/// A rebuild's guard found a table that is not what the step was written for.
MigrationFailed migration_refused(const Position& position, const Error& error);
/// The same error, saying where the database stands.
LockTimeout lock_timeout(const LockTimeout& error, Direction direction, const std::string& standing,
                         const std::string& target);
Interrupted interrupted(Direction direction, const std::string& standing, const std::string& target);

}  // namespace retort
