// The revisions of a project as a graph. Pure: files come in as values.
//
// Two kinds of edges: `Revises` makes the tree that heads, children and +N/-N speak of; `Depends On` only says what
// must run before, and counts in order() and ancestors().
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "revision/revision_file.hpp"
#include "revision/target.hpp"

namespace retort {

/// The heads that a database says it is at; empty: base.
using Heads = std::set<RevisionId>;

class RevisionGraph {
 public:
  RevisionGraph() = default;
  /// Throws ProjectError naming the files: an id or a branch label twice, a parent or a dependency that no file has, a
  /// loop.
  explicit RevisionGraph(std::vector<RevisionFile> files);

  bool empty() const { return order_.empty(); }
  /// Parents and dependencies before what stands on them; among equals by id. Each file once.
  const std::vector<std::shared_ptr<const RevisionFile>>& order() const { return order_; }
  const RevisionFile* find(const RevisionId& id) const;
  /// Sorted, as are the next two.
  std::vector<RevisionId> heads() const;
  std::vector<RevisionId> bases() const;
  /// Those that revise `id`; none for an id that the graph does not have.
  std::vector<RevisionId> children(const RevisionId& id) const;
  /// `ids` and all that they stand on. Throws UsageError for an id that the graph does not have.
  std::set<RevisionId> ancestors(const Heads& ids) const;
  /// Those of `ids` that none of the others stands on: what a version table holds once all of `ids` are applied.
  Heads tips(const std::set<RevisionId>& ids) const;

  /// One of: head, heads, base, current, an id, a unique prefix (4 characters at the least), +N, -N, id+N, id-N.
  /// Relative ones without an id count from `current`. One below a merge are all of its parents. Empty result: base.
  /// Throws UsageError that names the candidates, or what lies past the tip.
  Heads resolve(std::string_view target, const Heads& current) const;
  /// One revision: an id, a unique prefix, head, or one relative to those or to base. Throws UsageError.
  const RevisionFile& get(std::string_view symbol) const;
  /// An empty graph's is none. Throws UsageError where there are several, naming them and the ways out.
  std::optional<RevisionId> single_head() const;

 private:
  using Index = std::size_t;  // into order_

  void link(const std::vector<std::shared_ptr<const RevisionFile>>& files);
  Index at(const RevisionId& id) const;
  std::vector<bool> reachable(const Heads& ids) const;
  const RevisionId& id_of(Index index) const { return order_[index]->id; }

  Heads resolve(const Target& target, const Heads& current, std::string_view text) const;
  Heads start_of(const Target& target, const Heads& current, std::string_view text) const;
  Heads move(const Heads& from, int offset, std::string_view text) const;
  std::optional<RevisionId> match(std::string_view symbol) const;
  [[noreturn]] void refuse_unknown(std::string_view symbol) const;

  std::vector<std::shared_ptr<const RevisionFile>> order_;
  std::unordered_map<std::string_view, Index> index_;  // views into order_'s files
  std::vector<std::vector<Index>> parents_;            // by `Revises`, as written
  std::vector<std::vector<Index>> below_;              // parents and dependencies
  std::vector<std::vector<Index>> children_;           // by `Revises`, sorted by id
};

}  // namespace retort
