#include "state/load_script.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "sql/classify.hpp"

namespace retort {
namespace {

enum class Fate { runs, is_data, is_passed_over, is_refused };

/// In a schema; `hint` is set for what is refused.
Fate fate_of(const StatementClass& statement, std::string& hint) {
  switch (statement.kind) {
    case StatementKind::create:
    case StatementKind::alter:
    case StatementKind::drop:
    case StatementKind::other:
      if (!statement.temporary) return Fate::runs;
      hint = "a temporary object is gone with its connection: take it out of the schema";
      return Fate::is_refused;
    case StatementKind::insert:
      if (statement.object && (ascii_iequals(statement.object->name.text(), "sqlite_schema") ||
                               ascii_iequals(statement.object->name.text(), "sqlite_master"))) {
        hint = "write the CREATE statement itself";
        return Fate::is_refused;
      }
      return Fate::is_data;
    case StatementKind::update:
    case StatementKind::remove:
      return Fate::is_data;
    case StatementKind::select:
    case StatementKind::explain:
    case StatementKind::analyze:
    case StatementKind::reindex:
    case StatementKind::vacuum:
      return Fate::is_passed_over;
    case StatementKind::transaction:
      return Fate::is_passed_over;
    case StatementKind::pragma:
      if (statement.pragma == "foreign_keys" || statement.pragma == "defer_foreign_keys") return Fate::is_passed_over;
      hint = "a pragma is no part of a schema: take it out";
      return Fate::is_refused;
    case StatementKind::savepoint:
    case StatementKind::attach:
    case StatementKind::detach:
    case StatementKind::shell:
      hint = "a schema holds CREATE statements: take this out";
      return Fate::is_refused;
  }
  return Fate::is_refused;
}

std::string_view first_word(std::string_view statement) {
  return statement.substr(0, statement.find_first_of(" \t\n(;"));
}

bool is_rollback(std::string_view statement) {
  return ascii_iequals(first_word(statement), "ROLLBACK") || ascii_iequals(first_word(statement), "ABORT");
}

}  // namespace

SchemaScript schema_statements(const Script& script, const Lexicon& lexicon) {
  SchemaScript result;
  for (const ScriptStatement& statement : script.statements) {
    const StatementClass kind = classify(statement.text, lexicon);
    std::string hint = "what it takes back should not be in the schema at all";
    const Fate fate = is_rollback(statement.text) ? Fate::is_refused : fate_of(kind, hint);
    if (fate == Fate::runs) result.statements.push_back(statement);
    if (fate == Fate::is_data) ++result.data_statements;
    if (fate == Fate::is_refused)
      throw ProjectError(
          fmt::format("{} can't stand in a schema",
                      kind.pragma.empty() ? ascii_upper(first_word(statement.text)) : "PRAGMA " + kind.pragma),
          statement.where(), hint);
  }
  return result;
}

void load_schema(Connection& connection, const std::vector<ScriptStatement>& statements) {
  const std::unique_ptr<StepTransaction> transaction = connection.begin();
  for (const ScriptStatement& statement : statements) {
    try {
      connection.execute(statement.text);
    } catch (const DatabaseError& error) {
      throw ProjectError(fmt::format("{} refuses this statement: {}", connection.dialect().name(), error.server().text),
                         statement.where(error.server().offset.value_or(0)), error.hint());
    }
  }
  transaction->commit();
}

void load_script(Connection& connection, const Script& script) {
  const Lexicon& lexicon = connection.dialect().lexicon();
  const std::unique_ptr<StepTransaction> transaction = connection.begin();
  for (const ScriptStatement& statement : script.statements) {
    const StatementClass kind = classify(statement.text, lexicon);
    if (is_rollback(statement.text))
      throw ProjectError("ROLLBACK can't stand here: the script runs in one transaction", statement.where(),
                         "take it out, with what it takes back");
    if (kind.kind == StatementKind::transaction) continue;
    try {
      if (kind.kind == StatementKind::pragma && kind.pragma == "foreign_keys") {
        connection.execute("PRAGMA defer_foreign_keys = ON");
      } else {
        connection.execute(statement.text);
      }
    } catch (const DatabaseError& error) {
      throw DatabaseError(error.what(), error.server(), statement.where(error.server().offset.value_or(0)),
                          error.hint());
    }
  }
  try {
    transaction->commit();
  } catch (const DatabaseError& error) {
    const SourceLocation file{script.sources.empty() ? std::string() : script.sources.front()->name(), 0, 0};
    throw DatabaseError(error.what(), error.server(), file, error.hint());
  }
}

}  // namespace retort
