// Expressions are opaque runs of tokens, so a rename replaces tokens. A token is a column's name where it spells it,
// and is none of: a function's name (an opening parenthesis follows), a type (after AS, as in CAST), a collation (after
// COLLATE), a table's name (a dot follows), or a bare word of the expression syntax itself.
#include "operation/rename.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/ascii.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr std::array<std::string_view, 34> kSyntaxWords = {"AND",          "AS",           "BETWEEN",
                                                           "CASE",         "CAST",         "COLLATE",
                                                           "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP",
                                                           "DISTINCT",     "ELSE",         "END",
                                                           "ESCAPE",       "EXISTS",       "FROM",
                                                           "GLOB",         "IN",           "IS",
                                                           "ISNULL",       "LIKE",         "MATCH",
                                                           "NOT",          "NOTNULL",      "NULL",
                                                           "OR",           "ORDER",        "RAISE",
                                                           "REGEXP",       "SELECT",       "THEN",
                                                           "UNION",        "VALUES",       "WHEN",
                                                           "WHERE"};

bool is_name(const Token& token) {
  if (token.kind == TokenKind::quoted_identifier) return true;
  return token.kind == TokenKind::word &&
         std::find(kSyntaxWords.begin(), kSyntaxWords.end(), ascii_upper(token.text)) == kSyntaxWords.end();
}

/// Calls `found` for the tokens that are names, each with its neighbours (invalid ones at the ends).
void for_each_name(const std::vector<Token>& tokens,
                   const std::function<void(const Token& before, const Token& name, const Token& after)>& found) {
  static const Token kNone;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_name(tokens[i]))
      found(i > 0 ? tokens[i - 1] : kNone, tokens[i], i + 1 < tokens.size() ? tokens[i + 1] : kNone);
  }
}

bool may_be_column(const Token& before, const Token& after) {
  return !after.is_symbol("(") && !after.is_symbol(".") && !before.is_word("AS") && !before.is_word("COLLATE");
}

bool is_column(const Token& before, const Token& name, const Token& after, const Identifier& column,
               const Lexicon& lexicon) {
  return lexicon.name(name.text) == column && may_be_column(before, after);
}

std::string replace_column(const std::string& text, const Identifier& from, const std::string& with,
                           const Lexicon& lexicon) {
  std::string result;
  std::size_t copied = 0;
  for_each_name(significant_tokens(text, lexicon), [&](const Token& before, const Token& name, const Token& after) {
    if (!is_column(before, name, after, from, lexicon)) return;
    result.append(text, copied, name.offset - copied).append(with);
    copied = name.end();
  });
  return result.append(text, copied);
}

void rename_in(std::vector<Identifier>& names, const Identifier& from, const Identifier& to) {
  std::replace(names.begin(), names.end(), from, to);
}

/// Every expression of the table: generated columns, keys, checks, indexes, and what it is partitioned by.
template <class Change>
void change_expressions(Table& table, const Change& change) {
  const auto change_parts = [&](std::vector<KeyPart>& parts) {
    for (KeyPart& part : parts) {
      if (part.expression) part.expression = change(*part.expression);
    }
  };
  for (Column& column : table.columns) {
    if (column.generated) column.generated->expression = change(column.generated->expression);
  }
  if (table.primary_key) change_parts(table.primary_key->columns);
  for (Unique& unique : table.uniques) change_parts(unique.columns);
  for (Check& check : table.checks) check.expression = change(check.expression);
  if (table.partition_by) table.partition_by = change(*table.partition_by);
  for (auto& [name, index] : table.indexes) {
    change_parts(index.parts);
    if (index.where) index.where = change(*index.where);
  }
}

}  // namespace

Expression rename_column(const Expression& expression, const Identifier& from, const Identifier& to,
                         const Lexicon& lexicon) {
  const Identifier canonical = Identifier::keyed(to.key(), to.key());
  return {replace_column(expression.text, from, quote(lexicon, to), lexicon),
          replace_column(expression.canonical, from, quote(lexicon, canonical), lexicon)};
}

void rename_column(Table& table, const Identifier& from, const Identifier& to, const Lexicon& lexicon) {
  const auto rename_parts = [&](std::vector<KeyPart>& parts) {
    for (KeyPart& part : parts) {
      if (part.column == from) part.column = to;
    }
  };
  for (Column& column : table.columns) {
    if (column.name == from) column.name = to;
  }
  if (table.primary_key) rename_parts(table.primary_key->columns);
  for (Unique& unique : table.uniques) rename_parts(unique.columns);
  for (ForeignKey& key : table.foreign_keys) rename_in(key.columns, from, to);
  for (auto& [name, index] : table.indexes) rename_parts(index.parts);
  change_expressions(table, [&](const Expression& e) { return rename_column(e, from, to, lexicon); });
  normalize(table);
}

std::set<Identifier> column_names(const Expression& expression, const Lexicon& lexicon) {
  std::set<Identifier> names;
  for_each_name(significant_tokens(expression.text, lexicon),
                [&](const Token& before, const Token& name, const Token& after) {
                  if (may_be_column(before, after)) names.insert(lexicon.name(name.text));
                });
  return names;
}

bool names_column(const Expression& expression, const Identifier& column, const Lexicon& lexicon) {
  bool named = false;
  for_each_name(significant_tokens(expression.text, lexicon),
                [&](const Token& before, const Token& name, const Token& after) {
                  named = named || is_column(before, name, after, column, lexicon);
                });
  return named;
}

}  // namespace retort
