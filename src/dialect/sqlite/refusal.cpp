// What a step may not hold, known from a statement's leading words. The driver's authorizer asks the engine the same
// questions again while the statement is prepared: this is the list that speaks before anything has run.
#include "dialect/sqlite/refusal.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/pragmas.hpp"
#include "sql/classify.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {
namespace {

std::string first_word(std::string_view statement) {
  const std::vector<Token> tokens = significant_tokens(statement, lexicon());
  return tokens.empty() ? std::string() : ascii_upper(tokens.front().text);
}

bool is_rebuild_upkeep(const StatementClass& what) {
  if (!what.object) return false;
  const std::string& table = what.object->name.key();
  return table == "sqlite_sequence" || (what.kind == StatementKind::insert && table.starts_with(kRebuildPrefix));
}

std::string data_refusal(const StatementClass& what) {
  if (is_rebuild_upkeep(what)) return {};
  return fmt::format(
      "foreign_keys=off is for generated DDL and its copying; rows of {} changed here would neither cascade to their "
      "children nor be checked: move the statement to a step of its own, `-- retort: upgrade`",
      what.object ? "'" + what.object->to_string() + "'" : "a table");
}

/// INSERT OR ROLLBACK ends the transaction when it fails.
bool rolls_back(std::string_view statement) {
  const std::vector<Token> tokens = significant_tokens(statement, lexicon());
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool writes = tokens[i].is_word("INSERT") || tokens[i].is_word("UPDATE");
    if (writes && tokens[i + 1].is_word("OR") && tokens[i + 2].is_word("ROLLBACK")) return true;
  }
  return false;
}

}  // namespace

std::string refusal(std::string_view statement, StepMode mode) {
  const StatementClass what = classify(statement, lexicon());
  switch (what.kind) {
    case StatementKind::transaction:
    case StatementKind::savepoint:
      return fmt::format(
          "{} is refused: a step is a transaction already; end this step where the statement stands, and begin "
          "another with `-- retort: upgrade`",
          first_word(statement));
    case StatementKind::attach:
    case StatementKind::detach:
      return fmt::format("{} is refused: a revision changes one database file, the one that it is applied to",
                         first_word(statement));
    case StatementKind::shell:
      return "a line for the shell is no SQL: put the statements themselves into the revision";
    case StatementKind::pragma:
      return pragma_refusal(what.pragma, mode);
    case StatementKind::vacuum:
      if (mode == StepMode::autocommit) return {};
      return "VACUUM can't run inside a transaction: it belongs in a step of its own, `-- retort: upgrade autocommit`";
    case StatementKind::insert:
    case StatementKind::update:
    case StatementKind::remove:
      if (mode == StepMode::foreign_keys_off) return data_refusal(what);
      if (rolls_back(statement))
        return "OR ROLLBACK would end the step's transaction: write OR ABORT, which is the default";
      return {};
    default:
      return {};
  }
}

}  // namespace retort::sqlite
