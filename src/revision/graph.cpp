// Files come in any order and leave in one: Kahn's algorithm with a heap of ranks (a file's place among the sorted ids)
// gives the topological order that is first by id, whatever the folder says. What is left over is on a loop or behind
// one; walking down from any of it, along what is left over too, must meet a file twice: that is the loop to name.
//
// Nothing here recurses: a chain may be 10,000 revisions deep.
#include "revision/graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <queue>

#include "base/ascii.hpp"
#include "base/nearest.hpp"

namespace retort {
namespace {

using FilePointer = std::shared_ptr<const RevisionFile>;

std::string name_of(const RevisionFile& file) {
  return file.source.name().empty() ? fmt::format("revision {}", file.id) : file.source.name();
}

ProjectError error_at(const RevisionFile& file, int line, const std::string& message, const std::string& hint) {
  return ProjectError(message, SourceLocation{file.source.name(), line, 0}, hint);
}

void refuse_same_id(const RevisionFile& first, const RevisionFile& second) {
  throw error_at(second, second.lines.id,
                 fmt::format("revision {} is in two files: {} and {}", first.id, name_of(first), name_of(second)),
                 "give one of them another id, and name that in the \"Revises\" of its children; or delete the copy");
}

void refuse_labels(const std::vector<FilePointer>& files) {
  constexpr std::array<std::string_view, 4> kWords = {"head", "heads", "base", "current"};
  std::unordered_map<std::string_view, const RevisionFile*> ids;
  for (const FilePointer& file : files) ids.emplace(file->id, file.get());
  std::map<std::string_view, const RevisionFile*> owners;
  for (const FilePointer& file : files) {
    for (const std::string& label : file->branch_labels) {
      if (std::find(kWords.begin(), kWords.end(), label) != kWords.end()) {
        throw error_at(*file, file->lines.branch_labels,
                       fmt::format("\"{}\" can't be a branch label: as a target it says something else", label),
                       "choose another word");
      }
      if (const auto same = ids.find(label); same != ids.end()) {
        throw error_at(
            *file, file->lines.branch_labels,
            fmt::format("the branch label \"{}\" of {} is the id of {}", label, name_of(*file), name_of(*same->second)),
            "choose another label");
      }
      const auto [owner, added] = owners.emplace(label, file.get());
      if (added) continue;
      throw error_at(*file, file->lines.branch_labels,
                     fmt::format("the branch label \"{}\" is in two files: {} and {}", label, name_of(*owner->second),
                                 name_of(*file)),
                     "a label names one branch: rename one of them");
    }
  }
}

/// Files are given by their rank among the sorted ids.
class Linker {
 public:
  using Index = std::size_t;

  Linker(const std::vector<FilePointer>& files, const std::map<RevisionId, RevisionId>& replaced)
      : files_(files), replaced_(replaced), waiting_(files.size(), 0), above_(files.size()) {
    for (Index i = 0; i < files.size(); ++i) {
      ranks_.emplace(files[i]->id, i);
      for (const std::string& label : files[i]->branch_labels) ranks_.emplace(label, i);
    }
    for (Index i = 0; i < files.size(); ++i) {
      for (const RevisionId& id : files[i]->revises) {
        refuse_label(*files[i], id);
        add_edge(i, id, files[i]->lines.revises, "revises");
      }
      for (const RevisionId& id : files[i]->depends_on) add_edge(i, id, files[i]->lines.depends_on, "depends on");
    }
  }

  std::vector<FilePointer> order() {
    std::priority_queue<Index, std::vector<Index>, std::greater<>> ready;
    for (Index i = 0; i < files_.size(); ++i) {
      if (waiting_[i] == 0) ready.push(i);
    }
    std::vector<FilePointer> result;
    result.reserve(files_.size());
    while (!ready.empty()) {
      const Index next = ready.top();
      ready.pop();
      result.push_back(files_[next]);
      for (const Index above : above_[next]) {
        if (--waiting_[above] == 0) ready.push(above);
      }
    }
    if (result.size() != files_.size()) refuse_loop();
    return result;
  }

