#include "driver/sqlite/probes.hpp"

#include <fmt/format.h>

#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

TriggerHead read_trigger_head(std::string_view sql) {
  TriggerHead head;
  const std::vector<Token> tokens = significant_tokens(sql, lexicon());
  std::size_t i = 0;
  // The first of these words is no name: all three are reserved.
  for (; i < tokens.size(); ++i) {
    if (tokens[i].is_word("INSERT")) return {TriggerEvent::insert, {}};
    if (tokens[i].is_word("DELETE")) return {TriggerEvent::remove, {}};
    if (tokens[i].is_word("UPDATE")) break;
  }
  head.event = TriggerEvent::update;
  if (i + 1 >= tokens.size() || !tokens[i + 1].is_word("OF")) return head;
  for (i += 2; i < tokens.size() && !tokens[i].is_word("ON"); ++i) {
    if (!tokens[i].is_symbol(",")) head.columns.push_back(lexicon().identifier(unquote(tokens[i].text)));
  }
  return head;
}

std::string select_from(const Identifier& object) { return "SELECT * FROM main." + quote(lexicon(), object); }

std::string dml_on(const Identifier& object, TriggerEvent event, const std::vector<Identifier>& columns) {
  const std::string name = quote(lexicon(), object);
  if (event == TriggerEvent::insert) return fmt::format("INSERT INTO main.{} DEFAULT VALUES", name);
  if (event == TriggerEvent::remove) return fmt::format("DELETE FROM main.{}", name);
  std::string assignments;
  for (const Identifier& column : columns) {
    const std::string quoted = quote(lexicon(), column);
    assignments += fmt::format("{}{} = {}", assignments.empty() ? "" : ", ", quoted, quoted);
  }
  return fmt::format("UPDATE main.{} SET {}", name, assignments);
}

std::string_view word_of(TriggerEvent event) {
  switch (event) {
    case TriggerEvent::insert:
      return "INSERT";
    case TriggerEvent::update:
      return "UPDATE";
    case TriggerEvent::remove:
      return "DELETE";
  }
  return {};
}

}  // namespace retort::sqlite
