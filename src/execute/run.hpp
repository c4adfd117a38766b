// Runs a plan (design, section 7; docs/running.md). The invariants stand at the head of run.cpp.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "execute/bookkeeping.hpp"
#include "execute/observer.hpp"

namespace retort {

struct RunOptions {
  BookkeepingNames names;
  bool is_protected = false;     // also: no file text in the journal
  bool one_transaction = false;  // of the whole run, in place of one a step
  std::string user, host;
  // How long a step is tried again that others are in the way of (Contention).
  std::chrono::milliseconds lock_wait{60000};
  std::function<std::string()> now;  // UTC, ISO 8601
  Cancellation cancellation;
  std::string target;  // as the caller was told it ("head"), for messages; empty: the ids
  /// For runs without a database: asked for each step before it runs; what it returns runs in place of a step of
  /// operations. None: these are lowered against the connection's catalogue.
  std::function<std::optional<Step>(const PlannedStep&)> rehearse;
  /// For crash tests: called with "before-statement REVISION DIRECTION STEP STATEMENT", "after-statement …",
  /// "before-commit REVISION DIRECTION STEP [STATEMENT]" and "after-commit …".
  std::function<void(std::string_view point)> fault;
};

struct Outcome {
  Heads before, after;
  std::vector<RevisionId> ran;  // revisions whose last step this run committed, in order
  int statements = 0;
  std::vector<std::string> warnings;
};

/// Reads what is applied, plans towards `target` (already resolved), checks every precondition, runs, and plans again
/// where somebody else got there first. `files` is the graph of the files; texts from the journal complete it. Throws
/// ProjectError or UsageError before the first statement; MigrationFailed after it, saying file, line, statement, what
/// is applied and what to do next; LockTimeout; Interrupted.
Outcome run(const RevisionGraph& files, const Destination& target, Direction direction, const Driver& driver,
            Connection& connection, const RunOptions& options, Observer& observer);

}  // namespace retort
