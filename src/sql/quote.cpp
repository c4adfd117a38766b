#include "sql/quote.hpp"

#include <algorithm>

namespace retort {
namespace {

// `quote` doubled inside, and around.
std::string enclose(std::string_view text, char quote) {
  std::string result;
  result.reserve(text.size() + 2);
  result += quote;
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  result += quote;
  return result;
}

// An engine whose names compare exactly may still fold a bare one, as PostgreSQL does: there capitals need quotes.
bool safe_bare(const Lexicon& lexicon, std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  const bool plain = std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           (lexicon.folds_identifiers && c >= 'A' && c <= 'Z');
  });
  return plain && !lexicon.is_keyword(name);
}

}  // namespace

std::string quote(const Lexicon& lexicon, const Identifier& name) {
  return safe_bare(lexicon, name.text()) ? name.text() : enclose(name.text(), lexicon.identifier_quote);
}

std::string quote(const Lexicon& lexicon, const ObjectName& name) {
  if (name.schema.empty()) return quote(lexicon, name.name);
  return quote(lexicon, name.schema) + "." + quote(lexicon, name.name);
}

std::string quote_literal(std::string_view text) { return enclose(text, '\''); }

std::string unquote(std::string_view token) {
  if (token.size() < 2) return std::string(token);
  const char open = token.front();
  const std::string_view inside = token.substr(1, token.size() - 2);
  if (open == '[' && token.back() == ']') return std::string(inside);
  if ((open != '"' && open != '`' && open != '\'') || token.back() != open) return std::string(token);
  std::string result;
  result.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    result += inside[i];
    if (inside[i] == open) ++i;
  }
  return result;
}

}  // namespace retort
