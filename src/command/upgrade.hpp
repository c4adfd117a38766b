// `retort upgrade` and `retort downgrade`: run revisions up or down to a target.
#pragma once

#include <string>

#include "command/context.hpp"
#include "execute/run.hpp"

namespace retort::command {

struct MigrateResult {
  std::string address;  // no password
  Outcome outcome;
};

/// `target` is counted from what the database is at. Throws what retort::run throws.
MigrateResult upgrade(const Context&, const std::string& target, Observer&);
MigrateResult downgrade(const Context&, const std::string& target, Observer&);
/// Upgrades a database that is empty to all heads, each step in a transaction of its own whatever the project says: the
/// revisions may never have run in one.
MigrateResult rebuild(const Context&, Observer&);

}  // namespace retort::command
