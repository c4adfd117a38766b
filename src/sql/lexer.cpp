// The lexer looks at the first byte or two of a token, decides by them alone what it is, and runs to its end. What an
// engine adds or leaves out are flags of the Lexicon; what no engine agrees on falls to the SQLite side, where the
// catalogue is text. Every branch consumes at least one byte, and no byte is looked at again by a later token, so the
// whole is linear.
//
// A token's end never depends on the tokens before it: that is what lets split and classify stop early.
#include "sql/lexer.hpp"

#include <algorithm>
#include <array>

namespace retort {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_tag_byte(char c) { return is_word_start(c) || is_digit(c); }
bool is_word_byte(char c) { return is_tag_byte(c) || c == '$'; }
// SQLite: a vertical tab is white space inside white space, and starts none.
bool is_space_start(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_space(char c) { return is_space_start(c) || c == '\v'; }

constexpr std::array<std::string_view, 12> kLongSymbols = {
    "->>", "->", "<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "::", ":="};
constexpr std::string_view kSymbols = "()+-*/%=<>!|&~,.[]:@?^#";
// PostgreSQL's, with those that let an operator end in + or -; a longer one it would refuse.
constexpr std::size_t kLongestOperator = 63;
constexpr std::string_view kOperatorBytes = "~!@#^&|`?+-*/%<>=";
constexpr std::string_view kFreeOperatorBytes = "~!@#^&|`?%";

}  // namespace

Token Lexer::next() {
  const Match found = match();
  const Token token{found.kind, position_, text_.substr(position_, found.end - position_)};
  position_ = found.end;
  return token;
}

void Lexer::skip_to(std::size_t position) { position_ = std::max(position_, std::min(position, text_.size())); }

Token Lexer::next_significant() {
  while (!at_end()) {
    const Token token = next();
    if (token.significant()) return token;
  }
  return {TokenKind::space, text_.size(), {}};
}

Lexer::Match Lexer::match() const {
  const char c = text_[position_];
  const char following = at(position_ + 1);
  if (is_space_start(c)) {
    std::size_t end = position_ + 1;
    while (end < text_.size() && is_space(text_[end])) ++end;
    return {TokenKind::space, end};
  }
  if (Match found{}; match_prefixed_string(found)) return found;
  if (is_word_start(c)) return match_word();
  if (is_digit(c) || (c == '.' && is_digit(following))) return match_number();
  switch (c) {
    case ';':
      return {TokenKind::semicolon, position_ + 1};
    case '\'':
      return match_quoted(position_, TokenKind::string, lexicon_.backslash_escapes);
    case '"':
      return lexicon_.double_quote_is_string ? match_quoted(position_, TokenKind::string, lexicon_.backslash_escapes)
                                             : match_quoted(position_, TokenKind::quoted_identifier, false);
    case '`':
      if (lexicon_.backtick_identifiers) return match_quoted(position_, TokenKind::quoted_identifier, false);
      if (lexicon_.free_operators) break;
      return {TokenKind::invalid, position_ + 1};
    case '[':
      if (lexicon_.bracket_identifiers) return match_bracketed();
      break;
    case '-':
      if (following == '-') return match_line_comment();
      break;
    case '#':
      if (lexicon_.hash_comments) return match_line_comment();
      break;
    case '/':
      if (following == '*') return match_block_comment();
      break;
    case '$':
      if (lexicon_.dollar_quotes) return match_dollar();
      break;
    default:
      break;
  }
  if (Match found{}; match_parameter(found)) return found;
  return match_symbol();
}

Lexer::Match Lexer::match_word() const {
  std::size_t end = position_ + 1;
  while (end < text_.size() && is_word_byte(text_[end])) ++end;
  return {TokenKind::word, end};
}

// 12, 1_000, 1.5, 1., .5, 1e5, 1.5E-3, 0x1F. Letters that follow are a word of their own, for the engine to refuse.
Lexer::Match Lexer::match_number() const {
  std::size_t end = position_;
  const auto skip_digits = [&](bool (*is_one)(char)) {
    while (end < text_.size() &&
           (is_one(text_[end]) || (text_[end] == '_' && is_one(at(end + 1)) && end > position_))) {
      ++end;
    }
  };
  if (text_[end] == '0' && (at(end + 1) == 'x' || at(end + 1) == 'X') && is_hex_digit(at(end + 2))) {
    end += 2;
    skip_digits(is_hex_digit);
    return {TokenKind::number, end};
  }
  skip_digits(is_digit);
  if (at(end) == '.' && at(end + 1) != '.') {
    ++end;
    skip_digits(is_digit);
  }
  if (at(end) == 'e' || at(end) == 'E') {
    const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
    if (is_digit(at(end + 1 + sign))) {
      end += 1 + sign;
      skip_digits(is_digit);
    }
  }
  return {TokenKind::number, end};
}

// `open` is the opening quote; a doubled quote stands for one.
Lexer::Match Lexer::match_quoted(std::size_t open, TokenKind kind, bool backslash) const {
  const char quote = text_[open];
  std::size_t end = open + 1;
  while (end < text_.size()) {
    if (backslash && text_[end] == '\\') {
      end = std::min(end + 2, text_.size());
    } else if (text_[end] != quote) {
      ++end;
    } else if (at(end + 1) == quote) {
      end += 2;
    } else {
      return {kind, end + 1};
    }
  }
  return {TokenKind::unterminated, text_.size()};
}

Lexer::Match Lexer::match_bracketed() const {
  const std::size_t close = text_.find(']', position_);
  if (close == std::string_view::npos) return {TokenKind::unterminated, text_.size()};
  return {TokenKind::quoted_identifier, close + 1};
}

Lexer::Match Lexer::match_line_comment() const {
  return {TokenKind::comment, std::min(text_.find('\n', position_), text_.size())};
}

Lexer::Match Lexer::match_block_comment() const {
  std::size_t end = position_ + 2;
  int depth = 1;
  while (end < text_.size()) {
    if (text_[end] == '*' && at(end + 1) == '/') {
      end += 2;
      if (--depth == 0) return {TokenKind::comment, end};
    } else if (lexicon_.nested_comments && text_[end] == '/' && at(end + 1) == '*') {
      end += 2;
      ++depth;
    } else {
      ++end;
    }
  }
  return {TokenKind::unterminated, text_.size()};
}

// PostgreSQL: $1 is a parameter, $$…$$ and $tag$…$tag$ are strings. A tag holds no dollar, so that the search for the
// closing one never looks at a byte twice.
Lexer::Match Lexer::match_dollar() const {
  std::size_t end = position_ + 1;
  if (is_digit(at(end))) {
    while (is_digit(at(end))) ++end;
    return {TokenKind::parameter, end};
  }
  while (is_tag_byte(at(end))) ++end;
  if (at(end) != '$') return {TokenKind::invalid, position_ + 1};
  const std::string_view tag = text_.substr(position_, end + 1 - position_);
  const std::size_t close = text_.find(tag, end + 1);
  if (close == std::string_view::npos) return {TokenKind::unterminated, text_.size()};
  return {TokenKind::string, close + tag.size()};
}

// ?, ?1, :a, @a, $a; not in PostgreSQL, where all but $1 are operators.
bool Lexer::match_parameter(Match& match) const {
  const char c = text_[position_];
  if (lexicon_.dollar_quotes || (c != '?' && c != ':' && c != '@' && c != '$')) return false;
  std::size_t end = position_ + 1;
  while (end < text_.size() && (c == '?' ? is_digit(text_[end]) : is_word_byte(text_[end]))) ++end;
  if (c != '?' && end == position_ + 1) return false;
  match = {TokenKind::parameter, end};
  return true;
}

// x'00' everywhere; E'…', U&'…', U&"…", B'…' and N'…' in PostgreSQL.
bool Lexer::match_prefixed_string(Match& match) const {
  const char c = static_cast<char>(text_[position_] | 0x20);
  const char following = at(position_ + 1);
  if (c == 'x' && following == '\'') {
    match = match_quoted(position_ + 1, TokenKind::string, false);
    return true;
  }
  if (!lexicon_.prefixed_strings) return false;
  if ((c == 'e' || c == 'b' || c == 'n') && following == '\'') {
    match = match_quoted(position_ + 1, TokenKind::string, c == 'e');
    return true;
  }
  const char third = at(position_ + 2);
  if (c == 'u' && following == '&' && (third == '\'' || third == '"')) {
    match = match_quoted(position_ + 2, third == '"' ? TokenKind::quoted_identifier : TokenKind::string, false);
    return true;
  }
  return false;
}

// PostgreSQL's rule: as many operator bytes as there are, but no comment's begin; one that has none of ~!@#^&|`?% does
// not end in + or -, so that a=-1 is a = -1.
Lexer::Match Lexer::match_free_operator() const {
  const std::size_t limit = std::min(text_.size(), position_ + kLongestOperator);
  std::size_t end = position_;
  while (end < limit && kOperatorBytes.find(text_[end]) != std::string_view::npos) {
    if ((text_[end] == '-' && at(end + 1) == '-') || (text_[end] == '/' && at(end + 1) == '*')) break;
    ++end;
  }
  const std::string_view found = text_.substr(position_, end - position_);
  if (found.find_first_of(kFreeOperatorBytes) == std::string_view::npos) {
    while (end > position_ + 1 && (text_[end - 1] == '+' || text_[end - 1] == '-')) --end;
  }
  return {TokenKind::symbol, end};
}

Lexer::Match Lexer::match_symbol() const {
  if (lexicon_.free_operators && kOperatorBytes.find(text_[position_]) != std::string_view::npos)
    return match_free_operator();
  for (const std::string_view symbol : kLongSymbols) {
    if (text_.compare(position_, symbol.size(), symbol) == 0) return {TokenKind::symbol, position_ + symbol.size()};
  }
  const bool known = kSymbols.find(text_[position_]) != std::string_view::npos;
  return {known ? TokenKind::symbol : TokenKind::invalid, position_ + 1};
}

}  // namespace retort
