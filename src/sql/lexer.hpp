// Tokens one at a time, for who need not keep them all.
#pragma once

#include <string_view>

#include "sql/lexicon.hpp"
#include "sql/token.hpp"

namespace retort {

/// Reads `text` once, from left to right, in linear time. REQUIRES: `text` and the lexicon outlive it.
class Lexer {
 public:
  Lexer(std::string_view text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

  bool at_end() const { return position_ == text_.size(); }
  /// REQUIRES: !at_end().
  Token next();
  /// The next token that is neither white space nor comment. At the end of the text: an empty one.
  Token next_significant();
  /// Goes on at `position`, never back.
  void skip_to(std::size_t position);

 private:
  struct Match {
    TokenKind kind;
    std::size_t end;
  };
  Match match() const;
  Match match_word() const;
  Match match_number() const;
  Match match_quoted(std::size_t open, TokenKind kind, bool backslash) const;
  Match match_bracketed() const;
  Match match_line_comment() const;
  Match match_block_comment() const;
  Match match_dollar() const;
  Match match_symbol() const;
  Match match_free_operator() const;
  bool match_parameter(Match& match) const;
  bool match_prefixed_string(Match& match) const;

  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  std::string_view text_;
  const Lexicon& lexicon_;
  std::size_t position_ = 0;
};

}  // namespace retort