 private:
  void add_edge(Index child, const RevisionId& id, int line, std::string_view verb) {
    const RevisionFile& file = *files_[child];
    const auto found = ranks_.find(id);
    if (found == ranks_.end()) refuse_missing(file, id, line, verb);
    above_[found->second].push_back(child);
    ++waiting_[child];
  }

  /// A parent is named by its id: the label would move where the file is.
  void refuse_label(const RevisionFile& file, const RevisionId& id) const {
    const auto found = ranks_.find(id);
    if (found == ranks_.end() || files_[found->second]->id == id) return;
    throw error_at(file, file.lines.revises, fmt::format("{} revises {}, which is a branch label", name_of(file), id),
                   fmt::format("name the revision: {}", files_[found->second]->id));
  }

  [[noreturn]] void refuse_missing(const RevisionFile& file, const RevisionId& id, int line,
                                   std::string_view verb) const {
    if (const auto found = replaced_.find(id); found != replaced_.end()) {
      const RevisionFile& by = *files_[ranks_.at(found->second)];
      throw error_at(file, line,
                     fmt::format("{} {} {}, which lies between the ends of what {} replaces ({})", name_of(file), verb,
                                 id, by.id, name_of(by)),
                     fmt::format("let it name {}, where it can stand on all of that; or take the squash back", by.id));
    }
    std::vector<std::string> ids;
    for (const FilePointer& known : files_) ids.push_back(known->id);
    const std::vector<std::string> near = nearest(id, ids, std::max<std::size_t>(1, id.size() / 4));
    throw error_at(file, line, fmt::format("{} {} {}, which no file has", name_of(file), verb, id),
                   near.empty()
                       ? "fetch the file that is missing (another branch may have it), or name the right revision"
                       : fmt::format("did you mean {}?", join(near, ", ")));
  }

