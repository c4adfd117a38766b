// Declared types. SQLite keeps the text between the column's name and its first constraint, comments included, and
// unquotes it in a way of its own: "integer" is INTEGER, [varchar](10) is `varchar](10`, "x" text is x. So quotes are
// taken off only where what is left has the same meaning, and the rest is refused.
#include "dialect/sqlite/ddl_type.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {
namespace {

bool at_type_word(const DdlCursor& cursor) {
  if (!cursor.at_name()) return false;
  static constexpr std::array<std::string_view, 11> kEnds = {"CONSTRAINT", "DEFAULT", "NULL",      "NOT",
                                                             "PRIMARY",    "UNIQUE",  "CHECK",     "REFERENCES",
                                                             "COLLATE",    "AS",      "DEFERRABLE"};
  return std::none_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return cursor.peek().is_word(end); });
}

bool is_bare_type_word(std::string_view word) {
  const std::vector<Token> tokens = significant_tokens(word, lexicon());
  return tokens.size() == 1 && tokens[0].text.size() == word.size() && tokens[0].kind == TokenKind::word &&
         !lexicon().is_keyword(ascii_upper(word)) && !tokens[0].is_word("GENERATED") && !tokens[0].is_word("ALWAYS");
}

/// "double precision" -> DOUBLE PRECISION; "NOT NULL" and "a-b" keep their quotes.
std::string type_of_quoted(const Token& token) {
  const std::string text = name_of(token);
  bool bare = !text.empty();
  for (std::size_t begin = 0; bare && begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    bare = is_bare_type_word(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  return bare ? ascii_upper(text) : quote(lexicon(), Identifier(ascii_upper(text)));
}

/// One or two numbers, each perhaps with a sign.
std::string read_arguments(DdlCursor& cursor) {
  std::string text = "(";
  const auto items = cursor.parenthesised_list();
  for (const std::span<const Token> item : items) {
    const bool sign = item.front().is_symbol("+") || item.front().is_symbol("-");
    if (items.size() > 2 || item.size() != (sign ? 2U : 1U) || item.back().kind != TokenKind::number) {
      cursor.fail("a type's size expected");
    }
    if (text.size() > 1) text += ',';
    for (const Token& token : item) text += ascii_upper(token.text);
  }
  return text + ")";
}

}  // namespace

std::string read_type(DdlCursor& cursor) {
  std::vector<std::string> words;
  bool quoted = false;
  const std::size_t begin = cursor.position();
  while (at_type_word(cursor)) {
    const Token& token = cursor.next();
    if (token.kind == TokenKind::word) {
      words.push_back(ascii_upper(token.text));
    } else {
      quoted = true;
      words.push_back(type_of_quoted(token));
    }
  }
  const std::size_t size = words.size();
  if (!quoted && size >= 2 && words[size - 2] == "GENERATED" && words[size - 1] == "ALWAYS") {
    words.resize(size - 2);  // SQLite's grammar reads them as the type's last words, too
  }
  if (words.empty()) return {};
  const bool arguments = cursor.peek().is_symbol("(");
  if (quoted && (words.size() > 1 || (arguments && words[0] == "INTEGER"))) {
    cursor.fail("a type of several words with quotes");
  }
  std::string type = join(words, " ");
  if (arguments) type += read_arguments(cursor);
  if (affinity(text_of(cursor.since(begin))) != affinity(type))
    cursor.fail("a type with a comment that SQLite takes for a part of it");
  return type;
}

}  // namespace retort::sqlite
