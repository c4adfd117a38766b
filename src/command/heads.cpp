#include "command/heads.hpp"

#include "command/workspace.hpp"

namespace retort::command {

std::vector<RevisionInfo> heads(const Context& context) {
  Workspace workspace(context, Access::offline);
  std::vector<RevisionInfo> result;
  for (const RevisionId& id : workspace.files().heads())
    result.push_back(revision_info(workspace.files(), *workspace.files().find(id)));
  return result;
}

}  // namespace retort::command
