// The revisions of a project as a graph. Pure: files come in as values.
//
// Two kinds of edges: `Revises` makes the tree that heads, children, branches and +N/-N speak of; `Depends On` (an id
// or a branch label) only says what must run before, and counts in order(), ancestors() and tips().
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "revision/replacement.hpp"

namespace retort {

/// The heads that a database says it is at; empty: base.
using Heads = std::set<RevisionId>;

/// Where an upgrade or a downgrade goes.
struct Destination {
  Heads revisions;  // none: base
  // Where not empty, a downgrade takes back only what lies on a line with one of these (and what depends on that): of
  // "label@base" the revision with the label, of "-1" the head that was counted from.
  Heads branch;
  bool alone = false;  // a downgrade takes back everything else, whatever branch it is on
  Destination() = default;
  Destination(std::initializer_list<RevisionId> to) : revisions(to) {}
  Destination(Heads to, Heads on = {}) : revisions(std::move(to)), branch(std::move(on)) {}  // NOLINT: Heads are one
  friend bool operator==(const Destination&, const Destination&) = default;
};

/// Whether counting past a head or base is an error, or stops there.
enum class Overrun { refused, stops };

class RevisionGraph {
 public:
  RevisionGraph() = default;
  /// Throws ProjectError naming the files: an id or a branch label twice, a label that is a word or an id, a parent or
  /// a dependency that no file has, a loop. Files that another one replaces are left out, less those of `kept`
  /// (revision/replacement.hpp).
  explicit RevisionGraph(std::vector<RevisionFile> files, const std::set<RevisionId>& kept = {});

  bool empty() const { return order_.empty(); }
  /// Parents and dependencies before what stands on them; among equals by id. Each file once.
  const std::vector<std::shared_ptr<const RevisionFile>>& order() const { return order_; }
  /// By the id, or by another name of it: a replaced revision that it ends with.
  const RevisionFile* find(const RevisionId& id) const;
  /// The id that the revision goes by here; `id` itself where the graph does not have it.
  const RevisionId& name_of(const RevisionId& id) const;
  /// What stands for a replaced revision; null for any other.
  const RevisionFile* replacement(const RevisionId& id) const;
  /// Replaced revisions of which the file is still there, by id.
  const std::vector<std::shared_ptr<const RevisionFile>>& left_out() const { return left_out_; }
  /// The one whose file has this branch label; null where none has.
  const RevisionFile* find_label(std::string_view label) const;
  /// Those that nothing revises; some may be depended on. Sorted, as are the next four.
  std::vector<RevisionId> heads() const;
  std::vector<RevisionId> bases() const;
  /// Those that nothing stands on: what a version table holds with all applied. "heads" as a target.
  Heads tips() const;
  /// Those that revise `id`; none for an id that the graph does not have.
  std::vector<RevisionId> children(const RevisionId& id) const;
  /// Those that depend on `id`, but do not revise it.
  std::vector<RevisionId> dependents(const RevisionId& id) const;
  /// What `id` stands on: its parents as written, then what it depends on and does not revise.
  std::vector<RevisionId> foundations(const RevisionId& id) const;
  /// The labels of the branches that `id` is on, sorted: a label is handed up to all that come after, and down to what
  /// comes before as long as there is only one way.
  std::vector<std::string> labels(const RevisionId& id) const;
  /// `ids` and all that they stand on. Throws UsageError for an id that the graph does not have.
  std::set<RevisionId> ancestors(const Heads& ids) const;
  /// `id`, what it revises, and what revises it, all the way; with what is depended on, and what depends, too, where
  /// asked for.
  enum class Edges { revises, all };
  std::set<RevisionId> lineage(const RevisionId& id, Edges edges = Edges::revises) const;
  /// Those of `ids` that none of the others stands on: what a version table holds once all of `ids` are applied.
  Heads tips(const std::set<RevisionId>& ids) const;

  /// `ids` as a list reads best: newest first, a branch's revisions together, each before all that it stands on.
  std::vector<RevisionId> newest_first(const std::set<RevisionId>& ids) const;

  /// One of: head, heads, base, current, an id, a unique beginning of one, a branch label; +N, -N, or one of those with
  /// +N or -N behind it; any of them with "label@" before it, which looks at that branch only ("label" may be an id).
  /// Relative ones without a start count from `current`. One below a merge are all of its parents. Throws UsageError
  /// that names the candidates, or what lies past the tip.
  Destination destination(std::string_view target, const Heads& current, Overrun overrun = Overrun::refused) const;
  /// Its revisions. Empty result: base.
  Heads resolve(std::string_view target, const Heads& current, Overrun overrun = Overrun::refused) const {
    return destination(target, current, overrun).revisions;
  }
  /// One revision: an id, a unique beginning, a label, head, or one relative to those or to base. Throws UsageError.
  const RevisionFile& get(std::string_view symbol) const;
  /// An empty graph's is none. Throws UsageError where there are several, naming them and the ways out.
  std::optional<RevisionId> single_head() const;
  /// Throws the UsageError that suggests what is near.
  [[noreturn]] void refuse_unknown(std::string_view symbol) const;

 private:
  using Index = std::size_t;  // into order_

  void link(const std::vector<std::shared_ptr<const RevisionFile>>& files);
  void hand_on(std::size_t label, Index owner);
  Index at(const RevisionId& id) const;
  std::vector<bool> reachable(const Heads& ids) const;
  const RevisionId& id_of(Index index) const { return order_[index]->id; }

  std::vector<std::shared_ptr<const RevisionFile>> order_;
  std::unordered_map<std::string_view, Index> index_;   // views into order_'s files; by other names, too
  std::unordered_map<std::string_view, Index> owners_;  // by branch label
  std::vector<std::vector<Index>> parents_;             // by `Revises`, as written
  std::vector<std::vector<Index>> below_;               // parents, then other dependencies
  std::vector<std::vector<Index>> children_;            // by `Revises`, sorted by id
  std::vector<std::vector<Index>> dependents_;          // by `Depends On` alone, sorted by id
  std::vector<std::string> label_names_;                // sorted
  std::vector<std::vector<std::size_t>> labels_;        // into label_names_, ascending
  std::vector<std::shared_ptr<const RevisionFile>> left_out_;
  std::map<RevisionId, Index> replaced_;  // each replaced revision -> what stands for it
};

}  // namespace retort
