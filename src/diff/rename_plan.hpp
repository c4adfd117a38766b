// The renames of a change: what the answers come to, what is certain without one, and what is left to ask.
//
// In this order, each on a copy of the first schema on which the ones before ran: schemas, tables, columns, other
// objects, parts of those. Then, where the engine can, what is certain (certain_renames.hpp).
#pragma once

#include "diff/renames.hpp"

namespace retort {

struct RenamePlan {
  Renames renames;
  OperationList operations;  // renames, and new schemas for what moves: in an order that works
  Schema renamed;            // the first schema once they ran; empty where there are none
  std::vector<RenameQuestion> questions;
};

/// Throws UsageError where an answer names what is not there, or contradicts another.
RenamePlan plan_renames(const Schema& from, const Schema& to, const Answers&, const Capabilities&, const Lexicon&);

}  // namespace retort
