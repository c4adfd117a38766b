// `retort stamp`: tells the database what it is at, without running anything.
#pragma once

#include <string>
#include <vector>

#include "command/compare.hpp"

namespace retort::command {

struct StampOptions {
  std::vector<std::string> targets;
  bool purge = false;  // as if the version table were empty
  bool force = false;  // also where the database is not what the target's revisions make
};

struct StampResult {
  std::string address;
  bool stamped = false;
  Heads target;
  Outcome outcome;
  Comparison comparison;  // chain@target -> database; where it differs, nothing was stamped without `force`
};

StampResult stamp(const Context&, const StampOptions&);

}  // namespace retort::command
