// A whole chain run once in a scratch database, up and back down.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "revision/graph.hpp"
#include "state/states.hpp"

namespace retort {

struct ChainRun {
  bool up = false;            // to all heads
  bool down = false;          // and back to base
  bool irreversible = false;  // it stopped on the way back where a file says that there is none
  // Where it stopped, if it did.
  RevisionId at;
  std::string problem;
  std::optional<SourceLocation> where;
  std::string hint;
  std::vector<std::string> left_behind;  // what was not there before, once all is taken back: "table orders added"
};

/// Never throws for what a revision does wrong: that is in the result. Throws Interrupted, and DatabaseError where no
/// scratch database can be had.
ChainRun run_chain(States& states, const Driver& driver, const RevisionGraph& graph);

}  // namespace retort
