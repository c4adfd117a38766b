#include "driver/postgresql/shell.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/pins.hpp"
#include "driver/postgresql/reviewed.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {

namespace {

class PostgresqlShell final : public Shell {
 public:
  std::string_view usage() const override { return "psql -X -f FILE DATABASE"; }

  std::string opening(const ConnectOptions& options) const override {
    std::string back;
    for (const Request& request : reset()) back += request.sql + "; ";
    const std::string settings = "SET client_encoding = 'UTF8'; " + settings_of(options);
    return fmt::format(
        "\\set ON_ERROR_STOP on\n"
        "\\set AUTOCOMMIT on\n"
        "\\set retort_settings {}\n"
        "\\set retort_reset {}\n"
        "-- The lock that other runs wait for; it ends with the session.\n"
        "DO $retort$ BEGIN PERFORM pg_catalog.pg_advisory_lock({}); END $retort$;\n"
        ":retort_settings\n",
        quote_literal(settings), quote_literal(back + "DEALLOCATE ALL; " + settings), lock_key(options));
  }
  std::string closing(const ConnectOptions& options) const override {
    return fmt::format("DO $retort$ BEGIN PERFORM pg_catalog.pg_advisory_unlock({}); END $retort$;\n",
                       lock_key(options));
  }

  std::string require_heads(const std::string& table, const std::set<std::string>& heads) const override {
    std::vector<std::string> literals;
    for (const std::string& head : heads) literals.push_back(quote_literal(head));
    const std::string here = literals.empty() ? "base" : join({heads.begin(), heads.end()}, ", ");
    return fmt::format(
        "DO $retort$ BEGIN\n"
        "  IF (SELECT pg_catalog.count(*) FROM {0}) <> {1}{2} THEN\n"
        "    RAISE EXCEPTION {3};\n"
        "  END IF;\n"
        "END $retort$;\n",
        table, literals.size(),
        literals.empty() ? ""
                         : fmt::format(" OR (SELECT pg_catalog.count(*) FROM {} WHERE version_num IN ({})) <> {}",
                                       table, join(literals, ", "), literals.size()),
        quote_literal(fmt::format("this script goes on from {}, and the database is somewhere else", here)));
  }

  /// a[1:USER]: psql would put its own value there.
  std::string typed(std::string_view statement) const override {
    std::string text;
    bool after_colon = false;
    for (const Token& token : tokenize(statement, lexicon())) {
      if (after_colon && token.kind != TokenKind::space) text += ' ';
      text += token.text;
      after_colon = token.is_symbol(":");
    }
    return text;
  }

  std::string begin(StepMode mode) const override {
    return mode == StepMode::autocommit ? "" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;\n";
  }
  std::string before_alone(std::string_view sql) const override {
    return runs_concurrently(sql) ? "SET lock_timeout = 0;\n" : "";
  }
  std::string check(StepMode mode) const override {
    return mode == StepMode::autocommit ? ":retort_reset\n" : "SET CONSTRAINTS ALL IMMEDIATE;\n:retort_reset\n";
  }
  std::string between_steps() const override { return fmt::format("{};\n:retort_reset\n", settle_constraints()); }
  std::string commit(StepMode mode) const override { return mode == StepMode::autocommit ? "" : "COMMIT;\n"; }

  std::string_view now() const override {
    return "pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.clock_timestamp()), "
           "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
  }

  bool runs_in_transaction(std::string_view sql) const override { return postgresql::runs_in_transaction(sql); }
};

}  // namespace

const Shell& shell() {
  static const PostgresqlShell instance;
  return instance;
}

}  // namespace retort::postgresql
