// `retort repair`: says how a revision stands that somebody put right by hand.
#pragma once

#include <string>

#include "command/context.hpp"
#include "execute/stamp.hpp"

namespace retort::command {

struct RepairResult {
  std::string address;
  RevisionId revision;
  Outcome outcome;
};

RepairResult repair(const Context&, const std::string& symbol, RepairAs);

}  // namespace retort::command
