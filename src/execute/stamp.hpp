// Saying what a database is at, without running anything.
#pragma once

#include "execute/run.hpp"

namespace retort {

/// Sets the version table to `target` with a journal row for each head. Ends what was partly applied, and warns of it.
/// What the version table held before may be anything, unknown revisions too.
Outcome stamp(const RevisionGraph& files, const Heads& target, const Driver& driver, Connection& connection,
              const RunOptions& options);

enum class RepairAs { applied, unapplied };

/// A person put a partly applied (or partly downgraded) revision right by hand, and says how it stands now. An applied
/// revision that was edited can be told as applied: what the file says now counts as what ran. Throws UsageError where
/// there is nothing to repair.
Outcome repair(const RevisionGraph& files, const RevisionId& revision, RepairAs as, const Driver& driver,
               Connection& connection, const RunOptions& options);

}  // namespace retort
