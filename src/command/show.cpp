#include "command/show.hpp"

#include <fmt/format.h>

#include "command/workspace.hpp"

namespace retort::command {

namespace {

Heads current_heads(Workspace& workspace) {
  const Heads& heads = workspace.applied().heads;
  if (heads.empty()) throw UsageError(fmt::format("{} is at base: no revision is current", workspace.address()));
  return heads;
}

}  // namespace

std::vector<ShowResult> show(const Context& context, const std::string& symbol) {
  const bool current = symbol == "current";
  Workspace workspace(context, current ? Access::reads : Access::offline);
  const RevisionGraph& graph = current ? workspace.graph() : workspace.files();
  const bool several = symbol == "heads" || symbol.ends_with("@heads");
  Heads wanted;
  if (current)
    wanted = current_heads(workspace);
  else if (several)
    wanted = graph.resolve(symbol, {});
  if (wanted.empty()) wanted = {graph.get(symbol).id};
  std::vector<ShowResult> result;
  for (const RevisionId& id : wanted) {
    const RevisionFile& file = *graph.find(id);
    result.push_back({revision_info(graph, file), file.source.text()});
  }
  return result;
}

}  // namespace retort::command
