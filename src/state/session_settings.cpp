#include "state/session_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr std::array<std::string_view, 5> kAboutRunning = {"statement_timeout", "lock_timeout",
                                                           "idle_in_transaction_session_timeout", "transaction_timeout",
                                                           "client_min_messages"};

/// The statement with SET LOCAL or is_local; as it is where it has neither.
std::string made_local(std::string_view statement, const StatementClass& kind, const Lexicon& lexicon) {
  const std::vector<Token> tokens = significant_tokens(statement, lexicon);
  if (tokens.front().is_word("RESET")) return fmt::format("SET LOCAL {} TO DEFAULT", kind.setting);
  if (tokens.front().is_word("SET") && kind.setting != "constraints" && tokens.size() > 2) {
    if (tokens[1].is_word("LOCAL")) return std::string(statement);
    const bool session = tokens[1].is_word("SESSION") && !tokens[2].is_word("AUTHORIZATION");
    return fmt::format("SET LOCAL {}", statement.substr(tokens[session ? 2 : 1].offset));
  }
  // SELECT set_config('name', 'value', false)
  const std::size_t count = tokens.size();
  if (count > 2 && tokens[count - 1].is_symbol(")") && tokens[count - 2].is_word("FALSE"))
    return fmt::format("{}true)", statement.substr(0, tokens[count - 2].offset));
  return std::string(statement);
}

}  // namespace

bool SessionSettings::is_about_running(const StatementClass& statement) {
  return std::find(kAboutRunning.begin(), kAboutRunning.end(), statement.setting) != kAboutRunning.end();
}

void SessionSettings::set(Connection& connection, const ScriptStatement& statement, const StatementClass& kind) {
  std::string text = made_local(statement.text, kind, connection.dialect().lexicon());
  connection.execute(text);
  std::erase_if(settings_, [&](const auto& known) { return known.first == kind.setting; });
  settings_.emplace_back(kind.setting, std::move(text));
}

void SessionSettings::restore(Connection& connection) const {
  for (const auto& [name, text] : settings_) connection.execute(text);
}

}  // namespace retort
