#include "driver/postgresql/reviewed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/refusal.hpp"
#include "retort/error.hpp"
#include "sql/classify.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {

namespace {

using Tokens = std::vector<Token>;

/// The statement begins with these words.
bool begins(const Tokens& tokens, std::initializer_list<std::string_view> words) {
  if (tokens.size() < words.size()) return false;
  return std::equal(words.begin(), words.end(), tokens.begin(),
                    [](std::string_view word, const Token& token) { return token.is_word(word); });
}

bool mentions(const Tokens& tokens, std::string_view word) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return token.is_word(word); });
}

bool waits_for_data(const Tokens& tokens) {
  return begins(tokens, {"COPY"}) && (mentions(tokens, "STDIN") || mentions(tokens, "STDOUT"));
}

/// A DO block may commit, and then it can't stand in a transaction. Its body is a string, in which nothing is sure: a
/// word COMMIT or ROLLBACK anywhere in it counts.
bool may_commit(const Tokens& tokens) {
  const auto has_commit = [](const Token& token) {
    const std::string text = ascii_upper(token.text);
    return token.kind == TokenKind::string &&
           (text.find("COMMIT") != std::string::npos || text.find("ROLLBACK") != std::string::npos);
  };
  return std::any_of(tokens.begin(), tokens.end(), has_commit);
}

}  // namespace

bool runs_concurrently(std::string_view sql) {
  const Tokens tokens = significant_tokens(sql, lexicon());
  // REFRESH MATERIALIZED VIEW CONCURRENTLY is an ordinary statement with a lighter lock.
  return mentions(tokens, "CONCURRENTLY") && !begins(tokens, {"REFRESH"});
}

bool runs_in_transaction(std::string_view sql) {
  const Tokens tokens = significant_tokens(sql, lexicon());
  if (tokens.empty()) return true;
  if (!outside_transaction(sql).empty()) return false;
  // Of these only the catalogue knows (a partitioned table, a slot), or only the code that they run.
  for (const std::string_view verb : {"CALL", "REINDEX", "CLUSTER"})
    if (begins(tokens, {verb})) return false;
  if (begins(tokens, {"ALTER", "SUBSCRIPTION"}) || begins(tokens, {"DROP", "SUBSCRIPTION"})) return false;
  return !begins(tokens, {"DO"}) || !may_commit(tokens);
}

bool takes_prepared_away(std::string_view sql) {
  if (sql.empty() || (sql.front() != 'D' && sql.front() != 'd')) return false;  // asked of every statement
  const Tokens tokens = significant_tokens(sql.substr(0, 64), lexicon());
  return begins(tokens, {"DEALLOCATE"}) || begins(tokens, {"DISCARD", "ALL"});
}

bool leaves_prepared(std::string_view sql) {
  return sql.find_first_of("Pp") != std::string_view::npos &&  // asked of every statement
         begins(significant_tokens(sql.substr(0, 64), lexicon()), {"PREPARE"});
}

void refuse_unfit(std::string_view sql) {
  const Tokens tokens = significant_tokens(sql, lexicon());
  const StatementKind kind = classify(sql, lexicon()).kind;
  const bool two_phase = begins(tokens, {"PREPARE", "TRANSACTION"});
  if (kind == StatementKind::transaction || kind == StatementKind::savepoint || two_phase) {
    throw ProjectError(
        fmt::format("{} can't stand in a step: the step is the transaction", ascii_upper(tokens.front().text)),
        std::nullopt, "take it out; a new `-- retort: upgrade` line begins another transaction");
  }
  if (waits_for_data(tokens)) {
    throw ProjectError("COPY from or to a client has no data in a revision", std::nullopt,
                       "write INSERT statements, or COPY with a file of the server's");
  }
}

}  // namespace retort::postgresql
