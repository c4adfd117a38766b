// CREATE INDEX taken apart.
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/ddl_cursor.hpp"
#include "dialect/sqlite/ddl_key.hpp"
#include "dialect/sqlite/lexicon.hpp"

namespace retort::sqlite {

ReadIndex read_create_index(std::string_view sql, const Table& table) {
  constexpr std::string_view kWhat = "CREATE INDEX";
  DdlCursor cursor(kWhat, sql);
  ReadIndex read;
  cursor.expect("CREATE");
  read.index.unique = cursor.accept("UNIQUE");
  cursor.expect("INDEX");
  if (cursor.peek().is_word("IF") && cursor.peek(1).is_word("NOT")) {
    cursor.expect("IF");
    cursor.expect("NOT");
    cursor.expect("EXISTS");
  }
  read.index.name = lexicon().identifier(cursor.unqualified_name());
  cursor.expect("ON");
  read.table.name = lexicon().identifier(cursor.name());
  if (read.table.name != table.name.name) cursor.fail("an index of another table");
  for (const std::span<const Token> tokens : cursor.parenthesised_list()) {
    read.index.parts.push_back(read_index_part(tokens, table, kWhat));
  }
  if (cursor.accept("WHERE")) {
    const std::set<Identifier> columns = column_names(table);
    const std::span<const Token> tokens = cursor.rest();
    if (tokens.empty()) cursor.fail("a condition expected");
    read.index.where = canonical_expression(text_of(tokens), &columns);
  }
  if (!cursor.at_end()) cursor.fail("the end expected");
  return read;
}

}  // namespace retort::sqlite
