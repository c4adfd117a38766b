#include "dialect/sqlite/canonical.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {
namespace {

/// Bytes that quote() does not take for safe, though SQLite has them in bare names.
bool has_unusual_byte(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return c == '$' || static_cast<unsigned char>(c) >= 0x80; });
}

bool is_double_quoted(const Token& token) {
  return token.kind == TokenKind::quoted_identifier && token.text.front() == '"';
}

/// Inside CAST(x AS …): a type's name, which is never a string.
bool in_cast_type(std::span<const Token> tokens, std::size_t at) {
  while (at > 0) {
    const Token& before = tokens[at - 1];
    if (before.is_word("AS")) return true;
    if (before.kind != TokenKind::quoted_identifier && before.kind != TokenKind::word) return false;
    --at;
  }
  return false;
}

/// SQLite's rule for "so": a name where one of that name is known, else a string. Places where only a name can stand
/// (a function, a collation, a type, either side of a dot) keep it.
bool is_string_in_disguise(std::span<const Token> tokens, std::size_t at, const std::set<Identifier>& columns) {
  if (!is_double_quoted(tokens[at])) return false;
  const bool called = at + 1 < tokens.size() && (tokens[at + 1].is_symbol("(") || tokens[at + 1].is_symbol("."));
  const bool named = at > 0 && (tokens[at - 1].is_symbol(".") || tokens[at - 1].is_word("COLLATE"));
  if (called || named || in_cast_type(tokens, at)) return false;
  const Identifier name = lexicon().identifier(unquote(tokens[at].text));
  static const std::array<Identifier, 3> kRowid = {Identifier("rowid"), Identifier("oid"), Identifier("_rowid_")};
  return !columns.contains(name) && std::find(kRowid.begin(), kRowid.end(), name) == kRowid.end();
}

/// From the first significant token to the last: a comment after the last one would swallow what is written behind it.
std::string_view extent(std::string_view text, std::span<const Token> tokens) {
  if (tokens.empty()) return {};
  const std::size_t begin = tokens.front().offset;
  return text.substr(begin, tokens.back().end() - begin);
}

/// LIKE"so" and 'a'"b": with other quotes, what touches the token would become one token with it.
std::string apart(std::string_view text, const Token& token, const std::string& literal) {
  const char before = token.offset > 0 ? text[token.offset - 1] : ' ';
  const char after = token.end() < text.size() ? text[token.end()] : ' ';
  const bool word = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') || before == '\'';
  return (word ? " " : "") + literal + (after == '\'' ? " " : "");
}

bool encloses_all(std::span<const Token> tokens) {
  if (tokens.size() < 3 || !tokens.front().is_symbol("(") || !tokens.back().is_symbol(")")) return false;
  if (tokens[1].is_word("SELECT") || tokens[1].is_word("WITH") || tokens[1].is_word("VALUES")) return false;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    if (depth == 0 || (depth == 1 && tokens[i].is_symbol(","))) return false;
  }
  return depth == 1;
}

bool is_literal(const Token& token) {
  if (token.kind == TokenKind::string || token.kind == TokenKind::number) return true;
  static constexpr std::array<std::string_view, 6> kWords = {"NULL",         "TRUE",         "FALSE",
                                                             "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return token.is_word(word); });
}

bool has_sign(std::span<const Token> tokens) {
  return tokens.size() == 2 && (tokens[0].is_symbol("+") || tokens[0].is_symbol("-"));
}

}  // namespace

std::string canonical_name(std::string_view unquoted) { return quote(lexicon(), Identifier(ascii_lower(unquoted))); }

std::string canonical_token(const Token& token) {
  switch (token.kind) {
    case TokenKind::quoted_identifier:
      return canonical_name(unquote(token.text));
    case TokenKind::word:
      return has_unusual_byte(token.text) ? canonical_name(token.text) : ascii_lower(token.text);
    case TokenKind::number:
      return ascii_lower(token.text);
    case TokenKind::string:
      return token.text.front() == '\'' ? std::string(token.text) : ascii_lower(token.text);  // x'0F'
    case TokenKind::symbol:
      if (token.text == "==") return "=";
      if (token.text == "!=") return "<>";
      return std::string(token.text);
    default:
      return std::string(token.text);
  }
}

std::string canonical_tokens(std::span<const Token> tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (!text.empty()) text += ' ';
    text += canonical_token(token);
  }
  return text;
}

std::span<const Token> without_outer_parentheses(std::span<const Token> tokens) {
  while (encloses_all(tokens)) tokens = tokens.subspan(1, tokens.size() - 2);
  return tokens;
}

Expression canonical_expression(std::string_view text, const std::set<Identifier>* columns) {
  const std::vector<Token> tokens = significant_tokens(text, lexicon());
  const std::string_view whole = extent(text, tokens);
  const std::span<const Token> inner = without_outer_parentheses(tokens);
  const std::size_t inner_begin = static_cast<std::size_t>(inner.data() - tokens.data());

  Expression expression;
  std::size_t copied = tokens.empty() ? 0 : tokens.front().offset;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string canonical;
    if (columns != nullptr && is_string_in_disguise(tokens, i, *columns)) {
      canonical = quote_literal(unquote(tokens[i].text));
      expression.text += text.substr(copied, tokens[i].offset - copied);
      expression.text += apart(text, tokens[i], canonical);
      copied = tokens[i].end();
    } else {
      canonical = canonical_token(tokens[i]);
    }
    if (i < inner_begin || i >= inner_begin + inner.size()) continue;
    if (!expression.canonical.empty()) expression.canonical += ' ';
    expression.canonical += canonical;
  }
  if (!whole.empty()) expression.text += text.substr(copied, tokens.back().end() - copied);
  return expression;
}

Expression canonical_default(std::string_view text) {
  const std::vector<Token> tokens = significant_tokens(text, lexicon());
  const std::span<const Token> inner = without_outer_parentheses(tokens);
  if (inner.size() == 1 && is_literal(inner[0])) return {std::string(inner[0].text), canonical_token(inner[0])};
  if (inner.size() == 1 && (inner[0].kind == TokenKind::word || inner[0].kind == TokenKind::quoted_identifier)) {
    const std::string literal = quote_literal(unquote(inner[0].text));
    return {literal, literal};
  }
  if (has_sign(inner) && is_literal(inner[1])) {
    const bool plus_number = inner[0].is_symbol("+") && inner[1].kind == TokenKind::number;
    return {std::string(extent(text, inner)), canonical_tokens(plus_number ? inner.subspan(1) : inner)};
  }
  static const std::set<Identifier> kNoColumns;
  Expression expression = canonical_expression(extent(text, inner), &kNoColumns);
  expression.text = "(" + expression.text + ")";
  return expression;
}

Affinity affinity(std::string_view declared_type) {
  const std::string type = ascii_upper(declared_type);
  const auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (has("INT")) return Affinity::integer;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
  if (type.empty() || has("BLOB")) return Affinity::blob;
  if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
  return Affinity::numeric;
}

}  // namespace retort::sqlite
