// Lexicons for tests of the lexer: SQLite's own, and ones with what the other engines have.
#pragma once

#include <array>
#include <string_view>

#include "sql/lexicon.hpp"

namespace retort::testing {

inline constexpr std::array<std::string_view, 4> kKeywords = {"GROUP", "ORDER", "SELECT", "TABLE"};

inline constexpr std::array<std::string_view, 10> kPostgresqlKeywords = {
    "AUTHORIZATION", "BINARY", "CONCURRENTLY", "FOR", "GROUP", "ON", "ONLY", "ORDER", "SELECT", "TABLE"};

inline Lexicon sqlite_lexicon() {
  Lexicon lexicon;
  lexicon.dialect = "sqlite";
  lexicon.keywords = kKeywords;
  lexicon.folds_identifiers = true;
  lexicon.bracket_identifiers = true;
  lexicon.backtick_identifiers = true;
  lexicon.trigger_bodies = true;
  return lexicon;
}

inline Lexicon postgresql_lexicon() {
  Lexicon lexicon;
  lexicon.dialect = "postgresql";
  lexicon.keywords = kPostgresqlKeywords;
  lexicon.dollar_quotes = true;
  lexicon.prefixed_strings = true;
  lexicon.nested_comments = true;
  lexicon.nested_semicolons = true;
  lexicon.lowers_bare_names = true;
  lexicon.free_operators = true;
  lexicon.copy_data = true;
  lexicon.default_schema = "public";
  lexicon.select_may_change = true;
  lexicon.longest_name = 63;
  return lexicon;
}

inline Lexicon mariadb_lexicon() {
  Lexicon lexicon;
  lexicon.dialect = "mariadb";
  lexicon.keywords = kKeywords;
  lexicon.backtick_identifiers = true;
  lexicon.double_quote_is_string = true;
  lexicon.backslash_escapes = true;
  lexicon.hash_comments = true;
  lexicon.identifier_quote = '`';
  return lexicon;
}

}  // namespace retort::testing
