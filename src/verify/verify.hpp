// Proofs. `verify` is the gate for a pull request: it needs no target database, only scratch.
#pragma once

#include <string>
#include <vector>

#include "project/git.hpp"
#include "state/states.hpp"

namespace retort {

/// One line of the report: what was looked at, and the difference where there is one.
struct CheckResult {
  enum class Status { passed, failed, skipped };
  std::string name;       // "round trip of 3f2a9c1b7d04"
  Status status = Status::passed;
  std::string looked_at;  // "2 tables, 12 rows; exempt: orders.status (created)"
  std::vector<std::string> differences;
};

struct VerifyOptions {
  bool all = false;  // every revision, not only those that the main branch does not have
};

struct VerifyReport {
  std::vector<CheckResult> checks;
  std::vector<std::string> notes;  // "no git repository: every revision is verified"
  bool passed() const;
};

VerifyReport verify(States& states, const Driver& driver, const RevisionGraph& graph, const Settings& settings,
                    const Published& published, const VerifyOptions& options);

/// Up, down, up of one revision on a scratch database that stands before it, with rows (see docs/verify.md):
/// rows R0; up; rows R1; down: catalogue and rows equal R0; up: equal R1.
CheckResult prove_round_trip(States& states, const Driver& driver, const RevisionGraph& graph, const RevisionId& revision,
                             const std::vector<SourceText>& seeds);

}  // namespace retort
