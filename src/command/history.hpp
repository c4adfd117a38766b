// `retort history`: the revisions, newest first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct HistoryOptions {
  std::optional<std::string> range;  // "A:B", "A:", ":B"; A and B are targets
  bool indicate_current = false;     // asks the database: (current), (pending)
};

/// Asks the database only for `indicate_current`, and where the range names `current` or counts from it.
std::vector<RevisionInfo> history(const Context&, const HistoryOptions&);

}  // namespace retort::command
