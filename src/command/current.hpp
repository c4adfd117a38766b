// `retort current`: what the database says it is at.
#pragma once

#include <string>
#include <vector>

#include "command/context.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct CurrentResult {
  std::string address;  // no password
  bool database_exists = true;
  std::vector<RevisionInfo> current;  // none: base; also ends of branches that others depend on: not is_current
  std::vector<RevisionInfo> partial;  // begun and not finished, in either direction
  bool at_heads = false;              // exactly at all heads of the files, nothing unfinished
};

CurrentResult current(const Context&);

}  // namespace retort::command
