#include "command/revision_info.hpp"

#include "command/amend.hpp"

namespace retort::command {

RevisionInfo revision_info(const RevisionGraph& graph, const RevisionFile& file) {
  RevisionInfo info;
  info.id = file.id;
  info.revises = file.revises;
  info.children = graph.children(file.id);
  info.branch_labels = graph.labels(file.id);
  info.depends_on = file.depends_on;
  info.message = file.message;
  info.create_date = file.create_date;
  for (const std::string& note : file.notes)
    if (!note.starts_with(kGeneratedNote)) info.notes.push_back(note);
  info.path = file.source.name();
  info.is_head = info.children.empty();
  info.is_depended_on = !graph.dependents(file.id).empty();
  info.is_branchpoint = info.children.size() > 1;
  info.is_mergepoint = file.revises.size() > 1;
  return info;
}

void mark_applied(RevisionInfo& info, const Applied& applied, const std::set<RevisionId>& applied_ids) {
  info.is_current = applied.heads.contains(info.id);
  info.is_pending = !applied_ids.contains(info.id);
  const auto progress = applied.partial.find(info.id);
  if (progress != applied.partial.end()) info.progress = progress->second;
}

}  // namespace retort::command
