#include "dialect/sqlite/canonical.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/lexicon.hpp"

namespace retort::sqlite {
namespace {

const std::set<Identifier> kColumns = {Identifier("a"), Identifier("b c"), Identifier("select"), Identifier("größe")};

std::string canonical(std::string_view text) { return canonical_expression(text, &kColumns).canonical; }
std::string text(std::string_view sql) { return canonical_expression(sql, &kColumns).text; }

TEST(CanonicalExpression, IsAFunctionOfTheTokens) {
  EXPECT_EQ(canonical("a+1"), "a + 1");
  EXPECT_EQ(canonical("  A /* c */ +\n1 -- d"), "a + 1");
  EXPECT_EQ(canonical("a Is Not NULL"), "a is not null");
  EXPECT_EQ(canonical("abs( A )"), "abs ( a )");
  EXPECT_NE(canonical("a - -1"), canonical("a -1"));
}

TEST(CanonicalExpression, UnquotesNamesWhereTheyAreNoKeywords) {
  EXPECT_EQ(canonical("[A] + `a` + \"A\""), "a + a + a");
  EXPECT_EQ(canonical("\"B c\""), "\"b c\"");
  EXPECT_EQ(canonical("\"SELECT\""), "\"select\"");
  EXPECT_EQ(canonical("\"größe\""), canonical("größe"));
  EXPECT_EQ(canonical_name("say \"A\""), "\"say \"\"a\"\"\"");
  EXPECT_EQ(canonical_name("current_time"), "\"current_time\"");
  EXPECT_EQ(canonical_name("1a"), "\"1a\"");
  EXPECT_EQ(canonical_name(""), "\"\"");
}

TEST(CanonicalExpression, KeepsStringsExactAndFoldsNumbersAndBlobs) {
  EXPECT_EQ(canonical("a = 'X  ''y'"), "a = 'X  ''y'");
  EXPECT_EQ(canonical("1E3 + 0XFF"), "1e3 + 0xff");
  EXPECT_EQ(canonical("X'0F'"), canonical("x'0f'"));
  EXPECT_NE(canonical("'a'"), canonical("'A'"));
}

TEST(CanonicalExpression, SpellsOperatorsInOneWay) {
  EXPECT_EQ(canonical("a == 1 AND a != 2"), canonical("a = 1 and a <> 2"));
}

TEST(CanonicalExpression, ReadsDoubleQuotesThatNameNothingAsStrings) {
  EXPECT_EQ(canonical("a <> \"so\""), "a <> 'so'");
  EXPECT_EQ(text("a  <> \"it's\" -- c"), "a  <> 'it''s'");
  EXPECT_EQ(text("\"so\"||\"a\""), "'so'||\"a\"");
  EXPECT_EQ(text("a LIKE\"so\"AND 1"), "a LIKE 'so'AND 1");
  EXPECT_EQ(canonical("\"rowid\" > 1"), "rowid > 1");
  EXPECT_EQ(canonical("\"t\".\"a\""), "t . a");
  EXPECT_EQ(canonical("\"abs\"(a)"), "abs ( a )");
  EXPECT_EQ(canonical("a COLLATE \"NOCASE\""), "a collate nocase");
  EXPECT_EQ(canonical("CAST(a AS \"big int\")"), "cast ( a as \"big int\" )");
  EXPECT_EQ(canonical("[so]"), "so");
  EXPECT_EQ(canonical_expression("\"so\"", nullptr).canonical, "so");
}

TEST(CanonicalExpression, DropsParenthesesAroundTheWhole) {
  EXPECT_EQ(canonical("((a > 0))"), "a > 0");
  EXPECT_EQ(canonical("(a) = (a)"), "( a ) = ( a )");
  EXPECT_EQ(canonical("(a, 1)"), "( a , 1 )");
  EXPECT_EQ(canonical("(SELECT 1)"), "( select 1 )");
  EXPECT_EQ(text(" ((a > 0)) "), "((a > 0))");
}

TEST(CanonicalExpression, TextRunsFromTheFirstTokenToTheLastWithItsLineBreaks) {
  EXPECT_EQ(text("/* x */ a > 0 -- positive\n AND a < 9 -- end"), "a > 0 -- positive\n AND a < 9");
  EXPECT_EQ(text(" -- nothing"), "");
}

void expect_default(std::string_view written, std::string_view expected_text, std::string_view expected_canonical) {
  const Expression value = canonical_default(written);
  EXPECT_EQ(value.text, expected_text) << written;
  EXPECT_EQ(value.canonical, expected_canonical) << written;
}

TEST(CanonicalDefault, ReadsBareAndQuotedWordsAsStrings) {
  expect_default("foo", "'foo'", "'foo'");
  expect_default("\"Foo\"", "'Foo'", "'Foo'");
  expect_default("[foo]", "'foo'", "'foo'");
  expect_default("('foo')", "'foo'", "'foo'");
  expect_default("\"it's\"", "'it''s'", "'it''s'");
  expect_default("\"true\"", "'true'", "'true'");
}

TEST(CanonicalDefault, KeepsWordsThatHaveAValue) {
  expect_default("NULL", "NULL", "null");
  expect_default("(TRUE)", "TRUE", "true");
  expect_default("Current_Timestamp", "Current_Timestamp", "current_timestamp");
}

TEST(CanonicalDefault, DropsParenthesesAroundLiteralsAndAPlusBeforeNumbers) {
  expect_default("((1))", "1", "1");
  expect_default("+1", "+1", "1");
  expect_default("(- 1)", "- 1", "- 1");
  expect_default("+'1'", "+'1'", "+ '1'");
  expect_default("1.50", "1.50", "1.50");
}

TEST(CanonicalDefault, KeepsOnePairOfParenthesesAroundExpressions) {
  expect_default("(datetime('now'))", "(datetime('now'))", "datetime ( 'now' )");
  expect_default("((1 + 2))", "(1 + 2)", "1 + 2");
  expect_default("((1) + (2))", "((1) + (2))", "( 1 ) + ( 2 )");
}

TEST(AffinityOfTypes, FollowsTheRulesInTheirOrder) {
  EXPECT_EQ(affinity("CHARINT"), Affinity::integer);
  EXPECT_EQ(affinity("floating point"), Affinity::integer);
  EXPECT_EQ(affinity("varchar(10)"), Affinity::text);
  EXPECT_EQ(affinity(""), Affinity::blob);
  EXPECT_EQ(affinity("BLOB"), Affinity::blob);
  EXPECT_EQ(affinity("DOUBLE"), Affinity::real);
  EXPECT_EQ(affinity("DECIMAL(10,5)"), Affinity::numeric);
}

}  // namespace
}  // namespace retort::sqlite
