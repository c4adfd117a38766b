#include "command/unpublished.hpp"

#include <fmt/format.h>

#include "project/git.hpp"

namespace retort::command {

namespace {

std::string real(const std::filesystem::path& path) { return std::filesystem::weakly_canonical(path).string(); }

}  // namespace

std::set<RevisionId> published_revisions(Workspace& workspace) {
  const Settings& settings = workspace.settings();
  if (settings.revisions.empty()) return {};
  std::set<std::string> paths;
  for (const PublishedFile& file : published_files(settings.revisions, settings.main_branch).files)
    paths.insert(real(file.path));
  std::set<RevisionId> result;
  for (const auto& file : workspace.files().order())
    if (paths.contains(real(workspace.context().working_directory / file->source.name()))) result.insert(file->id);
  return result;
}

void refuse_published(Workspace& workspace, const std::set<RevisionId>& ids, const std::string& hint) {
  const std::set<RevisionId> published = published_revisions(workspace);
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
