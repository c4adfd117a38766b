// What a step may not hold, known from a statement's leading words. The server would refuse most of it too, but in the
// middle of a step: this is the list that speaks before anything has run.
#include "dialect/postgresql/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "sql/classify.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

constexpr std::array<std::string_view, 2> kOutsideKinds = {"DATABASE", "TABLESPACE"};

using Tokens = std::vector<Token>;

bool has_words(const Tokens& tokens, std::string_view first, std::string_view second) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is_word(first) && tokens[i + 1].is_word(second)) return true;
  }
  return false;
}

/// name = false, or off
bool is_off(const Tokens& tokens, std::string_view name) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool names_it = tokens[i].is_word(name) && tokens[i + 1].is_symbol("=");
    if (names_it && (tokens[i + 2].is_word("FALSE") || tokens[i + 2].is_word("OFF"))) return true;
  }
  return false;
}

/// CREATE and DROP DATABASE and TABLESPACE; of the ALTERs only the one that moves a database.
bool is_outside_ddl(const StatementClass& what, const Tokens& tokens) {
  if (what.object_kind == "SYSTEM") return what.kind == StatementKind::alter;
  if (what.object_kind == "SUBSCRIPTION" && what.kind == StatementKind::create)
    return !is_off(tokens, "connect") && !is_off(tokens, "create_slot");
  const bool is_kind = std::find(kOutsideKinds.begin(), kOutsideKinds.end(), what.object_kind) != kOutsideKinds.end();
  if (what.kind == StatementKind::alter)
    return what.object_kind == "DATABASE" && has_words(tokens, "SET", "TABLESPACE");
  return is_kind && (what.kind == StatementKind::create || what.kind == StatementKind::drop);
}

/// REINDEX [(options)] DATABASE, SCHEMA and SYSTEM go through many tables, each in a transaction.
bool reindexes_many(const Tokens& tokens) {
  std::size_t at = 1;
  if (at < tokens.size() && tokens[at].is_symbol("(")) {
    while (at < tokens.size() && !tokens[at].is_symbol(")")) ++at;
    ++at;
  }
  return at < tokens.size() &&
         (tokens[at].is_word("DATABASE") || tokens[at].is_word("SCHEMA") || tokens[at].is_word("SYSTEM"));
}

std::string outside(const StatementClass& what, const Tokens& tokens) {
  const std::string word = ascii_upper(tokens.front().text);
  switch (what.kind) {
    case StatementKind::create:
    case StatementKind::alter:
    case StatementKind::drop:
      if (what.concurrently)
        return fmt::format(
            "{} {}", word,
            what.kind == StatementKind::alter ? "TABLE … DETACH PARTITION … CONCURRENTLY" : "INDEX CONCURRENTLY");
      return is_outside_ddl(what, tokens) ? fmt::format("{} {}", word, what.object_kind) : std::string();
    case StatementKind::vacuum:
      return "VACUUM";
    case StatementKind::reindex:
      if (what.concurrently) return "REINDEX CONCURRENTLY";
      return reindexes_many(tokens) ? "REINDEX of more than one table" : std::string();
    case StatementKind::cluster:
      return what.object ? std::string() : "CLUSTER without a table";
    default:
      return {};
  }
}

bool has_backslash(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.kind == TokenKind::invalid && token.text == "\\"; });
}

/// COPY … FROM STDIN, COPY … TO STDOUT: rows that travel over the connection.
bool copies_over_connection(const Tokens& tokens) {
  return has_words(tokens, "FROM", "STDIN") || has_words(tokens, "FROM", "STDOUT") ||
         has_words(tokens, "TO", "STDOUT") || has_words(tokens, "TO", "STDIN");
}

}  // namespace

std::string outside_transaction(std::string_view statement) {
  const Tokens tokens = significant_tokens(statement, lexicon());
  return tokens.empty() ? std::string() : outside(classify(statement, lexicon()), tokens);
}

std::string refusal(std::string_view statement, StepMode mode) {
  const Tokens tokens = significant_tokens(statement, lexicon());
  if (tokens.empty()) return {};
  const StatementClass what = classify(statement, lexicon());
  const std::string word = ascii_upper(tokens.front().text);
  if (what.kind == StatementKind::shell || has_backslash(tokens))
    return "a line for the shell is no SQL: put the statements themselves into the revision";
  if (what.kind == StatementKind::transaction || what.kind == StatementKind::savepoint)
    return fmt::format(
        "{} is refused: a step is a transaction already; end this step where the statement stands, and begin "
        "another with `-- retort: upgrade`",
        word);
  if (what.kind == StatementKind::copy && copies_over_connection(tokens))
    return "COPY over the connection has no shell at its other end: write the rows as INSERT, or COPY from a file of "
           "the "
           "server";
  if (what.kind == StatementKind::setting && what.setting == "all" && word == "DISCARD")
    return "DISCARD is refused: it would end the lock that keeps other runs out; RESET what you mean by name";
  if (mode == StepMode::foreign_keys_off)
    return "foreign_keys=off is for SQLite: a step of PostgreSQL is `-- retort: upgrade`, or `-- retort: upgrade "
           "autocommit`";
  if (mode == StepMode::autocommit) return {};
  const std::string outside_title = outside(what, tokens);
  if (outside_title.empty()) return {};
  return fmt::format("{} can't run inside a transaction: put it in a step of its own: -- retort: upgrade autocommit",
                     outside_title);
}

}  // namespace retort::postgresql
