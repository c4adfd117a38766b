// Two branches meet in a merge: databases ran one or the other first, and must be the same all the same.
#pragma once

#include <vector>

#include "state/states.hpp"
#include "verify/check_result.hpp"

namespace retort {

/// Each pair of `heads` is run in both orders, in scratch databases, and what comes out is compared; the difference
/// names the object and the two orders, or the revision that can't run in one of them. Skipped where one of the
/// revisions is not finished (`todo`). Throws DatabaseError where there is no scratch database to be had.
/// REQUIRES: two heads at least, that `graph` has.
CheckResult prove_branch_orders(States& states, const RevisionGraph& graph, const std::vector<RevisionId>& heads);

}  // namespace retort
