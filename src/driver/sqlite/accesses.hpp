// What statements read and write, told by the engine's authorizer while they are prepared.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/sqlite/session.hpp"
#include "schema/definition.hpp"

namespace retort::sqlite {

/// Objects of the main database with the columns that are named; none: only the object.
using Objects = std::map<Identifier, std::set<Identifier>>;

/// By the view or trigger that does it; an empty name is the statement itself.
using Accesses = std::map<Identifier, Objects>;

/// What came of preparing a statement, which is never run.
struct Probe {
  std::string error;  // what the engine says; empty where it can
  std::vector<Identifier> columns;
  Accesses accesses;
};
Probe probe(Session& session, const std::string& sql);

}  // namespace retort::sqlite
