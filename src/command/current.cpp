#include "command/current.hpp"

#include <algorithm>

#include "command/workspace.hpp"

namespace retort::command {

namespace {

RevisionInfo info_of(Workspace& workspace, const RevisionId& id, const std::set<RevisionId>& applied_ids) {
  RevisionInfo info;
  if (const RevisionFile* file = workspace.graph().find(id)) info = revision_info(workspace.graph(), *file);
  info.id = id;
  mark_applied(info, workspace.applied(), applied_ids);
  const std::vector<RevisionId>& vanished = workspace.vanished();
  info.from_journal = std::find(vanished.begin(), vanished.end(), id) != vanished.end();
  if (info.from_journal) info.is_head = false;  // of the files, that is
  return info;
}

}  // namespace

CurrentResult current(const Context& context) {
  Workspace workspace(context, Access::reads);
  const Applied& applied = workspace.applied();
  const std::set<RevisionId> applied_ids = workspace.graph().ancestors(applied.heads);
  CurrentResult result;
  result.address = workspace.address();
  result.database_exists = workspace.database_exists();
  for (const RevisionId& id : applied_ids) {
    const std::vector<RevisionId> children = workspace.graph().children(id);
    const bool ends_branch = std::none_of(children.begin(), children.end(),
                                          [&](const RevisionId& child) { return applied_ids.contains(child); });
    if (ends_branch) result.current.push_back(info_of(workspace, id, applied_ids));
  }
  for (const auto& [id, progress] : applied.partial) result.partial.push_back(info_of(workspace, id, applied_ids));
  result.at_heads = applied.partial.empty() && applied.heads == workspace.files().tips();
  return result;
}

}  // namespace retort::command
