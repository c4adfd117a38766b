#include "dialect/sqlite/ddl_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/sqlite/lexicon.hpp"
#include "retort/error.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {

DdlCursor::DdlCursor(std::string_view what, std::string_view sql)
    : what_(what), owned_(significant_tokens(sql, lexicon())), tokens_(owned_) {
  while (!owned_.empty() && owned_.back().kind == TokenKind::semicolon) owned_.pop_back();
  tokens_ = owned_;
  const auto broken = std::find_if(owned_.begin(), owned_.end(), [](const Token& token) {
    return token.kind == TokenKind::invalid || token.kind == TokenKind::unterminated;
  });
  if (broken == owned_.end()) return;
  position_ = static_cast<std::size_t>(broken - owned_.begin());
  fail("no SQL token");
}

DdlCursor::DdlCursor(std::string_view what, std::span<const Token> tokens) : what_(what), tokens_(tokens) {}

const Token& DdlCursor::peek(std::size_t ahead) const {
  static const Token kEnd;
  return position_ + ahead < tokens_.size() ? tokens_[position_ + ahead] : kEnd;
}

const Token& DdlCursor::next() {
  if (at_end()) fail("it ends too early");
  return tokens_[position_++];
}

bool DdlCursor::accept(std::string_view word) {
  if (!peek().is_word(word)) return false;
  ++position_;
  return true;
}

bool DdlCursor::accept_symbol(std::string_view symbol) {
  if (!peek().is_symbol(symbol)) return false;
  ++position_;
  return true;
}

void DdlCursor::expect(std::string_view word) {
  if (!accept(word)) fail(fmt::format("{} expected", word));
}

void DdlCursor::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail(fmt::format("'{}' expected", symbol));
}

bool DdlCursor::at_name() const {
  const Token& token = peek();
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier ||
         (token.kind == TokenKind::string && token.text.front() == '\'');
}

std::string DdlCursor::name() {
  if (!at_name()) fail("a name expected");
  return name_of(next());
}

std::string DdlCursor::unqualified_name() {
  std::string first = name();
  return accept_symbol(".") ? name() : first;
}

std::span<const Token> DdlCursor::parenthesised() {
  expect_symbol("(");
  const std::size_t begin = position_;
  for (int depth = 1; depth > 0;) {
    if (at_end()) fail("a parenthesis stays open");
    const Token& token = next();
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
  }
  return tokens_.subspan(begin, position_ - begin - 1);
}

std::vector<std::span<const Token>> DdlCursor::parenthesised_list() {
  const std::span<const Token> all = parenthesised();
  std::vector<std::span<const Token>> items;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= all.size(); ++i) {
    if (i < all.size() && all[i].is_symbol("(")) ++depth;
    if (i < all.size() && all[i].is_symbol(")")) --depth;
    if (i < all.size() && !(depth == 0 && all[i].is_symbol(","))) continue;
    if (i == begin) fail("a list has an empty item");
    items.push_back(all.subspan(begin, i - begin));
    begin = i + 1;
  }
  return items;
}

std::span<const Token> DdlCursor::rest() {
  const std::span<const Token> tokens = tokens_.subspan(position_);
  position_ = tokens_.size();
  return tokens;
}

ConflictClause DdlCursor::conflict_clause() {
  if (!peek().is_word("ON") || !peek(1).is_word("CONFLICT")) return ConflictClause::abort;
  expect("ON");
  expect("CONFLICT");
  if (accept("ABORT")) return ConflictClause::abort;
  if (accept("ROLLBACK")) return ConflictClause::rollback;
  if (accept("FAIL")) return ConflictClause::fail;
  if (accept("IGNORE")) return ConflictClause::ignore;
  if (accept("REPLACE")) return ConflictClause::replace;
  fail("an ON CONFLICT action expected");
}

void DdlCursor::fail(std::string_view reason) const {
  const std::string near = at_end() ? "at its end" : fmt::format("near '{}'", peek().text);
  throw ProjectError(fmt::format("not read: {}: {} ({})", what_, reason, near), std::nullopt,
                     "please report the statement; until then [managed] exclude can leave the object out");
}

std::string name_of(const Token& token) { return unquote(token.text); }

std::string_view text_of(std::span<const Token> tokens) {
  if (tokens.empty()) return {};
  const char* begin = tokens.front().text.data();
  const char* end = tokens.back().text.data() + tokens.back().text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace retort::sqlite
