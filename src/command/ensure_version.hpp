// `retort ensure-version`: makes the version table and the journal where they are missing.
#pragma once

#include <string>

#include "command/context.hpp"

namespace retort::command {

struct EnsureVersionResult {
  std::string address;
  std::string version_table;
  bool created = false;
};

EnsureVersionResult ensure_version(const Context&);

}  // namespace retort::command
