// A run, or a stamp, as a script for the engine's own shell (docs/offline.md): what would be sent, written down. It is
// the run itself on a connection that writes instead of sending, so that statements, transactions, journal rows and
// version changes are those of a live run.
#pragma once

#include <string>
#include <vector>

#include "execute/run.hpp"

namespace retort {

struct ScriptOptions {
  RunOptions run;  // `now` is not asked: the script asks the server
  ConnectOptions connect;
  std::string what;  // for the first line: "upgrade from base to head"
  std::string tag;   // --tag
};

struct OfflineScript {
  std::string text;
  std::vector<std::string> warnings;
};

/// From `from`, rows of the version table, which the script sees to. Throws what retort::run throws before its first
/// statement.
OfflineScript run_script(const RevisionGraph& files, const Heads& from, const Destination& target, Direction direction,
                         const Driver& driver, const ScriptOptions& options);
/// `purge`: whatever the version table says.
OfflineScript stamp_script(const RevisionGraph& files, const Heads& from, const Heads& target, bool purge,
                           const Driver& driver, const ScriptOptions& options);
/// The two tables alone.
OfflineScript bookkeeping_script(const Driver& driver, const ScriptOptions& options);

}  // namespace retort
