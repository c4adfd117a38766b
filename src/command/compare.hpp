// Two states -> what a person must know about how they differ. Nobody is asked: a rename that was not told is drop and
// add.
#pragma once

#include <string>
#include <vector>

#include "command/workspace.hpp"

namespace retort::command {

struct Comparison {
  bool compared = false;
  std::string why_not;                    // where it was not
  OperationList operations;               // that turn the first into the second
  std::vector<RenameQuestion> questions;  // which of them may be renames
  std::vector<NotCovered> not_covered;    // of either side, each once
  bool equal() const { return compared && operations.empty(); }
};

Comparison compare(States&, const Schema& from, const Schema& to, const Answers&);
/// The chain at what the database is at -> the database. Not compared where the database does not exist, or where a
/// revision stands partly applied.
Comparison compare_drift(Workspace&);
/// chain@head -> models.
Comparison compare_models(Workspace&);

}  // namespace retort::command
