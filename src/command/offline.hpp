// `--sql`: what a command would do, as a script for the engine's own shell. Nothing here connects.
#pragma once

#include <string>
#include <vector>

#include "command/context.hpp"
#include "execute/script.hpp"

namespace retort::command {

struct OfflineOptions {
  std::string tag;  // stands at the head of the script
};

/// `range`: a target, counted from base, or "A:B". Throws UsageError where that is no range, and what retort::run
/// throws before its first statement.
OfflineScript upgrade_sql(const Context&, const std::string& range, const OfflineOptions&);
/// `range`: "A:B".
OfflineScript downgrade_sql(const Context&, const std::string& range, const OfflineOptions&);
/// Each target may be "A:B", with the same A. Compares nothing.
OfflineScript stamp_sql(const Context&, const std::vector<std::string>& targets, bool purge, const OfflineOptions&);
OfflineScript ensure_version_sql(const Context&);

}  // namespace retort::command
