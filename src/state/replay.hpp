// The revision files run from base in a scratch database: what the chain says the schema is.
#pragma once

#include "driver/driver.hpp"
#include "revision/graph.hpp"

namespace retort {

/// Runs the upgrade steps of `heads` and all that they stand on, each in its mode, without version table and journal.
/// Throws ProjectError with file and line, also at a `todo`; Interrupted between two revisions.
void replay_steps(Connection& connection, const RevisionGraph& graph, const Heads& heads,
                  const Cancellation& cancellation);

void replay_revision(Connection& connection, const RevisionFile& file);

/// Recognises what `replay_steps` runs: changes with every byte of a statement, its mode or its place.
std::string replay_hash(const RevisionGraph& graph, const Heads& heads);

}  // namespace retort