  [[noreturn]] void refuse_loop() const {
    const auto left_over_below = [&](Index index) {
      const RevisionFile& file = *files_[index];
      for (const std::vector<RevisionId>* ids : {&file.revises, &file.depends_on}) {
        for (const RevisionId& id : *ids) {
          if (const Index below = ranks_.at(id); waiting_[below] != 0) return below;
        }
      }
      return index;
    };
    std::vector<Index> path;
    std::vector<bool> seen(files_.size(), false);
    Index at = static_cast<Index>(std::find_if(waiting_.begin(), waiting_.end(), [](int n) { return n != 0; }) -
                                  waiting_.begin());
    for (; !seen[at]; at = left_over_below(at)) {
      seen[at] = true;
      path.push_back(at);
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    std::vector<std::string> names;
    for (const Index index : path) names.push_back(fmt::format("{} ({})", files_[index]->id, name_of(*files_[index])));
    names.push_back(files_[at]->id);
    throw error_at(*files_[at], files_[at]->lines.revises,
                   fmt::format("the revisions form a loop: {}", join(names, " -> ")),
                   "correct the \"Revises\" or \"Depends On\" that was put in last");
  }

  const std::vector<FilePointer>& files_;
  const std::map<RevisionId, RevisionId>& replaced_;
  std::vector<int> waiting_;  // how many below are not in the order yet
  std::vector<std::vector<Index>> above_;
  std::unordered_map<std::string_view, Index> ranks_;  // by id and by branch label
};

}  // namespace

RevisionGraph::RevisionGraph(std::vector<RevisionFile> files, const std::set<RevisionId>& kept) {
  std::stable_sort(files.begin(), files.end(),
                   [](const RevisionFile& a, const RevisionFile& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < files.size(); ++i) {
    if (files[i - 1].id == files[i].id) refuse_same_id(files[i - 1], files[i]);
  }
  Replacements replacements = take_replaced(files, kept);
  std::vector<FilePointer> sorted;
  sorted.reserve(files.size());
  for (RevisionFile& file : files) sorted.push_back(std::make_shared<const RevisionFile>(std::move(file)));
  for (RevisionFile& file : replacements.left_out)
    left_out_.push_back(std::make_shared<const RevisionFile>(std::move(file)));
  refuse_labels(sorted);
  order_ = Linker(sorted, replacements.replaced).order();
  link(sorted);
  for (const auto& [id, by] : replacements.replaced) replaced_.emplace(id, index_.at(by));
  for (const FilePointer& file : order_) {
    if (kept.contains(file->id)) continue;
    for (const RevisionId& name : file->stands_at) index_.emplace(name, index_.at(file->id));
  }
}

void RevisionGraph::link(const std::vector<FilePointer>& sorted) {
  index_.reserve(order_.size());
  for (Index i = 0; i < order_.size(); ++i) {
    index_.emplace(order_[i]->id, i);
    for (const std::string& label : order_[i]->branch_labels) owners_.emplace(label, i);
  }
  for (auto* edges : {&parents_, &below_, &children_, &dependents_}) edges->resize(order_.size());
  labels_.resize(order_.size());
  for (const FilePointer& file : sorted) {  // by id, so that children come out sorted
    const Index child = index_.at(file->id);
    for (const RevisionId& id : file->revises) {
      const Index parent = index_.at(id);
      parents_[child].push_back(parent);
      below_[child].push_back(parent);
      children_[parent].push_back(child);
    }
    for (const std::string& symbol : file->depends_on) {
      const auto owner = owners_.find(symbol);
      const Index below = owner != owners_.end() ? owner->second : index_.at(symbol);
      std::vector<Index>& all = below_[child];
      if (std::find(all.begin(), all.end(), below) != all.end()) continue;
      all.push_back(below);
      dependents_[below].push_back(child);
    }
  }
  for (const auto& [label, owner] : owners_) label_names_.emplace_back(label);
  std::sort(label_names_.begin(), label_names_.end());
  for (std::size_t i = 0; i < label_names_.size(); ++i) hand_on(i, owners_.at(label_names_[i]));
}

void RevisionGraph::hand_on(std::size_t label, Index owner) {
  std::vector<bool> on_branch(order_.size(), false);
  on_branch[owner] = true;
  bool one_way = true;
  for (Index i = owner; i < order_.size(); ++i) {
    for (const Index parent : parents_[i])
      if (on_branch[parent]) on_branch[i] = true;
    if (!on_branch[i]) continue;
    labels_[i].push_back(label);
    if (parents_[i].size() > 1 || children_[i].size() + dependents_[i].size() > 1) one_way = false;
  }
  while (one_way && !parents_[owner].empty()) {
    owner = parents_[owner].front();
    if (parents_[owner].size() > 1 || children_[owner].size() + dependents_[owner].size() > 1) break;
    labels_[owner].push_back(label);
  }
}

const RevisionFile* RevisionGraph::find(const RevisionId& id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : order_[found->second].get();
}

const RevisionId& RevisionGraph::name_of(const RevisionId& id) const {
  const RevisionFile* file = find(id);
  return file == nullptr ? id : file->id;
}

const RevisionFile* RevisionGraph::replacement(const RevisionId& id) const {
  const auto found = replaced_.find(id);
  return found == replaced_.end() ? nullptr : order_[found->second].get();
}

const RevisionFile* RevisionGraph::find_label(std::string_view label) const {
  const auto found = owners_.find(label);
  return found == owners_.end() ? nullptr : order_[found->second].get();
}

std::vector<RevisionId> RevisionGraph::heads() const {
  std::vector<RevisionId> ids;
  for (Index i = 0; i < order_.size(); ++i) {
    if (children_[i].empty()) ids.push_back(id_of(i));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<RevisionId> RevisionGraph::bases() const {
  std::vector<RevisionId> ids;
  for (Index i = 0; i < order_.size(); ++i) {
    if (parents_[i].empty()) ids.push_back(id_of(i));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

Heads RevisionGraph::tips() const {
  Heads ids;
  for (Index i = 0; i < order_.size(); ++i) {
    if (children_[i].empty() && dependents_[i].empty()) ids.insert(id_of(i));
  }
  return ids;
}

std::vector<RevisionId> RevisionGraph::children(const RevisionId& id) const {
  std::vector<RevisionId> ids;
  const auto found = index_.find(id);
  if (found == index_.end()) return ids;
  for (const Index child : children_[found->second]) ids.push_back(id_of(child));
  return ids;
}

std::vector<RevisionId> RevisionGraph::dependents(const RevisionId& id) const {
  std::vector<RevisionId> ids;
  const auto found = index_.find(id);
  if (found == index_.end()) return ids;
  for (const Index dependent : dependents_[found->second]) ids.push_back(id_of(dependent));
  return ids;
}

std::vector<RevisionId> RevisionGraph::foundations(const RevisionId& id) const {
  std::vector<RevisionId> ids;
  for (const Index below : below_[at(id)]) ids.push_back(id_of(below));
  return ids;
}

std::vector<std::string> RevisionGraph::labels(const RevisionId& id) const {
  std::vector<std::string> names;
  for (const std::size_t label : labels_[at(id)]) names.push_back(label_names_[label]);
  return names;
}

RevisionGraph::Index RevisionGraph::at(const RevisionId& id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) refuse_unknown(id);
  return found->second;
}

std::vector<bool> RevisionGraph::reachable(const Heads& ids) const {
  std::vector<bool> reached(order_.size(), false);
  for (const RevisionId& id : ids) reached[at(id)] = true;
  for (Index i = order_.size(); i-- > 0;) {  // what is below stands earlier in the order
    if (!reached[i]) continue;
    for (const Index below : below_[i]) reached[below] = true;
  }
  return reached;
}

std::set<RevisionId> RevisionGraph::ancestors(const Heads& ids) const {
  const std::vector<bool> reached = reachable(ids);
  std::set<RevisionId> result;
  for (Index i = 0; i < order_.size(); ++i) {
    if (reached[i]) result.insert(id_of(i));
  }
  return result;
}

std::set<RevisionId> RevisionGraph::lineage(const RevisionId& id, Edges edges) const {
  const Index start = at(id);
  const std::vector<std::vector<Index>>& below = edges == Edges::all ? below_ : parents_;
  std::vector<bool> under(order_.size(), false);
  std::vector<bool> over(order_.size(), false);
  under[start] = over[start] = true;
  for (Index i = start + 1; i-- > 0;) {
    if (!under[i]) continue;
    for (const Index next : below[i]) under[next] = true;
  }
  std::set<RevisionId> result;
  for (Index i = 0; i < order_.size(); ++i) {
    for (const Index next : below[i])
      if (over[next]) over[i] = true;
    if (under[i] || over[i]) result.insert(id_of(i));
  }
  return result;
}

Heads RevisionGraph::tips(const std::set<RevisionId>& ids) const {
  std::vector<bool> covered(order_.size(), false);  // something of `ids` stands on it
  Heads result;
  std::vector<bool> given(order_.size(), false);
  for (const RevisionId& id : ids) given[at(id)] = true;
  for (Index i = order_.size(); i-- > 0;) {
    if (given[i] && !covered[i]) result.insert(id_of(i));
    if (!given[i] && !covered[i]) continue;
    for (const Index below : below_[i]) covered[below] = true;
  }
  return result;
}

std::optional<RevisionId> RevisionGraph::single_head() const {
  const std::vector<RevisionId> ids = heads();
  if (ids.empty()) return std::nullopt;
  if (ids.size() == 1) return ids.front();
  throw UsageError(
      fmt::format("there are several heads: {}", join(ids, ", ")), std::nullopt,
      "\"heads\" means all of them; `retort merge heads` makes them one line again; or name the one that is meant");
}

}  // namespace retort
