// The whole way of a difference on the real engine, with rows: the oracle of the tests of diff, lower and render.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diff/diff.hpp"
#include "operation/statement.hpp"
#include "support/sqlite_database.hpp"
#include "support/unequal.hpp"

namespace retort::test {

const Capabilities& sqlite_capabilities();

struct Migration {
  Difference difference;
  OperationList lowered;
  std::vector<Statement> statements;
};

/// From one schema to the other. Throws where a question is open, and where applying the operations, or the lowered
/// ones, to the one does not give the other.
Migration plan_migration(const Schema& from, const Schema& to, const Answers& answers = {}, const DiffOptions& = {});

/// Runs it; throws where the catalogue then is not the target's.
Migration migrate(SqliteDatabase& database, const Schema& to, const Answers& answers = {}, const DiffOptions& = {});

/// All texts, each with its semicolon, for messages.
std::string script_of(const std::vector<Statement>& statements);

}  // namespace retort::test
