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
  const std::size_t at = target.find('@');
  const std::string symbol = at == std::string::npos ? target : target.substr(at + 1);
  return symbol.starts_with("current") || symbol.starts_with('+') || symbol.starts_with('-');
}

bool is_relative(const std::string& target) {
  const std::size_t at = target.find('@');
  const char first = target[at == std::string::npos ? 0 : at + 1];
  return first == '+' || first == '-';
}

/// The heads of the branch that "label@…" names.
Heads branch_heads(const RevisionGraph& graph, const Heads& branch) {
  std::set<RevisionId> on_branch;
  for (const RevisionId& id : branch) on_branch.merge(graph.lineage(id));
  const std::vector<RevisionId> heads = graph.heads();
  Heads result(heads.begin(), heads.end());
  std::erase_if(result, [&](const RevisionId& id) { return !on_branch.contains(id); });
  return result;
}

Heads upper_end(const RevisionGraph& graph, const Range& range, const Destination& from, const Heads& current) {
  const bool one_branch = range.from.find('@') != std::string::npos && !from.branch.empty();
  if (one_branch && (range.to.empty() || range.to == "heads")) return branch_heads(graph, from.branch);
  if (range.to.empty()) return graph.tips();
  const bool from_below = is_relative(range.to) && range.to.find('+') != std::string::npos && !range.from.empty();
  return graph.resolve(range.to, from_below ? from.revisions : current, Overrun::stops);
}

/// `ids`, and all that revise them; with what depends on that, too, where asked for.
std::set<RevisionId> above(const RevisionGraph& graph, const Heads& ids, RevisionGraph::Edges edges) {
  std::set<RevisionId> result = ids;
  for (const auto& file : graph.order()) {
    const std::vector<RevisionId> below =
        edges == RevisionGraph::Edges::all ? graph.foundations(file->id) : file->revises;
    if (std::any_of(below.begin(), below.end(), [&](const RevisionId& id) { return result.contains(id); }))
      result.insert(file->id);
  }
  return result;
}

/// Both ends belong to the range, and only what comes after its lower end, as in Alembic: by `Revises`, unless the upper
/// end only depends on the lower one. Counting stops where the tree ends; "+N" behind the colon counts from the lower end.
std::set<RevisionId> within(const RevisionGraph& graph, const Range& range, const Heads& current) {
  Destination from;
  if (!range.from.empty()) from = graph.destination(range.from, current, Overrun::stops);
  const Heads to = upper_end(graph, range, from, current);
  std::set<RevisionId> ids = graph.ancestors(to);
  if (from.revisions.empty()) return ids;
  for (const RevisionId& id : from.revisions) {
    if (ids.contains(id)) continue;
    throw UsageError(fmt::format("the range \"{}:{}\" is empty: {} does not come before {}", range.from, range.to, id,
                                 describe(to, {})),
                     std::nullopt, "[start]:[end] go from the older one to the newer one");
  }
  std::set<RevisionId> after = above(graph, from.revisions, RevisionGraph::Edges::revises);
  if (std::none_of(to.begin(), to.end(), [&](const RevisionId& id) { return after.contains(id); }))
    after = above(graph, from.revisions, RevisionGraph::Edges::all);
  std::erase_if(ids, [&](const RevisionId& id) { return !after.contains(id); });
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
  for (const RevisionId& id : graph.newest_first(shown)) {
    result.push_back(revision_info(graph, *graph.find(id)));
    if (options.indicate_current) mark_applied(result.back(), applied, applied_ids);
  }
  return result;
}

}  // namespace retort::command
