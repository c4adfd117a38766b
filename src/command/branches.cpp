#include "command/branches.hpp"

#include "command/workspace.hpp"

namespace retort::command {

std::vector<Branchpoint> branches(const Context& context) {
  Workspace workspace(context, Access::offline);
  const RevisionGraph& graph = workspace.files();
  std::vector<Branchpoint> result;
  for (const RevisionId& id : graph.newest_first(graph.ancestors(graph.tips()))) {
    const std::vector<RevisionId> children = graph.children(id);
    if (children.size() < 2) continue;
    Branchpoint point{revision_info(graph, *graph.find(id)), {}};
    for (const RevisionId& child : children) point.children.push_back(revision_info(graph, *graph.find(child)));
    result.push_back(std::move(point));
  }
  return result;
}

}  // namespace retort::command
