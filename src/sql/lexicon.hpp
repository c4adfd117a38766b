// What an engine's SQL looks like to a lexer: data that a dialect hands in.
#pragma once

#include <span>
#include <string_view>

#include "base/identifier.hpp"

namespace retort {

struct Lexicon {
  std::string_view dialect;                   // "sqlite"
  std::span<const std::string_view> keywords; // upper case, sorted: what can't stand unquoted as a name
  bool folds_identifiers = false;             // names compare with ASCII letters folded (SQLite)
  bool bracket_identifiers = false;           // [name]
  bool backtick_identifiers = false;          // `name`
  bool double_quote_is_string = false;        // MariaDB without ANSI_QUOTES
  bool backslash_escapes = false;             // 'it\'s'
  bool dollar_quotes = false;                 // $tag$ … $tag$
  bool prefixed_strings = false;              // E'it\'s' U&'\0041' B'01' N'a' (PostgreSQL); x'00' is everywhere
  bool nested_comments = false;               // /* /* */ */
  bool hash_comments = false;                 // # to the end of the line
  bool trigger_bodies = false;                // CREATE TRIGGER … BEGIN …; END; is one statement, as sqlite3_complete has it
  bool nested_semicolons = false;             // as in psql: none ends a statement inside (…) or BEGIN … END of a function
  char identifier_quote = '"';

  /// The name as this engine compares it.
  Identifier identifier(std::string_view text) const;
  bool is_keyword(std::string_view word) const;
};

}  // namespace retort
