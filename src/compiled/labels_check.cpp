#include "compiled/labels_check.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::compiled {

std::optional<std::vector<std::string>> labels_of(const Check& check, const Identifier& column,
                                                  const Lexicon& lexicon) {
  const std::vector<Token> tokens = significant_tokens(check.expression.text, lexicon);
  const bool is_list = tokens.size() >= 5 && lexicon.name(tokens[0].text) == column && tokens[1].is_word("IN") &&
                       tokens[2].is_symbol("(") && tokens.back().is_symbol(")");
  if (!is_list) return std::nullopt;
  std::vector<std::string> labels;
  for (std::size_t i = 3; i + 1 < tokens.size(); ++i) {
    const bool is_label = i % 2 == 1;
    if (is_label != (tokens[i].kind == TokenKind::string)) return std::nullopt;
    if (is_label) labels.push_back(unquote(tokens[i].text));
    if (!is_label && !tokens[i].is_symbol(",")) return std::nullopt;
  }
  return labels;
}

Check with_labels(Check check, const Identifier& column, const std::vector<std::string>& labels,
                  const Lexicon& lexicon) {
  std::vector<std::string> quoted;
  for (const std::string& label : labels) quoted.push_back(quote_literal(label));
  check.expression.text = fmt::format("{} IN ({})", quote(lexicon, column), join(quoted, ", "));
  check.expression.canonical = check.expression.text;
  return check;
}

}  // namespace retort::compiled
