// `retort heads`: the newest revisions of the files.
#pragma once

#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct HeadsOptions {
  bool resolve_dependencies = false;  // a head that another one depends on is none
};

/// Connects to no database.
std::vector<RevisionInfo> heads(const Context&, const HeadsOptions& = {});

}  // namespace retort::command
