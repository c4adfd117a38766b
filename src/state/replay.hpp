// The revision files run from base in a scratch database: what the chain says the schema is.
#pragma once

#include <optional>

#include "driver/driver.hpp"
#include "revision/graph.hpp"

namespace retort {

/// What a replay needs besides the database. All references outlive it.
struct Replay {
  const Driver& driver;
  const Cancellation& cancellation;
};

/// Runs the upgrade steps of `heads` and all that they stand on, each in its mode, without version table and journal.
/// Throws ProjectError with file and line, also at a `todo`; Interrupted between two revisions.
void replay_steps(Connection& connection, const Replay& replay, const RevisionGraph& graph, const Heads& heads);

/// One step of `file`. Returns what ran in place of operations; none where it holds statements.
std::optional<Step> replay_step(Connection& connection, const Replay& replay, const RevisionFile& file,
                                const Step& step);

/// One of them. Returns it with the statements that ran in place of its operations.
RevisionFile replay_revision(Connection& connection, const Replay& replay, const RevisionFile& file);

/// Recognises what `replay_steps` runs: changes with every byte of a statement, its mode or its place.
std::string replay_hash(const RevisionGraph& graph, const Heads& heads);

}  // namespace retort
