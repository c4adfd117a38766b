#include "command/merge.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "command/workspace.hpp"

namespace retort::command {

namespace {

/// "heads" are all that nothing revises, also where one depends on the other: `upgrade head` counts them, too.
Heads heads_of(const RevisionGraph& files, const std::vector<std::string>& symbols) {
  Heads result;
  const std::vector<RevisionId> all = files.heads();
  for (const std::string& symbol : symbols) {
    if (symbol == "heads")
      result.insert(all.begin(), all.end());
    else
      result.merge(files.resolve(symbol, {}));
  }
  for (const RevisionId& id : result) {
    if (files.children(id).empty()) continue;
    throw UsageError(fmt::format("Revision {} is not a head revision: {} revises it", id, files.children(id).front()),
                     std::nullopt, fmt::format("the heads: {}", join(all, ", ")));
  }
  if (result.size() < 2) {
    throw UsageError(
        result.empty() ? "there is nothing to merge" : fmt::format("{} alone is nothing to merge", *result.begin()),
        std::nullopt,
        all.size() < 2 ? "there is one head: nothing has to be merged" : fmt::format("the heads: {}", join(all, ", ")));
  }
  return result;
}

}  // namespace

RevisionResult merge(const Context& context, const MergeOptions& options) {
  const Heads heads = heads_of(Workspace(context, Access::offline).files(), options.revisions);
  RevisionOptions revision;
  revision.heads.assign(heads.begin(), heads.end());
  revision.message = options.message.empty() ? "merge " + join(revision.heads, " and ") : options.message;
  revision.branch_labels = options.branch_labels;
  revision.id = options.id;
  return command::revision(context, revision);
}

}  // namespace retort::command
