#include "command/check.hpp"

namespace retort::command {

bool CheckReport::passed() const {
  if (models.compared && !models.equal()) return false;
  if (drift.compared && !drift.equal()) return false;
  if (!unfinished.empty()) return false;
  return !not_covered_is_error || (models.not_covered.empty() && drift.not_covered.empty());
}

std::vector<RevisionInfo> pending_revisions(Workspace& workspace) {
  const std::set<RevisionId> applied = workspace.graph().ancestors(workspace.applied().heads);
  std::vector<RevisionInfo> result;
  for (const auto& file : workspace.files().order()) {
    if (applied.contains(file->id)) continue;
    RevisionInfo info = revision_info(workspace.files(), *file);
    mark_applied(info, workspace.applied(), applied);
    result.push_back(std::move(info));
  }
  return result;
}

CheckReport check(const Context& context) {
  Workspace workspace(context, Access::reads);
  CheckReport report;
  report.address = workspace.address();
  report.models = compare_models(workspace);
  report.drift = compare_drift(workspace);
  report.current = workspace.applied().heads;
  report.pending = pending_revisions(workspace);
  for (const auto& [id, progress] : workspace.applied().partial) report.unfinished.push_back(id);
  report.not_covered_is_error = workspace.settings().not_covered_is_error;
  return report;
}

}  // namespace retort::command
