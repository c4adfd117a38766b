#include "command/heads.hpp"

#include "command/workspace.hpp"

namespace retort::command {

std::vector<RevisionInfo> heads(const Context& context, const HeadsOptions& options) {
  Workspace workspace(context, Access::offline);
  const RevisionGraph& graph = workspace.files();
  std::vector<RevisionInfo> result;
  for (const RevisionId& id : graph.heads()) {
    if (options.resolve_dependencies && !graph.dependents(id).empty()) continue;
    result.push_back(revision_info(graph, *graph.find(id)));
  }
  return result;
}

}  // namespace retort::command
