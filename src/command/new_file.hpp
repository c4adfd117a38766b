// Where a new revision file goes, and what it looks like.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "command/workspace.hpp"

namespace retort::command {

/// Throws UsageError where it is no id, or one that a file has.
void check_new_id(const RevisionId& id, const RevisionGraph& files);
/// The folder of what it revises, where nothing else is said. Throws UsageError for one that the project does not name.
std::filesystem::path choose_folder(Workspace& workspace, const std::optional<std::filesystem::path>& wanted,
                                    const std::vector<RevisionId>& revises);
/// script.sql.tmpl of the folder, else of the first one, else the default.
SourceText script_template(const Workspace& workspace, const std::filesystem::path& folder);

}  // namespace retort::command
