#include "dialect/postgresql/routine_head.hpp"

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

/// Significant tokens with a place to read from.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(significant_tokens(text, lexicon())) {}

  bool at_end() const { return at_ >= tokens_.size(); }
  bool next_is(std::string_view word) const {
    return !at_end() && (tokens_[at_].is_word(word) || tokens_[at_].is_symbol(word));
  }
  const Token& take() { return tokens_[at_++]; }
  const Token* peek(std::size_t ahead) const { return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr; }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

void append(std::string& text, const Token& token) {
  if (!text.empty()) text += ' ';
  text += token.text;
}

/// Up to the parenthesis that closes the list.
std::vector<Parameter> read_parameters(Reader& reader) {
  std::vector<Parameter> parameters;
  Parameter parameter;
  int depth = 0;
  const auto finish = [&] {
    if (!parameter.declaration.empty()) parameters.push_back(std::move(parameter));
    parameter = {};
  };
  while (!reader.at_end()) {
    const Token& token = reader.take();
    if (depth == 0 && token.is_symbol(")")) break;
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 0 && token.is_symbol(",")) {
      finish();
      continue;
    }
    if (depth == 0 && token.is_word("DEFAULT")) parameter.has_default = true;
    if (!parameter.has_default) append(parameter.declaration, token);
  }
  finish();
  return parameters;
}

bool ends_returns(const Reader& reader) {
  for (const char* word : {"LANGUAGE", "TRANSFORM", "WINDOW", "IMMUTABLE", "STABLE", "VOLATILE", "AS", "BEGIN"}) {
    if (reader.next_is(word)) return true;
  }
  return false;
}

bool is_string_body(const Reader& reader) {
  const Token* body = reader.peek(1);
  return reader.next_is("AS") && body != nullptr && body->kind == TokenKind::string;
}

}  // namespace

RoutineHead read_routine_head(std::string_view create) {
  Reader reader(create);
  RoutineHead head;
  while (!reader.at_end() && !reader.next_is("(")) reader.take();
  if (reader.at_end()) return head;
  reader.take();
  head.parameters = read_parameters(reader);
  if (reader.next_is("RETURNS")) {
    reader.take();
    while (!reader.at_end() && !ends_returns(reader)) append(head.returns, reader.take());
  }
  while (!reader.at_end()) {
    if (is_string_body(reader)) head.string_body = true;
    if (reader.next_is("AS") || reader.next_is("BEGIN") || reader.next_is("RETURN")) break;
    if (reader.next_is("IMMUTABLE")) head.immutable = true;
    if (reader.next_is("WINDOW")) head.window = true;
    const bool language = reader.next_is("LANGUAGE");
    reader.take();
    if (language && !reader.at_end()) head.language = ascii_lower(reader.take().text);
  }
  return head;
}

bool can_replace(const RoutineHead& from, const RoutineHead& to) {
  if (from.returns != to.returns || from.window != to.window || (from.immutable && !to.immutable)) return false;
  if (from.parameters.size() != to.parameters.size()) return false;
  for (std::size_t i = 0; i < from.parameters.size(); ++i) {
    if (from.parameters[i].declaration != to.parameters[i].declaration) return false;
    if (from.parameters[i].has_default && !to.parameters[i].has_default) return false;
  }
  return true;
}

}  // namespace retort::postgresql
