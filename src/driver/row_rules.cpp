#include "driver/row_rules.hpp"

#include <charconv>

#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

void add_number(std::string_view digits, std::vector<Value>& values) {
  std::int64_t integer = 0;
  const auto [rest, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), integer);
  if (failure != std::errc()) return;
  if (rest == digits.data() + digits.size()) {
    for (const std::int64_t neighbour : {integer, integer + 1, integer - 1}) values.emplace_back(neighbour);
  } else {
    values.emplace_back(std::stod(std::string(digits)));
  }
}

}  // namespace

std::vector<Value> literals_in(std::string_view expression, const Lexicon& lexicon) {
  std::vector<Value> values;
  for (const Token& token : significant_tokens(expression, lexicon)) {
    if (token.kind == TokenKind::number) add_number(token.text, values);
    if (token.kind == TokenKind::string && token.text.front() == '\'') values.emplace_back(unquote(token.text));
  }
  return values;
}

}  // namespace retort
