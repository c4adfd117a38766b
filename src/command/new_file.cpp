#include "command/new_file.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "project/revision_folder.hpp"
#include "revision/draft.hpp"

namespace retort::command {

void check_new_id(const RevisionId& id, const RevisionGraph& files) {
  if (id.empty() || id.front() == '-' || id.find_first_of(" \t\n,@:+") != std::string::npos)
    throw UsageError(fmt::format("\"{}\" can't be a revision id: no spaces, none of , @ : +, no leading -", id));
  if (const RevisionFile* by = files.replacement(id))
    throw UsageError(fmt::format("revision {} was there before: {} replaces it", id, by->source.name()));
  if (const RevisionFile* file = files.find(id))
    throw UsageError(fmt::format("revision {} exists already: {}", id, file->source.name()));
}

std::filesystem::path choose_folder(Workspace& workspace, const std::optional<std::filesystem::path>& wanted,
                                    const std::vector<RevisionId>& revises) {
  const std::vector<std::filesystem::path>& folders = workspace.settings().revisions;
  if (!wanted && (revises.empty() || folders.size() == 1)) return folders.front();
  if (!wanted) {
    const std::filesystem::path parent = workspace.files().find(revises.front())->source.name();
    return std::filesystem::absolute(workspace.context().working_directory / parent).parent_path();
  }
  const auto path = std::filesystem::weakly_canonical(workspace.context().working_directory / *wanted);
  for (const std::filesystem::path& folder : folders)
    if (std::filesystem::weakly_canonical(folder) == path) return folder;
  std::vector<std::string> known;
  for (const std::filesystem::path& folder : folders)
    known.push_back(std::filesystem::proximate(folder, workspace.context().working_directory).string());
  throw UsageError(fmt::format("Path {} is not represented in current version locations", wanted->string()),
                   std::nullopt, fmt::format("`revisions` in retort.toml has {}", join(known, ", ")));
}

SourceText script_template(const Workspace& workspace, const std::filesystem::path& folder) {
  constexpr const char* kName = "script.sql.tmpl";
  for (const std::filesystem::path& place : {folder, workspace.settings().revisions.front()})
    if (std::filesystem::exists(place / kName))
      return read_source(place / kName, workspace.context().working_directory);
  return {kName, std::string(default_script_template())};
}

}  // namespace retort::command
