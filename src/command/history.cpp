#include "command/history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/workspace.hpp"

namespace retort::command {

namespace {

struct Range {
  std::string from, to;  // empty: open
};

Range parse_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || text.find(':', colon + 1) != std::string::npos)
    throw UsageError(fmt::format("History range requires [start]:[end], [start]:, or :[end], not \"{}\"", text));
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool asks_database(const std::string& target) {
  return target == "current" || target.starts_with('+') || target.starts_with('-');
}

// Both ends belong to the range, as in Alembic.
std::set<RevisionId> within(const RevisionGraph& graph, const Range& range, const Heads& current) {
  const std::vector<RevisionId> all_heads = graph.heads();
  const Heads to = range.to.empty() ? Heads(all_heads.begin(), all_heads.end()) : graph.resolve(range.to, current);
  std::set<RevisionId> ids = graph.ancestors(to);
  if (range.from.empty()) return ids;
  const Heads from = graph.resolve(range.from, current);
  for (const RevisionId& id : graph.ancestors(from))
    if (!from.contains(id)) ids.erase(id);
  return ids;
}

}  // namespace

std::vector<RevisionInfo> history(const Context& context, const HistoryOptions& options) {
  const Range range = options.range ? parse_range(*options.range) : Range{};
  const bool connects = options.indicate_current || asks_database(range.from) || asks_database(range.to);
  Workspace workspace(context, connects ? Access::reads : Access::offline);
  const RevisionGraph& graph = connects ? workspace.graph() : workspace.files();
  const Applied applied = connects ? workspace.applied() : Applied{};
  const std::set<RevisionId> applied_ids = graph.ancestors(applied.heads);
  const std::set<RevisionId> shown = within(graph, range, applied.heads);

  std::vector<RevisionInfo> result;
  for (const auto& file : graph.order()) {
    if (!shown.contains(file->id)) continue;
    RevisionInfo info = revision_info(graph, *file);
    if (options.indicate_current) mark_applied(info, applied, applied_ids);
    result.push_back(std::move(info));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace retort::command
