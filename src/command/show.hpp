// `retort show`: one revision, or several that one word means.
#pragma once

#include <string>
#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct ShowResult {
  RevisionInfo revision;
  std::string text;  // of the file
};

/// `symbol`: an id, a unique prefix, a label, head, heads, label@head, or current (which alone asks the database).
/// Not empty: throws UsageError for base.
std::vector<ShowResult> show(const Context&, const std::string& symbol);

}  // namespace retort::command
