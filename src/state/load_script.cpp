#include "state/load_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "sql/classify.hpp"
#include "sql/token.hpp"
#include "state/session_settings.hpp"

namespace retort {
namespace {

enum class Fate { runs, is_data, is_privilege, is_passed_over, is_refused };

// Kinds of objects that belong to a whole server.
constexpr std::array<std::string_view, 6> kServerWide = {"DATABASE", "ROLE", "USER", "GROUP", "TABLESPACE", "SYSTEM"};

/// ALTER … OWNER TO role
bool sets_owner(std::string_view statement, const Lexicon& lexicon) {
  const std::vector<Token> tokens = significant_tokens(statement, lexicon);
  const std::size_t count = tokens.size();
  return count > 3 && tokens[count - 2].is_word("TO") && tokens[count - 3].is_word("OWNER");
}

/// CREATE SUBSCRIPTION … WITH (connect = false, …)
bool connects(std::string_view statement, const Lexicon& lexicon) {
  const std::vector<Token> tokens = significant_tokens(statement, lexicon);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is_word("connect") && tokens[i + 1].is_symbol("=") &&
        (tokens[i + 2].is_word("false") || tokens[i + 2].is_word("off")))
      return false;
  }
  return true;
}

Fate ddl_fate(std::string_view text, const StatementClass& statement, const Lexicon& lexicon, std::string& hint) {
  if (statement.temporary) {
    hint = "a temporary object is gone with its connection: take it out of the schema";
    return Fate::is_refused;
  }
  if (std::find(kServerWide.begin(), kServerWide.end(), statement.object_kind) != kServerWide.end()) {
    hint = "it belongs to the whole server, not to one database's schema: take it out";
    return Fate::is_refused;
  }
  if (statement.kind == StatementKind::create && statement.object_kind == "SUBSCRIPTION" && connects(text, lexicon)) {
    hint = "a schema contacts no other server: add WITH (connect = false)";
    return Fate::is_refused;
  }
  const bool is_privilege = statement.kind == StatementKind::grant || statement.object_kind == "DEFAULT PRIVILEGES" ||
                            (statement.kind == StatementKind::alter && sets_owner(text, lexicon));
  return is_privilege ? Fate::is_privilege : Fate::runs;
}

Fate setting_fate(const StatementClass& statement, std::string& hint) {
  if (SessionSettings::is_about_running(statement)) return Fate::is_passed_over;
  if (statement.setting != "all") return Fate::runs;
  hint = "name the settings that are meant";
  return Fate::is_refused;
}

/// In a schema; `hint` is set for what is refused.
Fate fate_of(std::string_view text, const StatementClass& statement, const Lexicon& lexicon, std::string& hint) {
  switch (statement.kind) {
    case StatementKind::create:
    case StatementKind::alter:
    case StatementKind::drop:
    case StatementKind::comment:
    case StatementKind::grant:
    case StatementKind::import_schema:
    case StatementKind::refresh:
    case StatementKind::other:
      return ddl_fate(text, statement, lexicon, hint);
    case StatementKind::cluster:
      return statement.object ? Fate::runs : Fate::is_passed_over;
    case StatementKind::call:
      return Fate::runs;
    case StatementKind::setting:
      return setting_fate(statement, hint);
    case StatementKind::insert:
      if (statement.object && (ascii_iequals(statement.object->name.text(), "sqlite_schema") ||
                               ascii_iequals(statement.object->name.text(), "sqlite_master"))) {
        hint = "write the CREATE statement itself";
        return Fate::is_refused;
      }
      return Fate::is_data;
    case StatementKind::update:
    case StatementKind::remove:
    case StatementKind::merge:
    case StatementKind::truncate:
    case StatementKind::copy:
      return Fate::is_data;
    case StatementKind::select:
      if (statement.changes_rows) return Fate::is_data;
      return lexicon.select_may_change ? Fate::runs : Fate::is_passed_over;
    case StatementKind::show:
    case StatementKind::lock:
    case StatementKind::notify:
    case StatementKind::explain:
    case StatementKind::analyze:
    case StatementKind::reindex:
    case StatementKind::vacuum:
    case StatementKind::transaction:
      return Fate::is_passed_over;
    case StatementKind::pragma:
      if (statement.pragma == "foreign_keys" || statement.pragma == "defer_foreign_keys") return Fate::is_passed_over;
      hint = "a pragma is no part of a schema: take it out";
      return Fate::is_refused;
    case StatementKind::cursor:
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

/// "PRAGMA journal_mode", "CREATE TEMPORARY TABLE", "SET client_encoding", or the first word.
std::string title(std::string_view text, const StatementClass& kind) {
  const std::string word = ascii_upper(first_word(text));
  if (!kind.pragma.empty()) return "PRAGMA " + kind.pragma;
  if (kind.kind == StatementKind::setting) return word + " " + kind.setting;
  if (kind.object_kind.empty() || kind.kind == StatementKind::comment) return word;
  return fmt::format("{}{} {}", word, kind.temporary ? " TEMPORARY" : "", kind.object_kind);
}

/// The statement as it runs where nobody else is: inside a transaction.
std::string alone(const ScriptStatement& statement, const StatementClass& kind, const Lexicon& lexicon) {
  if (!kind.concurrently) return std::string(statement.text);
  for (const Token& token : significant_tokens(statement.text, lexicon)) {
    if (token.is_word("CONCURRENTLY"))  // as much white space, for the positions that the server tells
      return std::string(statement.text).replace(token.offset, token.text.size(), token.text.size(), ' ');
  }
  return std::string(statement.text);
}

/// A value that ALTER TYPE … ADD VALUE made can be used in the next transaction only.
bool ends_transaction(const StatementClass& kind, std::string_view text, const Lexicon& lexicon) {
  if (kind.kind != StatementKind::alter || kind.object_kind != "TYPE") return false;
  const std::vector<Token> tokens = significant_tokens(text, lexicon);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is_word("ADD") && tokens[i + 1].is_word("VALUE")) return true;
  }
  return false;
}

}  // namespace

