#include "command/stamp.hpp"

#include "execute/stamp.hpp"
#include "plan/stamped.hpp"

namespace retort::command {

StampResult stamp(const Context& context, const StampOptions& options) {
  Workspace workspace(context, Access::writes);
  StampResult result;
  result.address = workspace.address();
  // The version table may name what nobody knows: it only tells where relative targets count from.
  const RevisionGraph& graph = workspace.files();
  const bool blank = options.purge || !workspace.database_exists();
  Applied applied;
  if (!blank) applied.rows = read_heads(workspace.connection(), workspace.names());
  carry_over(applied, graph);
  const Heads& current = applied.heads;
  std::vector<Destination> destinations;
  for (const std::string& target : options.targets) destinations.push_back(graph.destination(target, current));
  result.target = stamped(graph, current, destinations);
  States states(workspace.driver(), context.project, workspace.settings(), workspace.environment(), graph);
  result.comparison = compare(states, states.load(ChainSource{result.target}), states.load(DatabaseSource{}), {});
  if (!result.comparison.equal() && !options.force) return result;
  result.outcome =
      retort::stamp(graph, result.target, workspace.driver(), workspace.connection(), workspace.run_options());
  result.stamped = true;
  return result;
}

}  // namespace retort::command
