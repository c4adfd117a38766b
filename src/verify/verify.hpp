// Proofs. `verify` is the gate for a pull request: it needs no target database, only scratch (docs/verify.md).
#pragma once

#include <string>
#include <vector>

#include "project/git.hpp"
#include "state/states.hpp"
#include "verify/check_result.hpp"

namespace retort {

struct VerifyOptions {
  bool all = false;  // every revision, not only those that the main branch does not have
};

struct VerifyReport {
  std::vector<CheckResult> checks;
  std::vector<std::string> notes;  // "every revision is verified: not a git repository"
  bool passed() const;
};

/// One head; published files unchanged; models = chain; seeds load at head; of each revision that the main branch does
/// not have: a merge's branches in every order, and up, down, up. What a check stumbles over is its difference; only an
/// interrupt is thrown.
VerifyReport verify(States& states, const Driver& driver, const RevisionGraph& graph, const Settings& settings,
                    const Published& published, const VerifyOptions& options);

}  // namespace retort
