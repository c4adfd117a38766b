#include "revision/squash_range.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

std::string shown(const std::vector<RevisionId>& ids) { return ids.empty() ? "base" : join(ids, ", "); }

class Reading {
 public:
  Reading(const RevisionGraph& graph, const std::set<RevisionId>& ids) : graph_(graph), ids_(ids) {}

  SquashRange read() {
    if (ids_.size() < 2) {
      throw UsageError(
          ids_.empty() ? "there is nothing to squash" : fmt::format("{} alone is nothing to squash", *ids_.begin()),
          std::nullopt, "a range is two revisions or more, as in A:B; retort history lists them");
    }
    read_end();
    bool begun = false;
    for (const auto& file : graph_.order()) {
      if (!ids_.contains(file->id)) continue;
      range_.ids.push_back(file->id);
      read_parents(*file, begun);
      read_dependencies(*file);
      refuse_others(file->id);
      range_.branch_labels.insert(range_.branch_labels.end(), file->branch_labels.begin(), file->branch_labels.end());
      if (file->id != range_.end) add_replaced(file->replaces, file->id);
    }
    const RevisionFile& end = *graph_.find(range_.end);
    const std::vector<RevisionId> earlier(end.replaces.begin(),
                                          end.replaces.end() - static_cast<std::ptrdiff_t>(end.stands_at.size()));
    add_replaced(earlier, {});
    range_.stands_at = end.stands_at;
    range_.stands_at.push_back(end.id);
    range_.replaces.insert(range_.replaces.end(), range_.stands_at.begin(), range_.stands_at.end());
    return std::move(range_);
  }

 private:
  void read_end() {
    const Heads tips = graph_.tips(ids_);
    if (tips.size() > 1) {
      throw UsageError(
          fmt::format("these revisions end in several: {}", join({tips.begin(), tips.end()}, ", ")), std::nullopt,
          "a range ends in one revision: squash each branch by itself, or merge them first: retort merge heads");
    }
    range_.end = *tips.begin();
  }

  void read_parents(const RevisionFile& file, bool& begun) {
    const auto outside = [&](const RevisionId& id) { return !ids_.contains(id); };
    const auto first = std::find_if(file.revises.begin(), file.revises.end(), outside);
    if (!file.revises.empty() && first == file.revises.end()) return;
    if (!std::all_of(file.revises.begin(), file.revises.end(), outside)) {
      throw UsageError(fmt::format("revision {} merges {}, which is outside of the range, into it", file.id, *first),
                       std::nullopt, "let the range begin where both branches do, or after the merge");
    }
    if (std::exchange(begun, true) && range_.revises != file.revises) {
      throw UsageError(fmt::format("the range begins in two places: on {}, and with {} on {}", shown(range_.revises),
                                   file.id, shown(file.revises)),
                       std::nullopt, "a range begins in one place: squash each branch by itself");
    }
    range_.revises = file.revises;
  }

  void read_dependencies(const RevisionFile& file) {
    for (const std::string& symbol : file.depends_on) {
      const RevisionFile* below = graph_.find_label(symbol);
      if (below == nullptr) below = graph_.find(symbol);
      std::vector<std::string>& all = range_.depends_on;
      if (!ids_.contains(below->id) && std::find(all.begin(), all.end(), symbol) == all.end()) all.push_back(symbol);
    }
  }

  void refuse_others(const RevisionId& id) const {
    if (id == range_.end) return;
    for (const bool revises : {true, false}) {
      for (const RevisionId& other : revises ? graph_.children(id) : graph_.dependents(id)) {
        if (ids_.contains(other)) continue;
        throw UsageError(fmt::format("revision {} ({}) {} {}, which would be in the middle of the squash", other,
                                     graph_.find(other)->source.name(), revises ? "revises" : "depends on", id),
                         std::nullopt, fmt::format("let the range end with {}, or take {} into it", id, other));
      }
    }
  }

  void add_replaced(const std::vector<RevisionId>& replaced, const RevisionId& id) {
    range_.replaces.insert(range_.replaces.end(), replaced.begin(), replaced.end());
    if (!id.empty()) range_.replaces.push_back(id);
  }

  const RevisionGraph& graph_;
  const std::set<RevisionId>& ids_;
  SquashRange range_;
};

}  // namespace

bool SquashRange::contains(const RevisionId& id) const { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

std::set<RevisionId> between(const RevisionGraph& graph, const RevisionId& from, const RevisionId& to) {
  const std::set<RevisionId> below = graph.ancestors({to});
  if (!below.contains(from)) {
    throw UsageError(fmt::format("the range \"{}:{}\" is empty: {} does not come before {}", from, to, from, to),
                     std::nullopt, "A:B go from the older one to the newer one");
  }
  std::set<RevisionId> result = {from};
  for (const auto& file : graph.order()) {
    if (!below.contains(file->id)) continue;
    const std::vector<RevisionId> foundations = graph.foundations(file->id);
    if (std::any_of(foundations.begin(), foundations.end(), [&](const RevisionId& id) { return result.contains(id); }))
      result.insert(file->id);
  }
  return result;
}

SquashRange squash_range(const RevisionGraph& graph, const std::set<RevisionId>& ids) {
  return Reading(graph, ids).read();
}

Heads heads_below(const RevisionGraph& graph, const SquashRange& range) {
  std::set<RevisionId> below = graph.ancestors({range.end});
  std::erase_if(below, [&](const RevisionId& id) { return range.contains(id); });
  return graph.tips(below);
}

}  // namespace retort
