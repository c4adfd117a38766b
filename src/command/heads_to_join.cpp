#include "command/heads_to_join.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort::command {

std::vector<RevisionId> heads_to_join(const RevisionGraph& files, const std::vector<std::string>& symbols) {
  std::vector<RevisionId> result;
  const std::vector<RevisionId> all = files.heads();
  for (const std::string& symbol : symbols) {
    const Heads named = symbol == "heads" ? Heads(all.begin(), all.end()) : files.resolve(symbol, {});
    for (const RevisionId& id : named)
      if (std::find(result.begin(), result.end(), id) == result.end()) result.push_back(id);
  }
  for (const RevisionId& id : result) {
    if (files.children(id).empty()) continue;
    throw UsageError(fmt::format("Revision {} is not a head revision: {} revises it", id, files.children(id).front()),
                     std::nullopt, fmt::format("the heads: {}", join(all, ", ")));
  }
  if (result.size() < 2) {
    throw UsageError(
        result.empty() ? "there is nothing to merge" : fmt::format("{} alone is nothing to merge", result.front()),
        std::nullopt,
        all.size() < 2 ? "there is one head: nothing has to be merged" : fmt::format("the heads: {}", join(all, ", ")));
  }
  return result;
}

}  // namespace retort::command
