// `retort heads`: the tips of the revision files. Connects to nothing.
#pragma once

#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

std::vector<RevisionInfo> heads(const Context&);

}  // namespace retort::command