SchemaScript schema_statements(const Script& script, const Lexicon& lexicon, bool privileges) {
  SchemaScript result;
  for (const ScriptStatement& statement : script.statements) {
    const StatementClass kind = classify(statement.text, lexicon);
    std::string hint = "what it takes back should not be in the schema at all";
    const Fate fate = is_rollback(statement.text) ? Fate::is_refused : fate_of(statement.text, kind, lexicon, hint);
    if (fate == Fate::is_refused)
      throw ProjectError(fmt::format("{} can't stand in a schema", title(statement.text, kind)), statement.where(),
                         hint);
    if (fate == Fate::is_data) ++result.data_statements;
    if (fate == Fate::is_privilege) ++result.privilege_statements;
    if (fate == Fate::runs || (fate == Fate::is_privilege && privileges)) result.statements.push_back(statement);
  }
  return result;
}

void load_schema(Connection& connection, const std::vector<ScriptStatement>& statements) {
  const Lexicon& lexicon = connection.dialect().lexicon();
  const int limit = connection.dialect().capabilities(connection.version()).statements_a_load;
  SessionSettings settings;
  int count = 0;
  std::unique_ptr<StepTransaction> transaction = connection.begin();
  for (const ScriptStatement& statement : statements) {
    const StatementClass kind = classify(statement.text, lexicon);
    try {
      if (kind.kind == StatementKind::setting) {
        settings.set(connection, statement, kind);
      } else {
        connection.execute(alone(statement, kind, lexicon));
        ++count;
      }
      if (!(limit > 0 && count >= limit) && !ends_transaction(kind, statement.text, lexicon)) continue;
      std::exchange(transaction, nullptr)->commit();
      transaction = connection.begin();
      settings.restore(connection);
      count = 0;
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
  SessionSettings settings;
  for (const ScriptStatement& statement : script.statements) {
    const StatementClass kind = classify(statement.text, lexicon);
    if (is_rollback(statement.text))
      throw ProjectError("ROLLBACK can't stand here: the script runs in one transaction", statement.where(),
                         "take it out, with what it takes back");
    if (kind.kind == StatementKind::transaction) continue;
    try {
      if (kind.kind == StatementKind::pragma && kind.pragma == "foreign_keys") {
        connection.execute("PRAGMA defer_foreign_keys = ON");
      } else if (kind.kind == StatementKind::setting) {
        if (!SessionSettings::is_about_running(kind)) settings.set(connection, statement, kind);
      } else if (statement.rows) {
        connection.copy_in(statement.text, *statement.rows);
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
