// `retort show`: one revision.
#pragma once

#include <string>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct ShowResult {
  RevisionInfo revision;
  std::string text;  // of the file
};

/// `symbol`: an id, a unique prefix, head, base, or current (which alone asks the database).
ShowResult show(const Context&, const std::string& symbol);

}  // namespace retort::command
