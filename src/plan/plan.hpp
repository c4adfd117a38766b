// Graph + what is applied + target -> the steps to run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "plan/applied.hpp"
#include "revision/graph.hpp"

namespace retort {

/// One step of one revision. `body` is none for a revision without steps in this direction: only the version changes.
struct PlannedStep {
  std::shared_ptr<const RevisionFile> file;
  Direction direction = Direction::upgrade;
  const Step* body = nullptr;  // inside *file
  int number = 0;              // from 1; 0 where there is no body
  int of = 0;
  int skip_statements = 0;  // an autocommit step that is gone on with: these ran already
  bool last = false;        // the version table changes with it
  Heads heads_after;        // meaningful where `last`
};

struct Plan {
  Direction direction = Direction::upgrade;
  Heads from;
  Heads to;
  std::vector<PlannedStep> steps;
};

/// Empty where nothing is to be done. `graph` is complete(): it has every revision that the database is at. A downgrade
/// takes back what revises the target, and all that stands on that; other branches stay. Throws UsageError where
/// `target` lies the other way, and ProjectError where a head is not in the graph.
Plan make_plan(const RevisionGraph& graph, const Applied& applied, const Destination& target, Direction direction);

}  // namespace retort
