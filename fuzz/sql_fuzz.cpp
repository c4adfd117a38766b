// Lexing and splitting lose no byte, whatever the text and the engine; classifying and quoting take anything.
#include <cstdint>
#include <string>

#include "require.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"
#include "sql/token.hpp"

namespace {

// The first byte of the input chooses the flags: every combination is a lexicon.
retort::Lexicon lexicon_of(std::uint8_t flags) {
  retort::Lexicon lexicon;
  lexicon.bracket_identifiers = (flags & 1) != 0;
  lexicon.backtick_identifiers = (flags & 2) != 0;
  lexicon.double_quote_is_string = lexicon.hash_comments = (flags & 4) != 0;
  lexicon.backslash_escapes = (flags & 8) != 0;
  lexicon.dollar_quotes = lexicon.prefixed_strings = (flags & 16) != 0;
  lexicon.nested_comments = (flags & 32) != 0;
  lexicon.trigger_bodies = (flags & 64) != 0;
  lexicon.nested_semicolons = (flags & 128) != 0;
  // What PostgreSQL alone has comes with its strings.
  lexicon.free_operators = lexicon.copy_data = lexicon.select_may_change = lexicon.prefixed_strings;
  lexicon.folds_identifiers = !lexicon.prefixed_strings;
  lexicon.lowers_bare_names = lexicon.prefixed_strings;
  lexicon.longest_name = lexicon.prefixed_strings ? 63 : 0;
  return lexicon;
}

void check_tokens(std::string_view text, const retort::Lexicon& lexicon) {
  std::size_t end = 0;
  for (const retort::Token& token : retort::tokenize(text, lexicon)) {
    REQUIRE(token.offset == end);
    REQUIRE(!token.text.empty());
    REQUIRE(token.text == text.substr(end, token.text.size()));
    end = token.end();
  }
  REQUIRE(end == text.size());
}

void check_statements(std::string_view text, const retort::Lexicon& lexicon) {
  const retort::SplitText split = retort::split_statements(text, lexicon);
  std::size_t end = 0;
  for (const retort::StatementText& statement : split.statements) {
    REQUIRE(statement.leading_offset == end);
    REQUIRE(statement.offset == end + statement.leading.size());
    REQUIRE(statement.leading == text.substr(end, statement.leading.size()));
    REQUIRE(!statement.text.empty());
    REQUIRE(statement.text == text.substr(statement.offset, statement.text.size()));
    REQUIRE(statement.end_offset >= statement.offset + statement.text.size());
    REQUIRE(statement.end_offset <= text.size());
    REQUIRE(!statement.terminated || statement.is_shell || statement.has_rows || text[statement.end_offset - 1] == ';');
    REQUIRE(!statement.is_shell || statement.text.find('\n') == std::string_view::npos);
    REQUIRE(!statement.backslash || statement.text[*statement.backslash] == '\\');
    if (statement.has_rows) {
      REQUIRE(statement.rows_offset >= statement.offset + statement.text.size());
      REQUIRE(statement.rows == text.substr(statement.rows_offset, statement.rows.size()));
      REQUIRE(statement.rows_offset + statement.rows.size() <= statement.end_offset);
    }
    end = statement.end_offset;
    retort::classify(statement.text, lexicon);
    retort::token_hash(statement.text, lexicon);
  }
  REQUIRE(split.trailing_offset == end);
  REQUIRE(split.trailing == text.substr(end));
}

// What `quote` writes is one token, and names the same again.
void check_quote(std::string_view text, const retort::Lexicon& lexicon) {
  const std::string quoted = retort::quote(lexicon, lexicon.identifier(text));
  REQUIRE(retort::unquote(quoted) == text);
  if (lexicon.longest_name == 0) {
    REQUIRE(lexicon.name(quoted) == lexicon.identifier(text));
  } else {
    REQUIRE(lexicon.name(quoted).text().size() <= lexicon.longest_name);
    REQUIRE(text.starts_with(lexicon.name(quoted).text()));
  }
  if (!lexicon.double_quote_is_string) REQUIRE(retort::tokenize(quoted, lexicon).size() == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const retort::Lexicon lexicon = lexicon_of(data[0]);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_tokens(text, lexicon);
  check_statements(text, lexicon);
  check_quote(text, lexicon);
  return 0;
}
