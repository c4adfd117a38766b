// The revisions of a project as a graph. Pure: files come in as values.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "revision/revision_file.hpp"

namespace retort {

/// The heads that a database says it is at; empty: base.
using Heads = std::set<RevisionId>;

class RevisionGraph {
 public:
  RevisionGraph() = default;
  /// Throws ProjectError naming the files: a duplicate id, a missing parent, a loop, several heads or bases where
  /// the caller asks for linear().
  explicit RevisionGraph(std::vector<RevisionFile> files);

  bool empty() const { return order_.empty(); }
  /// Parents before children; among equals by id. Each file once.
  const std::vector<std::shared_ptr<const RevisionFile>>& order() const { return order_; }
  const RevisionFile* find(const RevisionId& id) const;
  std::vector<RevisionId> heads() const;
  std::vector<RevisionId> bases() const;
  /// The children of a revision, sorted.
  std::vector<RevisionId> children(const RevisionId& id) const;
  /// `id` and all that it stands on.
  std::set<RevisionId> ancestors(const Heads& ids) const;

  /// One of: head, heads, base, current, an id, a unique prefix (4 characters at the least), +N, -N, id+N, id-N. Relative ones
  /// count from `current` in `direction`. Empty result: base. Throws UsageError that names the candidates, or what lies past the tip.
  Heads resolve(std::string_view target, const Heads& current) const;
  /// One revision by id or unique prefix, or head/base-relative symbol. Throws UsageError.
  const RevisionFile& get(std::string_view symbol) const;
  /// An empty graph's is none. Throws UsageError where there are several, naming them and the ways out.
  std::optional<RevisionId> single_head() const;

 private:
  std::vector<std::shared_ptr<const RevisionFile>> order_;
  std::map<RevisionId, std::size_t> index_;
  std::map<RevisionId, std::set<RevisionId>> children_;
};

}  // namespace retort
