#include "command/rehearsal.hpp"

#include <algorithm>

#include "state/replay.hpp"

namespace retort::command {

bool needs_rehearsal(const Plan& plan) {
  return std::any_of(plan.steps.begin(), plan.steps.end(),
                     [](const PlannedStep& step) { return step.body != nullptr && step.body->operations != nullptr; });
}

Rehearsal::Rehearsal(Workspace& workspace, const Heads& from)
    : workspace_(workspace), scratch_(workspace.driver().make_scratch()) {
  replay_steps(scratch_->connection(), {workspace.driver(), workspace.context().cancellation}, workspace.files(), from);
}

std::optional<Step> Rehearsal::run(const PlannedStep& step) {
  if (step.body == nullptr) return std::nullopt;
  return replay_step(scratch_->connection(), {workspace_.driver(), workspace_.context().cancellation}, *step.file,
                     *step.body);
}

}  // namespace retort::command
