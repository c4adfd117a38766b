// Views, triggers and virtual tables: only the head of the statement is taken apart.
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/ddl_cursor.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {
namespace {

struct Head {
  std::string_view words;      // "CREATE VIEW"
  std::string_view canonical;  // "create view"
};

Head head_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::view:
      return {"CREATE VIEW", "create view"};
    case ObjectKind::trigger:
      return {"CREATE TRIGGER", "create trigger"};
    case ObjectKind::virtual_table:
      return {"CREATE VIRTUAL TABLE", "create virtual table"};
    default:
      break;
  }
  return {};
}

/// After the name. The arguments of a virtual table belong to its module, which sees every byte of them: they stay as
/// written but for white space around tokens.
std::string canonical_rest(ObjectKind kind, std::span<const Token> tokens) {
  if (kind != ObjectKind::virtual_table) return canonical_tokens(tokens);
  std::string text;
  bool arguments = false;
  for (const Token& token : tokens) {
    arguments = arguments || token.is_symbol("(");
    if (!text.empty()) text += ' ';
    text += arguments ? std::string(token.text) : canonical_token(token);
  }
  return text;
}

bool drops_anything(std::span<const Token> head) {
  for (const Token& token : head) {
    if (token.is_word("IF") || token.is_word("TEMP") || token.is_word("TEMPORARY") || token.is_symbol(".")) return true;
  }
  return false;
}

}  // namespace

Definition read_definition(ObjectKind kind, std::string_view name, std::string_view table, std::string_view sql) {
  const Head head = head_of(kind);
  DdlCursor cursor(head.words, sql);
  cursor.expect("CREATE");
  if (!cursor.accept("TEMP")) cursor.accept("TEMPORARY");
  if (kind == ObjectKind::virtual_table) cursor.expect("VIRTUAL");
  cursor.expect(kind == ObjectKind::view ? "VIEW" : kind == ObjectKind::trigger ? "TRIGGER" : "TABLE");
  if (cursor.peek().is_word("IF") && cursor.peek(1).is_word("NOT")) {
    cursor.expect("IF");
    cursor.expect("NOT");
    cursor.expect("EXISTS");
  }
  const Identifier written = lexicon().identifier(cursor.unqualified_name());
  if (written != lexicon().identifier(name)) cursor.fail("another name than the catalogue's");
  const std::size_t body = cursor.position();
  const std::span<const Token> rest = cursor.rest();
  if (rest.empty()) cursor.fail("nothing after its name");

  Definition definition;
  definition.key = {kind, ObjectName{{}, lexicon().identifier(name)}};
  if (!table.empty() && kind == ObjectKind::trigger) definition.on.name = lexicon().identifier(table);
  definition.sql.canonical =
      std::string(head.canonical) + " " + canonical_name(written.text()) + " " + canonical_rest(kind, rest);
  const std::span<const Token> all = cursor.since(0);
  definition.sql.text = drops_anything(all.first(body)) ? std::string(head.words) + " " + quote(lexicon(), written) +
                                                              " " + std::string(text_of(rest))
                                                        : std::string(text_of(all));
  return definition;
}

}  // namespace retort::sqlite
