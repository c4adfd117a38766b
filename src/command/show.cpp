#include "command/show.hpp"

#include <fmt/format.h>

#include "command/workspace.hpp"

namespace retort::command {

namespace {

const RevisionFile& current_revision(Workspace& workspace) {
  const Heads& heads = workspace.applied().heads;
  if (heads.empty()) throw UsageError(fmt::format("{} is at base: no revision is current", workspace.address()));
  return workspace.graph().get(*heads.begin());
}

}  // namespace

ShowResult show(const Context& context, const std::string& symbol) {
  const bool current = symbol == "current";
  Workspace workspace(context, current ? Access::reads : Access::offline);
  const RevisionGraph& graph = current ? workspace.graph() : workspace.files();
  const RevisionFile& file = current ? current_revision(workspace) : graph.get(symbol);
  return {revision_info(graph, file), file.source.text()};
}

}  // namespace retort::command
