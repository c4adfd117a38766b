// Tokens of SQL text. Every byte belongs to exactly one token: joining them gives the text back.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/lexicon.hpp"

namespace retort {

enum class TokenKind {
  word,               // keyword or bare name
  quoted_identifier,  // "a" (where that is a name), `a`, [a]
  string,             // 'a', x'00', $$a$$, and "a" where double_quote_is_string
  number,
  parameter,  // ?1 :a @a $a
  symbol,     // operator or punctuation, longest first: <= >= <> != == || << >> -> ->>
  semicolon,
  space,
  comment,       // to the end of the line without the newline, or the whole block
  unterminated,  // a string, name or block comment that runs to the end of the text
  invalid,       // a byte that starts no token
};

struct Token {
  TokenKind kind = TokenKind::invalid;
  std::size_t offset = 0;  // into the whole text
  std::string_view text;

  std::size_t end() const { return offset + text.size(); }
  bool is_word(std::string_view word) const;  // ASCII letters folded
  bool is_symbol(std::string_view symbol) const;
  bool significant() const { return kind != TokenKind::space && kind != TokenKind::comment; }
};

/// The tokens of `text`; views into it. Never throws.
std::vector<Token> tokenize(std::string_view text, const Lexicon&);
/// Without white space and comments.
std::vector<Token> significant_tokens(std::string_view text, const Lexicon&);

/// Hash of the significant tokens, words folded: white space, comments and the case of keywords do not count.
std::string token_hash(std::string_view text, const Lexicon&);

}  // namespace retort
