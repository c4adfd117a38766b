// What a run that stopped says: which statement, what the engine said, what is applied now, and what to do next.
#pragma once

#include <exception>
#include <string>

#include "plan/plan.hpp"
#include "retort/error.hpp"

namespace retort {

/// Where a run stands when it stops.
struct Position {
  PlannedStep step;
  int statement = 0;       // from 1; 0: not in a statement
  std::string standing;    // describe(heads, partial), after the rollback
  std::string target;      // as the next command takes it
  bool whole_run = false;  // that was rolled back, and not the step alone
};

/// A migration that failed because the server refused one of its statements.
class StatementFailed : public MigrationFailed {
 public:
  StatementFailed(const std::string& message, std::optional<SourceLocation> where, std::string hint,
                  ServerMessage server)
      : MigrationFailed(message, std::move(where), std::move(hint)), server_(std::move(server)) {}
  const ServerMessage& server() const { return server_; }

 private:
  ServerMessage server_;
};

StatementFailed migration_failed(const Position& position, const DatabaseError& error);
/// A rebuild's guard found a table that is not what the step was written for.
MigrationFailed migration_refused(const Position& position, const Error& error);
/// Throws MigrationFailed for what a C++ function beside the step threw, which is nested in it.
[[noreturn]] void throw_call_failed(const Position& position, const std::exception_ptr& why);
/// An earlier run began this statement, and nobody can tell how it ended.
MigrationFailed migration_in_doubt(const Position& position);
/// Others stayed in the way of a step until lock_wait was over.
LockTimeout contended(const Position& position, const Contention& error);
/// The same error, saying where the database stands.
LockTimeout lock_timeout(const LockTimeout& error, Direction direction, const std::string& standing,
                         const std::string& target);
Interrupted interrupted(Direction direction, const std::string& standing, const std::string& target);

}  // namespace retort
