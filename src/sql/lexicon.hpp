// What an engine's SQL looks like to a lexer: data that a dialect hands in.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/identifier.hpp"

namespace retort {

struct Lexicon {
  std::string_view dialect;                    // "sqlite"
  std::span<const std::string_view> keywords;  // upper case, sorted: what can't stand unquoted as a name
  bool folds_identifiers = false;              // names compare with ASCII letters folded (SQLite)
  bool bracket_identifiers = false;            // [name]
  bool backtick_identifiers = false;           // `name`
  bool double_quote_is_string = false;         // MariaDB without ANSI_QUOTES
  bool backslash_escapes = false;              // 'it\'s'
  bool dollar_quotes = false;                  // $tag$ … $tag$
  bool prefixed_strings = false;               // E'it\'s' U&'\0041' B'01' N'a' (PostgreSQL); x'00' is everywhere
  bool nested_comments = false;                // /* /* */ */
  bool hash_comments = false;                  // # to the end of the line
  bool trigger_bodies = false;      // CREATE TRIGGER … BEGIN …; END; is one statement, as sqlite3_complete has it
  bool nested_semicolons = false;   // as in psql: none ends a statement inside (…) or BEGIN … END of a function
  bool lowers_bare_names = false;   // Users is users, "Users" is not (PostgreSQL)
  bool free_operators = false;      // operators of any length: @>, ||/, <-> (PostgreSQL)
  bool copy_data = false;           // the lines behind COPY … FROM stdin, until \., are its rows
  std::string_view default_schema;  // where a table without one is made ("public"); empty: there is only one
  bool select_may_change = false;   // SELECT f() may do anything: there are stored functions
  std::size_t longest_name = 0;     // in bytes; the server cuts longer ones. 0: no limit
  char identifier_quote = '"';

  /// The name as this engine compares it.
  Identifier identifier(std::string_view text) const;
  /// The name that a token spells, as the server would read it: a bare one lowered, U&"…" decoded, a long one cut.
  Identifier name(std::string_view token) const;
  bool is_keyword(std::string_view word) const;
};

}  // namespace retort
