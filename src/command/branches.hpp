// `retort branches`: where the files divide.
#pragma once

#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct Branchpoint {
  RevisionInfo revision;
  std::vector<RevisionInfo> children;
};

/// Newest first. Connects to no database.
std::vector<Branchpoint> branches(const Context&);

}  // namespace retort::command
