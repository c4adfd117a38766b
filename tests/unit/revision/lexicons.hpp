// Lexicons for tests of this layer: what matters to it, without a dialect.
#pragma once

#include <array>

#include "sql/lexicon.hpp"

namespace retort::test {

inline const Lexicon& sqlite_lexicon() {
  static constexpr std::array<std::string_view, 6> kKeywords = {"CREATE", "GROUP", "INDEX", "ORDER", "SELECT", "TABLE"};
  static const Lexicon lexicon = [] {
    Lexicon made;
    made.dialect = "sqlite";
    made.keywords = kKeywords;
    made.folds_identifiers = true;
    made.bracket_identifiers = true;
    made.backtick_identifiers = true;
    made.trigger_bodies = true;
    return made;
  }();
  return lexicon;
}

inline const Lexicon& postgresql_lexicon() {
  static const Lexicon lexicon = [] {
    Lexicon made;
    made.dialect = "postgresql";
    made.dollar_quotes = true;
    made.prefixed_strings = true;
    made.nested_comments = true;
    made.nested_semicolons = true;
    return made;
  }();
  return lexicon;
}

}  // namespace retort::test
