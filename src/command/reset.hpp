// `retort reset`: drops an unprotected database, makes it anew from the revisions, and loads the seeds.
#pragma once

#include <string>

#include "command/context.hpp"
#include "execute/run.hpp"

namespace retort::command {

struct ResetResult {
  std::string address;
  bool existed = false;
  Outcome outcome;
  std::vector<std::string> seeds;  // files that were loaded
};

/// What would be dropped, for the question: "sqlite:app.db". Throws UsageError in a protected environment.
std::string reset_address(const Context&);
/// Throws UsageError in a protected environment. Whoever calls has asked.
ResetResult reset(const Context&, Observer&);

}  // namespace retort::command
