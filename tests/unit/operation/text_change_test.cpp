#include "operation/text_change.hpp"

#include <gtest/gtest.h>

namespace retort::test {
namespace {

TEST(TextChange, SaysWhatStandsBetween) {
  EXPECT_EQ(text_change("CREATE FUNCTION f() STABLE AS 'x'", "CREATE FUNCTION f() IMMUTABLE AS 'x'"),
            "STABLE -> IMMUTABLE");
  EXPECT_EQ(text_change("WHEN ((new.id > 0)) EXECUTE", "WHEN ((new.id > 10)) EXECUTE"), "new.id > 0 -> new.id > 10");
  EXPECT_EQ(text_change("USING (true)", "USING ((a = 1) AND b)"), "true -> (a = 1) AND b");
}

TEST(TextChange, SaysWhatStandsInItsParentheses) {
  EXPECT_EQ(text_change("(a = 1, b = f(2, 3))", "(a = 1, b = f(2, 4))"), "3 -> 4");
  EXPECT_EQ(text_change("(a = 1, b = 'x')", "(a = 1, b = 'y')"), "b = 'x' -> b = 'y'");
  EXPECT_EQ(text_change("f() SELECT 1 END", "f() SELECT 2 END"), "1 -> 2");
  EXPECT_EQ(text_change("$$SELECT 1$$", "$$SELECT 2$$"), "1 -> 2");
}

TEST(TextChange, SaysWhatIsAddedOrRemoved) {
  EXPECT_EQ(text_change("a\nb", "a\n SECURITY  DEFINER\nb"), "SECURITY DEFINER added");
  EXPECT_EQ(text_change("(a integer, b text)", "(a integer)"), "b text removed");
  EXPECT_EQ(text_change("(a integer)", "(a integer, b text)"), "b text added");
  EXPECT_EQ(text_change("", "a"), "a added");
  EXPECT_EQ(text_change("FOR TABLE t, TABLE u", "FOR TABLE s, TABLE t, TABLE u"), "TABLE s added");
}

TEST(TextChange, WordsAreNotCutWhereTheyRepeat) {
  EXPECT_EQ(text_change("f(a, a)", "f(a, a, a)"), "a added");
  EXPECT_EQ(text_change("x x", "x x x"), "x added");
}

TEST(TextChange, SaysNothingOfWhatTakesMoreThanALine) {
  EXPECT_EQ(text_change("begin " + std::string(101, 'x') + " end", "begin y end"), "");
  EXPECT_EQ(text_change("a  b", "a b"), "");
}

TEST(TextChange, ShowsNoPassword) {
  EXPECT_EQ(text_change("SELECT dblink('host=a password=old')", "SELECT dblink('host=a password=new')"), "");
  EXPECT_EQ(text_change("ALTER ROLE a PASSWORD 'old'", "ALTER ROLE a PASSWORD 'new'"), "");
  EXPECT_EQ(text_change("f(a, api_token => 'old', b)", "f(a, api_token => 'new', b)"), "");
  EXPECT_EQ(text_change("f('passwd', 'old')", "f('passwd', 'new')"), "");
  EXPECT_EQ(text_change("SELECT a FROM t", "SELECT a, password FROM t"), "password added");
  EXPECT_EQ(text_change("fts5(a)", "fts5(a, tokenize='porter')"), "tokenize='porter' added");
  EXPECT_EQ(text_change("SELECT password FROM t WHERE a = 'x'", "SELECT password FROM t WHERE b = 'x'"), "a -> b");
}

TEST(WithoutParentheses, TakesOnePairThatHoldsTheWhole) {
  EXPECT_EQ(without_parentheses("(a > 0)"), "a > 0");
  EXPECT_EQ(without_parentheses("((a > 0))"), "(a > 0)");
  EXPECT_EQ(without_parentheses("(a > 0) OR (b > 0)"), "(a > 0) OR (b > 0)");
  EXPECT_EQ(without_parentheses("((a) OR (b))"), "(a) OR (b)");
  EXPECT_EQ(without_parentheses("(a = ')') OR (b = '(')"), "(a = ')') OR (b = '(')");
  EXPECT_EQ(without_parentheses("(\")\" = 'it''s)')"), "\")\" = 'it''s)'");
  EXPECT_EQ(without_parentheses("a > 0"), "a > 0");
  EXPECT_EQ(without_parentheses("(a"), "(a");
}

}  // namespace
}  // namespace retort::test
