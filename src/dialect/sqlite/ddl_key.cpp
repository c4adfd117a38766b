#include "dialect/sqlite/ddl_key.hpp"

#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/lexicon.hpp"

namespace retort::sqlite {
namespace {

struct SortedPart {
  std::span<const Token> tokens;
  bool descending = false;
};

SortedPart split_order(std::span<const Token> tokens) {
  if (tokens.size() > 1 && tokens.back().is_word("ASC")) return {tokens.first(tokens.size() - 1), false};
  if (tokens.size() > 1 && tokens.back().is_word("DESC")) return {tokens.first(tokens.size() - 1), true};
  return {tokens, false};
}

/// `a`, `(a)`, `a COLLATE x`, `(a COLLATE x) COLLATE y`: the outermost collation counts, as in SQLite.
std::optional<KeyPart> column_part(std::span<const Token> tokens, const Table& table) {
  tokens = without_outer_parentheses(tokens);
  const std::size_t size = tokens.size();
  if (size == 0) return std::nullopt;
  if (size >= 3 && tokens[size - 2].is_word("COLLATE")) {
    std::optional<KeyPart> part = column_part(tokens.first(size - 2), table);
    if (part) part->collation = lexicon().identifier(name_of(tokens[size - 1]));
    return part;
  }
  const Token& token = tokens[0];
  const bool name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier ||
                    (token.kind == TokenKind::string && token.text.front() == '\'');
  if (size != 1 || !name) return std::nullopt;
  const Identifier column = lexicon().identifier(name_of(token));
  if (table.find_column(column) == nullptr) return std::nullopt;
  KeyPart part;
  part.column = column;
  return part;
}

/// "nope" and "nope" COLLATE x: a string there, but 'nope' would be a name. No text means the same with DQS off.
bool is_lone_string(std::span<const Token> tokens) {
  tokens = without_outer_parentheses(tokens);
  if (tokens.size() >= 3 && tokens[tokens.size() - 2].is_word("COLLATE"))
    return is_lone_string(tokens.first(tokens.size() - 2));
  return tokens.size() == 1 && (tokens[0].kind == TokenKind::quoted_identifier || tokens[0].kind == TokenKind::string);
}

void drop_inherited_collation(KeyPart& part, const Table& table) {
  if (!part.collation) return;
  static const Identifier kBinary = Identifier::folded("BINARY");
  if (*part.collation == table.find_column(*part.column)->collation.value_or(kBinary)) part.collation.reset();
}

}  // namespace

std::set<Identifier> column_names(const Table& table) {
  std::set<Identifier> names;
  for (const Column& column : table.columns) names.insert(column.name);
  return names;
}

KeyPart read_key_part(std::span<const Token> tokens, const Table& table, std::string_view what) {
  const SortedPart sorted = split_order(tokens);
  std::optional<KeyPart> part = column_part(sorted.tokens, table);
  if (!part) DdlCursor(what, tokens).fail("a key's part is no column of the table");
  part->descending = sorted.descending;
  drop_inherited_collation(*part, table);
  return *part;
}

KeyPart read_index_part(std::span<const Token> tokens, const Table& table, std::string_view what) {
  const SortedPart sorted = split_order(tokens);
  const DdlCursor cursor(what, sorted.tokens);
  KeyPart part;
  if (std::optional<KeyPart> column = column_part(sorted.tokens, table)) {
    part = *column;
    drop_inherited_collation(part, table);
  } else {
    if (is_lone_string(sorted.tokens))
      cursor.fail("an index's part is neither a column of the table nor an expression");
    const std::set<Identifier> columns = column_names(table);
    part.expression = canonical_expression(text_of(sorted.tokens), &columns);
  }
  part.descending = sorted.descending;
  return part;
}

}  // namespace retort::sqlite
