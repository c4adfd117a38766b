// A reading position in the significant tokens of one DDL statement.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/conflict.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

/// Every method that expects something throws ProjectError ("not read: …") where it stands somewhere else.
class DdlCursor {
 public:
  /// `what` names the statement in errors: "CREATE TABLE". The text must outlive the cursor.
  DdlCursor(std::string_view what, std::string_view sql);
  /// A part of another statement's tokens.
  DdlCursor(std::string_view what, std::span<const Token> tokens);
  DdlCursor(const DdlCursor&) = delete;
  DdlCursor& operator=(const DdlCursor&) = delete;

  bool at_end() const { return position_ == tokens_.size(); }
  /// The token `ahead` of the position; an empty invalid token past the end.
  const Token& peek(std::size_t ahead = 0) const;
  const Token& next();
  bool accept(std::string_view word);
  bool accept_symbol(std::string_view symbol);
  void expect(std::string_view word);
  void expect_symbol(std::string_view symbol);

  /// A name however it is quoted; SQLite takes 'a' for one too.
  bool at_name() const;
  std::string name();
  /// `name` or `schema.name`, without the schema.
  std::string unqualified_name();
  /// Between the parenthesis at the position and the one that closes it; moves behind that.
  std::span<const Token> parenthesised();
  /// (a, b): the tokens of each item, split at commas outside inner parentheses. Every item has a token.
  std::vector<std::span<const Token>> parenthesised_list();
  std::span<const Token> rest();
  std::size_t position() const { return position_; }
  /// The tokens from an earlier position to this one.
  std::span<const Token> since(std::size_t position) const { return tokens_.subspan(position, position_ - position); }
  /// ON CONFLICT …, or nothing.
  ConflictClause conflict_clause();

  [[noreturn]] void fail(std::string_view reason) const;

 private:
  std::string what_;
  std::vector<Token> owned_;
  std::span<const Token> tokens_;
  std::size_t position_ = 0;
};

/// The name that the token stands for.
std::string name_of(const Token& token);
/// From the first token to the last, as written: between them line breaks and comments stay.
std::string_view text_of(std::span<const Token> tokens);

}  // namespace retort::sqlite
