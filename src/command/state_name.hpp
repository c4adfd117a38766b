// The names of states on the command line, with what only a database can tell.
#pragma once

#include <string>

#include "command/workspace.hpp"

namespace retort::command {

/// Access that the named states need: "database" and "chain@current" read it, the others do not.
Access access_for(const std::string& a, const std::string& b = {});
/// What States::parse reads, and "chain@current".
Source parse_state(Workspace&, const std::string& text);

}  // namespace retort::command
