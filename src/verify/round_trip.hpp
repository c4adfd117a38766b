// Up, down, up of one revision after the other, with rows (docs/verify.md).
#pragma once

#include <set>
#include <vector>

#include "state/states.hpp"
#include "verify/check_result.hpp"

namespace retort {

/// One result for each of `revisions`, parents before children. `seeds` as they load at head; none where they don't.
/// REQUIRES: one head.
std::vector<CheckResult> prove_round_trips(States& states, const Driver& driver, const RevisionGraph& graph,
                                           const std::set<RevisionId>& revisions, const std::vector<Script>& seeds);

}  // namespace retort
