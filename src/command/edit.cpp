#include "command/edit.hpp"

#include <fmt/format.h>

#include "command/workspace.hpp"

namespace retort::command {

std::vector<std::filesystem::path> files_to_edit(const Context& context, const std::string& symbol) {
  const bool current = symbol == "current";
  Workspace workspace(context, current ? Access::reads : Access::offline);
  const Heads wanted = workspace.files().resolve(symbol, current ? workspace.applied().heads : Heads{});
  if (wanted.empty()) {
    throw UsageError(fmt::format("No revision files indicated by symbol '{}'", symbol), std::nullopt,
                     "retort history lists all revisions");
  }
  std::vector<std::filesystem::path> paths;
  for (const RevisionId& id : wanted) {
    const RevisionFile* file = workspace.files().find(id);
    if (file == nullptr) {
      throw UsageError(fmt::format("no file has revision {}, which the database is at", id), std::nullopt,
                       "check out the branch that has it");
    }
    paths.push_back(std::filesystem::absolute(context.working_directory / file->source.name()));
  }
  return paths;
}

void read_edited(const Context& context) { Workspace(context, Access::offline).files(); }

}  // namespace retort::command
