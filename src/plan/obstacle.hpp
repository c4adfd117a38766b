// What must not stand in the way of a run, found before its first statement.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace retort {

struct Obstacle {
  enum class Kind {
    todo,                 // only a person can fill it in
    edited,               // an applied file is not what ran
    forbidden_statement,  // its step's mode does not allow it
    irreversible,         // there is no downgrade
    partly_applied,       // what ran of it was changed, or it lies across the direction
    own_transaction,      // its step can't stand in one transaction with the rest of the run
    unknown_revision,     // the database is at a revision that no file has
    moved,                // an applied file got other parents, which never ran here
  };
  Kind kind = Kind::todo;
  RevisionId revision;
  SourceLocation where;
  std::string message;
  std::string hint;      // the next command
  bool warning = false;  // told, but does not stop the run
};

/// All preconditions of the whole plan, and of the files that are applied. An edited file: in a protected environment
/// it stops everything; elsewhere an upgrade past it, while a downgrade through it is told. One that was moved stops
/// every upgrade, and is told by a downgrade. `one_transaction`: the run is one.
std::vector<Obstacle> obstacles(const Plan&, const RevisionGraph&, const Applied&, const Dialect&, bool is_protected,
                                bool one_transaction = false);

/// Applied revisions whose upgrade steps are not what ran, in the graph's order.
std::vector<RevisionId> edited(const RevisionGraph&, const Applied&);

}  // namespace retort
