// A run without a database: what its operations are in SQL shows in a scratch database that goes the same way.
#pragma once

#include <memory>
#include <optional>

#include "command/workspace.hpp"
#include "plan/plan.hpp"

namespace retort::command {

/// Whether some step can't be written down as it stands.
bool needs_rehearsal(const Plan& plan);

class Rehearsal {
 public:
  /// Replays the revisions up to `from`. `workspace` outlives this. Throws what replay_steps throws.
  Rehearsal(Workspace& workspace, const Heads& from);

  /// Runs the step in scratch; the steps of a plan in their order. Returns what ran in place of its operations.
  std::optional<Step> run(const PlannedStep& step);

 private:
  Workspace& workspace_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace retort::command
