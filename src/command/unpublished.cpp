#include "command/unpublished.hpp"

#include <fmt/format.h>

#include "project/git.hpp"

namespace retort::command {

PublishedRevisions published_revisions(Workspace& workspace) {
  const Settings& settings = workspace.settings();
  if (settings.revisions.empty()) return {false, "the revisions are compiled in", {}};
  const Published published = published_files(settings.revisions, settings.main_branch);
  PublishedRevisions result{published.known, published.why_not, {}};
  for (const PublishedFile& file : published.files) {
    try {
      const SourceText text = SourceText::decode(file.path.filename().string(), file.text);
      result.ids.insert(parse_revision(text, workspace.dialect().lexicon()).id);
    } catch (const ProjectError&) {
      continue;  // it was no revision there
    }
  }
  return result;
}

void refuse_published(Workspace& workspace, const std::set<RevisionId>& ids, const std::string& hint) {
  const std::set<RevisionId> published = published_revisions(workspace).ids;
  for (const RevisionId& id : ids) {
    if (!published.contains(id)) continue;
    throw UsageError(fmt::format("revision {} is published: branch {} has {}", id, workspace.settings().main_branch,
                                 workspace.files().find(id)->source.name()),
                     std::nullopt, hint);
  }
}

void refuse_applied(Workspace& workspace, const std::set<RevisionId>& ids, const std::string& hint) {
  if (!workspace.environment()) return;
  const Applied& applied = workspace.applied();
  const std::set<RevisionId> standing = workspace.graph().ancestors(applied.heads);
  for (const RevisionId& id : ids) {
    if (!standing.contains(id) && !applied.partial.contains(id)) continue;
    throw UsageError(fmt::format("revision {} is applied to {}", id, workspace.address()), std::nullopt, hint);
  }
}

}  // namespace retort::command
