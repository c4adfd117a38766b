#include "sql/quote.hpp"

#include <gtest/gtest.h>

#include "lexicons.hpp"

namespace retort {
namespace {

std::string sqlite(std::string text) { return quote(testing::sqlite_lexicon(), Identifier::folded(std::move(text))); }
std::string postgresql(std::string text) { return quote(testing::postgresql_lexicon(), Identifier(std::move(text))); }

TEST(Quote, LeavesSafeNamesBare) {
  EXPECT_EQ(sqlite("Track_2"), "Track_2");
  EXPECT_EQ(sqlite("_a"), "_a");
}

TEST(Quote, QuotesEverythingElse) {
  EXPECT_EQ(sqlite("order"), "\"order\"");
  EXPECT_EQ(sqlite("OrDeR"), "\"OrDeR\"");
  EXPECT_EQ(sqlite("2a"), "\"2a\"");
  EXPECT_EQ(sqlite("a b"), "\"a b\"");
  EXPECT_EQ(sqlite("a$b"), "\"a$b\"");
  EXPECT_EQ(sqlite("größe"), "\"größe\"");
  EXPECT_EQ(sqlite("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(sqlite(""), "\"\"");
}

TEST(Quote, KeepsCapitalsWhereABareNameWouldLoseThem) {
  EXPECT_EQ(postgresql("users"), "users");
  EXPECT_EQ(postgresql("Users"), "\"Users\"");
}

TEST(Quote, UsesTheEnginesQuote) { EXPECT_EQ(quote(testing::mariadb_lexicon(), Identifier("a`b")), "`a``b`"); }

TEST(Quote, QuotesEachPartOfAQualifiedName) {
  const Lexicon lexicon = testing::sqlite_lexicon();
  EXPECT_EQ(quote(lexicon, ObjectName{Identifier("main"), Identifier("group")}), "main.\"group\"");
  EXPECT_EQ(quote(lexicon, ObjectName{{}, Identifier("a.b")}), "\"a.b\"");
}

TEST(Quote, QuotesLiterals) {
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal(""), "''");
}

TEST(Unquote, TakesNamesOutOfTokens) {
  EXPECT_EQ(unquote("a"), "a");
  EXPECT_EQ(unquote("\"a\"\"b\""), "a\"b");
  EXPECT_EQ(unquote("`a``b`"), "a`b");
  EXPECT_EQ(unquote("[a\"\"b]"), "a\"\"b");
  EXPECT_EQ(unquote("'it''s'"), "it's");
  EXPECT_EQ(unquote("\"\""), "");
  EXPECT_EQ(unquote(""), "");
}

TEST(Unquote, LeavesUnterminatedTokensAlone) {
  EXPECT_EQ(unquote("\""), "\"");
  EXPECT_EQ(unquote("\"a"), "\"a");
  EXPECT_EQ(unquote("[a"), "[a");
}

TEST(Unquote, UndoesQuote) {
  for (const std::string name : {"a", "a\"b", "\"\"", "[x]", "it's", " ", "\""}) EXPECT_EQ(unquote(sqlite(name)), name);
}

TEST(Lexicon, KnowsKeywordsInAnyCase) {
  EXPECT_TRUE(testing::sqlite_lexicon().is_keyword("order"));
  EXPECT_FALSE(testing::sqlite_lexicon().is_keyword("orders"));
}

TEST(Lexicon, MakesNamesCompareAsTheEngineDoes) {
  EXPECT_EQ(testing::sqlite_lexicon().identifier("A"), testing::sqlite_lexicon().identifier("a"));
  EXPECT_NE(testing::postgresql_lexicon().identifier("A"), testing::postgresql_lexicon().identifier("a"));
}

TEST(Lexicon, ReadsNamesAsTheServerDoes) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  const auto name = [&](std::string_view token) { return lexicon.name(token).text(); };
  EXPECT_EQ(name("Users"), "users");
  EXPECT_EQ(name("\"Users\""), "Users");
  EXPECT_EQ(name("\"a\"\"b\""), "a\"b");
  EXPECT_EQ(name("GRÖSSE"), "grÖsse") << "only ASCII letters fold";
  EXPECT_EQ(name("U&\"d\\0061t\\+000061 \\\\ \\00e9 \\+01F600\""), "data \\ é 😀");
  EXPECT_EQ(name("u&\"\\00\""), "\\00");
  EXPECT_EQ(name(std::string(63, 'a') + "b"), std::string(63, 'a'));
  EXPECT_EQ(name("\"" + std::string(62, 'a') + "é\""), std::string(62, 'a')) << "no half of a character";
  EXPECT_EQ(testing::sqlite_lexicon().name("Users").text(), "Users");
  EXPECT_EQ(testing::sqlite_lexicon().name("[Us er]").text(), "Us er");
  EXPECT_EQ(testing::sqlite_lexicon().name(std::string(90, 'a')).text(), std::string(90, 'a'));
}

}  // namespace
}  // namespace retort
