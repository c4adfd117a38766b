// `retort plan`: what `upgrade` (or `downgrade`) would run, and what stands in its way. Reads only.
#pragma once

#include <string>
#include <vector>

#include "command/context.hpp"
#include "plan/obstacle.hpp"
#include "plan/plan.hpp"

namespace retort::command {

struct PlanResult {
  std::string address;
  Plan plan;                     // keeps its files alive
  bool one_transaction = false;  // of the whole run, in place of one a step
  std::vector<Obstacle> obstacles;
  bool blocked() const;
};

/// A target behind what the database is at plans a downgrade.
PlanResult plan(const Context&, const std::string& target);
/// The `-- loses: …` lines above a statement of a revision file.
std::vector<std::string> losses_above(const RevisionFile&, const StepStatement&);

}  // namespace retort::command
