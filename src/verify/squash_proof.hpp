// Several revisions held against the one that is to take their place (docs/squash.md).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "revision/squash_range.hpp"
#include "state/states.hpp"
#include "verify/check_result.hpp"
#include "verify/row_image.hpp"

namespace retort {

class SquashProof {
 public:
  /// `states` is of `graph`, as it is. All references outlive this.
  SquashProof(States& states, const RevisionGraph& graph, const SquashRange& range, const std::vector<Script>& seeds)
      : states_(states), graph_(graph), range_(range), seeds_(seeds), below_(heads_below(graph, range)) {}

  /// `squashed`: of the graph in which `id` replaces the range. A database with rows that went through the range is
  /// taken back below it and comes up again, once by the range's own revisions, once by the one; schemas and rows are
  /// compared each time. Throws ProjectError where the range's own revisions can't be walked.
  CheckResult prove(States& squashed, const RevisionId& id);
  /// Tables that the range changes, and that had no row below it: what becomes of their rows was not seen.
  std::vector<ObjectName> unseen();

 private:
  /// What a database holds at one point of the walk.
  struct Visit {
    std::string when;
    std::shared_ptr<const Schema> schema;
    RowImage rows;
  };
  struct Way {
    std::vector<Visit> visits;
    std::vector<std::string> said;  // about the rows
    std::vector<ObjectName> empty;  // below the range
    bool reversible = true;
  };

  const Way& own_way();
  Way walk(States& on, const RevisionId& top, bool made_up) const;
  void look(Way& way, std::string when, Connection& connection) const;
  void fill(Way& way, Connection& connection) const;
  void note_empty(Way& way, Connection& connection) const;
  void compare(const Visit& own, const Visit& other, CheckResult& result);
  Exempt volatile_columns(const std::string& when, std::set<std::string>& names);
  bool irreversible() const;

  States& states_;
  const RevisionGraph& graph_;
  const SquashRange& range_;
  const std::vector<Script>& seeds_;
  const Heads below_;
  std::optional<Way> own_;    // by the range's own revisions
  std::optional<Way> again_;  // the same once more: what differs between them, differs by itself
  bool made_up_ = true;
};

}  // namespace retort
