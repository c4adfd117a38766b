#include "support/migrate.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/lower.hpp"
#include "dialect/sqlite/render.hpp"
#include "operation/apply.hpp"
#include "operation/describe.hpp"
#include "support/unequal.hpp"

namespace retort::test {
namespace {

void require_equal(const Schema& a, const Schema& b, const std::string& when, const OperationList& operations,
                   const std::string& script = {}) {
  const std::vector<std::string> lines = unequal(a, b);
  if (lines.empty()) return;
  std::string message = when + ":";
  for (const std::string& line : lines) message += "\n  " + line;
  for (const Operation& operation : operations) message += "\n  after " + describe(operation);
  throw std::runtime_error(message + "\n" + script);
}

}  // namespace

const Capabilities& sqlite_capabilities() {
  static const Capabilities kCapabilities = sqlite::dialect().capabilities({});
  return kCapabilities;
}

Migration plan_migration(const Schema& from, const Schema& to, const Answers& answers, const DiffOptions& options) {
  Migration migration;
  migration.difference = diff(from, to, sqlite_capabilities(), sqlite::dialect(), sqlite::lexicon(), answers, options);
  if (!migration.difference.questions.empty()) {
    throw std::runtime_error("open question about " + migration.difference.questions[0].to.to_string());
  }
  Schema applied = from;
  apply(migration.difference.operations, applied, sqlite::lexicon());
  require_equal(applied, to, "operations applied to the one schema do not give the other",
                migration.difference.operations);

  migration.lowered = sqlite::lower(migration.difference.operations, from);
  Schema lowered = from;
  apply(migration.lowered, lowered, sqlite::lexicon());
  require_equal(lowered, to, "lowered operations applied to the one schema do not give the other", migration.lowered);
  for (const Operation& operation : migration.lowered) {
    const std::vector<Statement> statements = sqlite::render(operation);
    migration.statements.insert(migration.statements.end(), statements.begin(), statements.end());
  }
  return migration;
}

Migration migrate(SqliteDatabase& database, const Schema& to, const Answers& answers, const DiffOptions& options) {
  Migration migration = plan_migration(database.schema(), to, answers, options);
  try {
    database.run(migration.statements);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(std::string(error.what()) + "\n" + script_of(migration.statements));
  }
  require_equal(database.schema(), to, "the catalogue is not the target's", migration.lowered,
                script_of(migration.statements));
  return migration;
}

std::string script_of(const std::vector<Statement>& statements) {
  std::string script;
  for (const Statement& statement : statements) script += statement.text + ";\n";
  return script;
}

}  // namespace retort::test
