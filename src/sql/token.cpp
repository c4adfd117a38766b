#include "sql/token.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "sql/lexer.hpp"

namespace retort {

bool Token::is_word(std::string_view word) const { return kind == TokenKind::word && ascii_iequals(text, word); }

bool Token::is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }

std::vector<Token> tokenize(std::string_view text, const Lexicon& lexicon) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 4 + 4);
  for (Lexer lexer(text, lexicon); !lexer.at_end();) tokens.push_back(lexer.next());
  return tokens;
}

std::vector<Token> significant_tokens(std::string_view text, const Lexicon& lexicon) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 8 + 4);
  for (Lexer lexer(text, lexicon); !lexer.at_end();) {
    const Token token = lexer.next();
    if (token.significant()) tokens.push_back(token);
  }
  return tokens;
}

std::string token_hash(std::string_view text, const Lexicon& lexicon) {
  // Each token with its length before it: no two sequences of tokens give the same bytes. Journals hold these hashes,
  // so what goes in here may never change.
  std::string bytes;
  bytes.reserve(text.size() + text.size() / 2);
  for (Lexer lexer(text, lexicon); !lexer.at_end();) {
    const Token token = lexer.next();
    if (!token.significant()) continue;
    fmt::format_to(std::back_inserter(bytes), "{}:", token.text.size());
    bytes += token.kind == TokenKind::word ? ascii_lower(token.text) : std::string(token.text);
  }
  return content_hash(bytes);
}

}  // namespace retort
