#include "driver/sqlite/shell.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/ascii.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

namespace {

/// Stops the script with `message` where `condition` holds.
std::string stop_where(const std::string& condition, const std::string& message) {
  return fmt::format(
      "CREATE TEMP TRIGGER retort_says BEFORE INSERT ON temp.retort_stop BEGIN SELECT RAISE(ABORT, {}); END;\n"
      "INSERT INTO temp.retort_stop SELECT 1 WHERE {};\n"
      "DROP TRIGGER temp.retort_says;\n",
      quote_literal(message), condition);
}

/// "the names that the query gives are these", in SQL.
std::string are_others(const std::string& names, const std::vector<std::string>& expected) {
  std::vector<std::string> literals;
  for (const std::string& name : expected) literals.push_back(quote_literal(name));
  const std::string count = fmt::format("(SELECT count(*) FROM ({}))", names);
  if (expected.empty()) return count + " <> 0";
  return fmt::format("{0} <> {1} OR (SELECT count(*) FROM ({2}) WHERE name COLLATE NOCASE IN ({3})) <> {1}", count,
                     expected.size(), names, join(literals, ", "));
}

bool breaks_line(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::space && tokens[at].text.find('\n') != std::string::npos;
}

/// "/" or "go" with nothing else in its line: sqlite3 takes it for the end of the statement, wherever that could end.
bool ends_statement(const std::vector<Token>& tokens, std::size_t at) {
  if (!tokens[at].is_symbol("/") && !tokens[at].is_word("go")) return false;
  if (at == 0 || !breaks_line(tokens, at - 1)) return false;
  std::size_t next = at + 1;
  while (next < tokens.size() && !tokens[next].significant() && !breaks_line(tokens, next)) ++next;
  return breaks_line(tokens, next);
}

class SqliteShell final : public Shell {
 public:
  std::string_view usage() const override { return "sqlite3 DATABASE <FILE"; }

  std::string opening(const ConnectOptions& options) const override {
    return fmt::format(
        ".bail on\n"
        ".timeout {}\n"
        "PRAGMA foreign_keys = ON;\n"
        "CREATE TEMP TABLE retort_stop (x);\n"
        "CREATE TEMP TABLE retort_orphans (n);\n",
        options.lock_wait.count());
  }
  std::string closing(const ConnectOptions&) const override { return {}; }

  std::string require_heads(const std::string& table, const std::set<std::string>& heads) const override {
    const std::vector<std::string> names(heads.begin(), heads.end());
    return stop_where(are_others("SELECT version_num AS name FROM " + table, names),
                      fmt::format("this script goes on from {}, and the database is somewhere else",
                                  names.empty() ? "base" : join(names, ", ")));
  }

  /// What would be alone in its line goes up to the one before, or below a comment, takes the next one up.
  std::string typed(std::string_view statement) const override {
    const std::vector<Token> tokens = tokenize(statement, lexicon());
    std::string text;
    bool joins = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool moves_up = breaks_line(tokens, i) && i + 1 < tokens.size() && ends_statement(tokens, i + 1) &&
                            (i == 0 || !tokens[i - 1].text.starts_with("--"));
      text += moves_up || std::exchange(joins, false) ? std::string_view(" ") : tokens[i].text;
      joins = ends_statement(tokens, i) && i > 1 && tokens[i - 2].text.starts_with("--");
    }
    return text;
  }

  std::string begin(StepMode mode) const override {
    if (mode == StepMode::autocommit) return {};
    if (mode == StepMode::transactional) return "BEGIN IMMEDIATE;\n";
    return "PRAGMA foreign_keys = OFF;\n"
           "BEGIN IMMEDIATE;\n"
           "INSERT INTO temp.retort_orphans SELECT count(*) FROM pragma_foreign_key_check;\n";
  }

  std::string check(StepMode mode) const override {
    if (mode != StepMode::foreign_keys_off) return {};
    return stop_where("(SELECT count(*) FROM pragma_foreign_key_check) > (SELECT n FROM temp.retort_orphans)",
                      "the step breaks foreign keys; nothing of it stays") +
           "DELETE FROM temp.retort_orphans;\n";
  }

  std::string commit(StepMode mode) const override {
    if (mode == StepMode::autocommit) return {};
    return mode == StepMode::transactional ? "COMMIT;\n" : "COMMIT;\nPRAGMA foreign_keys = ON;\n";
  }

  std::string guard(const RebuildGuard& guard) const override {
    const std::string table = quote_literal(guard.table);
    const auto objects = [&](const std::string& type) {
      return fmt::format(
          "SELECT name FROM main.sqlite_schema WHERE type = '{}' AND sql IS NOT NULL AND tbl_name = {} COLLATE NOCASE",
          type, table);
    };
    return stop_where(
        fmt::format(
            "{} OR {} OR {}",
            are_others(fmt::format("SELECT name FROM pragma_table_xinfo({}) WHERE hidden <> 1", table), guard.columns),
            are_others(objects("index"), guard.indexes), are_others(objects("trigger"), guard.triggers)),
        fmt::format("table '{}' is no longer what this rebuild was written for", guard.table));
  }

  std::string_view now() const override { return "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"; }

  bool runs_in_transaction(std::string_view sql) const override {
    const StatementKind kind = classify(sql, dialect().lexicon()).kind;
    return kind != StatementKind::vacuum && kind != StatementKind::pragma;
  }
};

}  // namespace

const Shell& shell() {
  static const SqliteShell instance;
  return instance;
}

}  // namespace retort::sqlite
