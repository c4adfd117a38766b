#include "command/plan.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "command/workspace.hpp"

namespace retort::command {

bool PlanResult::blocked() const {
  return std::any_of(obstacles.begin(), obstacles.end(), [](const Obstacle& obstacle) { return !obstacle.warning; });
}

namespace {

/// Where the database is at what no file has, that is a head, too: "head" means the one that files have.
Destination destination_of(Workspace& workspace, const std::string& target) {
  const Heads& current = workspace.applied().heads;
  const std::vector<RevisionId>& vanished = workspace.vanished();
  const bool lost =
      std::any_of(vanished.begin(), vanished.end(), [&](const RevisionId& id) { return current.contains(id); });
  try {
    return workspace.graph().destination(target, current);
  } catch (const UsageError&) {
    if (!lost) throw;
  }
  return workspace.files().destination(target, {});
}

}  // namespace

PlanResult plan(const Context& context, const std::string& target) {
  Workspace workspace(context, Access::reads);
  const Applied& applied = workspace.applied();
  const RevisionGraph& graph = workspace.graph();
  const Destination destination = destination_of(workspace, target);
  const Heads& heads = destination.revisions;
  const std::set<RevisionId> below = graph.ancestors(applied.heads);
  const bool behind = heads != applied.heads &&
                      std::all_of(heads.begin(), heads.end(), [&](const RevisionId& id) { return below.contains(id); });
  PlanResult result;
  result.address = workspace.address();
  const Direction direction = behind ? Direction::downgrade : Direction::upgrade;
  result.plan = make_plan(graph, applied, destination, direction);
  result.obstacles = vanished_obstacles(graph, workspace.vanished(), applied, direction);
  const RunOptions options = workspace.run_options();
  result.one_transaction = options.one_transaction;
  const auto others =
      obstacles(result.plan, graph, applied, workspace.dialect(), options.is_protected, options.one_transaction);
  result.obstacles.insert(result.obstacles.end(), others.begin(), others.end());
  return result;
}

std::vector<std::string> losses_above(const RevisionFile& file, const StepStatement& statement) {
  constexpr std::string_view kLoses = "-- loses: ";
  std::vector<std::string> result;
  for (int line = statement.line - 1; line > 0; --line) {
    const std::string_view text = file.source.line(line);
    if (!text.starts_with("--")) break;
    if (text.starts_with(kLoses)) result.emplace_back(trim(text.substr(kLoses.size())));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace retort::command
