#include "dialect/sqlite/lexicon.hpp"

#include <array>

namespace retort::sqlite {
namespace {

// Found by trying each of SQLite's keywords as the name of a table, column, constraint, index, view and trigger, in
// expressions and after FROM (tests/unit/dialect_sqlite/lexicon_test.cpp does it again). TRUE and FALSE are no keywords
// of the grammar, but mean a value wherever no column has that name.
constexpr std::array<std::string_view, 77> kKeywords = {"ADD",
                                                        "ALL",
                                                        "ALTER",
                                                        "AND",
                                                        "AS",
                                                        "AUTOINCREMENT",
                                                        "BETWEEN",
                                                        "CASE",
                                                        "CAST",
                                                        "CHECK",
                                                        "COLLATE",
                                                        "COLUMN",
                                                        "COMMIT",
                                                        "CONSTRAINT",
                                                        "CREATE",
                                                        "CROSS",
                                                        "CURRENT_DATE",
                                                        "CURRENT_TIME",
                                                        "CURRENT_TIMESTAMP",
                                                        "DEFAULT",
                                                        "DEFERRABLE",
                                                        "DELETE",
                                                        "DISTINCT",
                                                        "DROP",
                                                        "ELSE",
                                                        "ESCAPE",
                                                        "EXCEPT",
                                                        "EXISTS",
                                                        "FALSE",
                                                        "FOREIGN",
                                                        "FROM",
                                                        "FULL",
                                                        "GROUP",
                                                        "HAVING",
                                                        "IF",
                                                        "IN",
                                                        "INDEX",
                                                        "INDEXED",
                                                        "INNER",
                                                        "INSERT",
                                                        "INTERSECT",
                                                        "INTO",
                                                        "IS",
                                                        "ISNULL",
                                                        "JOIN",
                                                        "LEFT",
                                                        "LIMIT",
                                                        "NATURAL",
                                                        "NOT",
                                                        "NOTHING",
                                                        "NOTNULL",
                                                        "NULL",
                                                        "ON",
                                                        "OR",
                                                        "ORDER",
                                                        "OUTER",
                                                        "PRIMARY",
                                                        "RAISE",
                                                        "RECURSIVE",
                                                        "REFERENCES",
                                                        "RETURNING",
                                                        "RIGHT",
                                                        "SELECT",
                                                        "SET",
                                                        "TABLE",
                                                        "THEN",
                                                        "TO",
                                                        "TRANSACTION",
                                                        "TRUE",
                                                        "UNION",
                                                        "UNIQUE",
                                                        "UPDATE",
                                                        "USING",
                                                        "VALUES",
                                                        "WHEN",
                                                        "WHERE",
                                                        "WITH"};

constexpr Lexicon make_lexicon() {
  Lexicon lexicon;
  lexicon.dialect = "sqlite";
  lexicon.keywords = kKeywords;
  lexicon.folds_identifiers = true;
  lexicon.bracket_identifiers = true;
  lexicon.backtick_identifiers = true;
  lexicon.trigger_bodies = true;
  return lexicon;
}

}  // namespace

const Lexicon& lexicon() {
  static constexpr Lexicon kLexicon = make_lexicon();
  return kLexicon;
}

}  // namespace retort::sqlite
