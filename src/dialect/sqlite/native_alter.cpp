#include "dialect/sqlite/native_alter.hpp"

#include <algorithm>

#include "dialect/sqlite/lexicon.hpp"
#include "operation/rename.hpp"
#include "schema/dependencies.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {
namespace {

enum class Default { none, null, constant, computed };

/// NULL, a literal, or a signed number: what SQLite can put into rows without asking again.
Default kind_of(const std::optional<Expression>& expression) {
  if (!expression) return Default::none;
  const std::vector<Token> tokens = significant_tokens(expression->text, lexicon());
  if (tokens.size() == 1 && tokens[0].is_word("NULL")) return Default::null;
  if (tokens.size() == 1 && (tokens[0].is_word("TRUE") || tokens[0].is_word("FALSE"))) return Default::constant;
  if (tokens.size() == 1 && (tokens[0].kind == TokenKind::string || tokens[0].kind == TokenKind::number))
    return Default::constant;
  const bool sign = tokens.size() == 2 && (tokens[0].is_symbol("-") || tokens[0].is_symbol("+"));
  return sign && tokens[1].kind == TokenKind::number ? Default::constant : Default::computed;
}

bool has_part(const std::vector<KeyPart>& parts, const Identifier& column) {
  return std::any_of(parts.begin(), parts.end(), [&](const KeyPart& part) {
    return part.column == column || (part.expression && names_column(*part.expression, column, lexicon()));
  });
}

bool contains(const std::vector<Identifier>& names, const Identifier& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool table_uses(const Table& table, const Identifier& column) {
  if (table.primary_key && has_part(table.primary_key->columns, column)) return true;
  for (const Unique& unique : table.uniques) {
    if (has_part(unique.columns, column)) return true;
  }
  for (const ForeignKey& key : table.foreign_keys) {
    if (contains(key.columns, column) || (key.target == table.name && contains(key.target_columns, column)))
      return true;
  }
  for (const Check& check : table.checks) {
    if (names_column(check.expression, column, lexicon())) return true;
  }
  for (const auto& [name, index] : table.indexes) {
    if (has_part(index.parts, column) || (index.where && names_column(*index.where, column, lexicon()))) return true;
  }
  for (const Column& other : table.columns) {
    if (other.generated && names_column(other.generated->expression, column, lexicon())) return true;
  }
  return false;
}

/// Of what an operation of the same list created, nobody knows the dependencies: its text speaks.
bool definition_uses(const Schema& schema, const Definition& definition, const ObjectName& table,
                     const Identifier& column) {
  if (definition.broken || depends(schema, definition.key, {ObjectKind::column, table, column})) return true;
  const auto [first, last] = needs_of(schema, definition.key);
  return first == last && names_column(definition.sql, column, lexicon());
}

}  // namespace

bool can_add_in_place(const AddColumn& add) {
  if (add.existing || add.todo) return false;
  if (add.column.generated) return !add.column.generated->stored && !add.column.not_null;
  const Default kind = kind_of(add.column.server_default);
  return kind != Default::computed && (!add.column.not_null || kind == Default::constant);
}

bool can_stand_beside(const ForeignKey& key, const Column& column) {
  const Default kind = kind_of(column.server_default);
  return key.columns == std::vector{column.name} && !column.generated &&
         (kind == Default::none || kind == Default::null);
}

bool can_drop_in_place(const DropColumn& drop, const Schema& schema) {
  const auto table = schema.tables.find(drop.table);
  if (table == schema.tables.end() || table->second.columns.size() < 2) return false;
  if (table_uses(table->second, drop.column.name)) return false;
  return std::none_of(schema.definitions.begin(), schema.definitions.end(), [&](const auto& entry) {
    return definition_uses(schema, entry.second, drop.table, drop.column.name);
  });
}

}  // namespace retort::sqlite
