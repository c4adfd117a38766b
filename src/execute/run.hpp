// Runs a plan (design, section 7). The invariants stand at the head of run.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "execute/bookkeeping.hpp"
#include "execute/observer.hpp"

namespace retort {

struct RunOptions {
  BookkeepingNames names;
  bool is_protected = false;   // also: no file text in the journal
  std::string user, host;
  std::function<std::string()> now;  // UTC, ISO 8601
  Cancellation cancellation;
};

struct Outcome {
  Heads before, after;
  std::vector<RevisionId> ran;  // revisions whose last step this run committed, in order
  int statements = 0;
  std::vector<std::string> warnings;
};

/// Reads what is applied, plans towards `target` (already resolved), checks every precondition, runs, and plans again where
/// somebody else got there first. Throws ProjectError or UsageError before the first statement; MigrationFailed after
/// it, saying file, line, statement, what is applied and what to do next; LockTimeout; Interrupted.
Outcome run(const RevisionGraph& graph, const Heads& target, Direction direction, const Driver& driver,
            Connection& connection, const RunOptions& options, Observer& observer);

/// Sets the version table to `target` without running anything, with a journal row.
Outcome stamp(const RevisionGraph& graph, const Heads& target, const Driver& driver, Connection& connection,
              const RunOptions& options);

}  // namespace retort
