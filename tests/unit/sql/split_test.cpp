#include "sql/split.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>
#include <string>

#include "lexicons.hpp"

namespace retort {
namespace {

using Texts = std::vector<std::string>;

Texts split(std::string_view text, const Lexicon& lexicon) {
  Texts result;
  for (const StatementText& statement : split_statements(text, lexicon).statements) {
    result.emplace_back(statement.text);
  }
  return result;
}
Texts sqlite(std::string_view text) { return split(text, testing::sqlite_lexicon()); }
Texts postgresql(std::string_view text) { return split(text, testing::postgresql_lexicon()); }

TEST(Split, EndsStatementsAtSemicolons) {
  EXPECT_EQ(sqlite("a; b c ;d"), (Texts{"a", "b c", "d"}));
  EXPECT_EQ(sqlite("a ';' \";\" [;] -- ;\n /* ; */ b;"), (Texts{"a ';' \";\" [;] -- ;\n /* ; */ b"}));
  EXPECT_EQ(sqlite(""), Texts{});
}

TEST(Split, PassesEmptyStatementsOver) {
  EXPECT_EQ(sqlite(";;a;; ; /* x */ ;b;;"), (Texts{"a", "b"}));
  EXPECT_EQ(sqlite(" ; -- only this\n"), Texts{});
}

TEST(Split, SaysWhereEverythingStands) {
  const std::string text = "-- one\nA b -- c\n; /* two */;\n C ; -- end\n";
  const SplitText result = split_statements(text, testing::sqlite_lexicon());
  ASSERT_EQ(result.statements.size(), 2U);
  const StatementText& first = result.statements[0];
  EXPECT_EQ(first.leading, "-- one\n");
  EXPECT_EQ(first.text, "A b");
  EXPECT_EQ(first.offset, 7U);
  EXPECT_EQ(text.substr(first.end_offset - 1, 2), "; ");
  const StatementText& second = result.statements[1];
  EXPECT_EQ(second.leading, " /* two */;\n ");
  EXPECT_EQ(second.leading_offset, first.end_offset);
  EXPECT_EQ(second.text, "C");
  EXPECT_TRUE(second.terminated);
  EXPECT_EQ(result.trailing, " -- end\n");
  EXPECT_EQ(result.trailing_offset, second.end_offset);
}

TEST(Split, TellsWhereTheFileEndsBeforeASemicolon) {
  const SplitText result = split_statements("a; b c -- d\n", testing::sqlite_lexicon());
  ASSERT_EQ(result.statements.size(), 2U);
  EXPECT_TRUE(result.statements[0].terminated);
  EXPECT_FALSE(result.statements[1].terminated);
  EXPECT_EQ(result.statements[1].text, "b c");
  EXPECT_EQ(result.trailing, " -- d\n");
}

constexpr std::string_view kTrigger =
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET b = CASE WHEN c THEN 1 ELSE 2 END; DELETE FROM d; END";

TEST(Split, KeepsTriggersWhole) {
  const std::string trigger(kTrigger);
  EXPECT_EQ(sqlite(trigger + "; x;"), (Texts{trigger, "x"}));
  EXPECT_EQ(sqlite("EXPLAIN " + trigger + "; x;"), (Texts{"EXPLAIN " + trigger, "x"}));
  EXPECT_EQ(sqlite("explain query plan " + trigger + "; x;"), (Texts{"explain query plan " + trigger, "x"}));
  for (const std::string head : {"create temp trigger", "CREATE TEMPORARY TRIGGER", "create /**/ trigger"}) {
    EXPECT_EQ(sqlite(head + " a; b; ; end /* c */ ; x"), (Texts{head + " a; b; ; end", "x"}));
  }
}

TEST(Split, EndsATriggerOnlyAtAnEndOfItsOwn) {
  EXPECT_EQ(sqlite("CREATE TRIGGER t a; END b; END; x;"), (Texts{"CREATE TRIGGER t a; END b; END", "x"}));
  EXPECT_EQ(sqlite("CREATE TRIGGER t a; \"END\"; x;"), (Texts{"CREATE TRIGGER t a; \"END\"; x;"}));
  EXPECT_FALSE(split_statements("CREATE TRIGGER t a; b;", testing::sqlite_lexicon()).statements[0].terminated);
}

TEST(Split, KnowsWhatIsNoTrigger) {
  EXPECT_EQ(sqlite("CREATE TABLE trigger (a); x"), (Texts{"CREATE TABLE trigger (a)", "x"}));
  EXPECT_EQ(sqlite("DROP TRIGGER t; x"), (Texts{"DROP TRIGGER t", "x"}));
  EXPECT_EQ(sqlite("BEGIN; CREATE; TRIGGER; END; x"), (Texts{"BEGIN", "CREATE", "TRIGGER", "END", "x"}));
}

TEST(Split, FollowsPsqlInParentheses) {
  EXPECT_EQ(postgresql("CREATE RULE r DO (a; b); x"), (Texts{"CREATE RULE r DO (a; b)", "x"}));
  EXPECT_EQ(postgresql("a); b"), (Texts{"a)", "b"}));
  EXPECT_EQ(postgresql("a ( ; b"), (Texts{"a ( ; b"}));
  EXPECT_EQ(sqlite("a ( ; b"), (Texts{"a (", "b"}));
}

TEST(Split, FollowsPsqlInSqlBodies) {
  const std::string body = " f(begin int) BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END";
  for (const std::string head : {"CREATE FUNCTION", "create or replace procedure"}) {
    EXPECT_EQ(postgresql(head + body + "; x"), (Texts{head + body, "x"}));
  }
  EXPECT_EQ(postgresql("BEGIN; SELECT CASE; END; x"), (Texts{"BEGIN", "SELECT CASE", "END", "x"}));
  EXPECT_EQ(postgresql("CREATE TABLE function (a); BEGIN; x"), (Texts{"CREATE TABLE function (a)", "BEGIN", "x"}));
  EXPECT_EQ(postgresql("CREATE FUNCTION f() AS $$ BEGIN; $$; x"), (Texts{"CREATE FUNCTION f() AS $$ BEGIN; $$", "x"}));
}

constexpr std::string_view kPieces[] = {"CREATE ", "TRIGGER ", "TEMP ", "EXPLAIN ", "END ",   ";",     ";",        "; ",
                                        "a ",      "'",        "\"",    "[",        "]",      "`",     "--",       "\n",
                                        "/*",      "*/",       "(",     ")",        "BEGIN ", "CASE ", "FUNCTION "};

std::string random_text(std::mt19937& random) {
  std::string text;
  for (unsigned i = random() % 20; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(Split, JoiningGivesTheTextBack) {
  std::mt19937 random(7);
  for (const Lexicon& lexicon :
       {testing::sqlite_lexicon(), testing::postgresql_lexicon(), testing::mariadb_lexicon()}) {
    for (int round = 0; round < 5000; ++round) {
      const std::string text = random_text(random);
      const SplitText split = split_statements(text, lexicon);
      std::string joined;
      for (const StatementText& statement : split.statements) {
        ASSERT_EQ(statement.leading_offset, joined.size());
        joined += statement.leading;
        ASSERT_EQ(statement.offset, joined.size());
        joined += statement.text;
        joined += text.substr(joined.size(), statement.end_offset - joined.size());
        ASSERT_EQ(statement.terminated,
                  joined.back() == ';' && statement.text.size() + statement.offset < joined.size());
      }
      ASSERT_EQ(split.trailing_offset, joined.size());
      ASSERT_EQ(joined + std::string(split.trailing), text);
    }
  }
}

// The oracle: a prefix of the text is complete for SQLite's own shell exactly where our last statement is terminated.
TEST(Split, AgreesWithSqlite3Complete) {
  std::mt19937 random(11);
  int complete = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    const std::vector<Token> tokens = significant_tokens(text, testing::sqlite_lexicon());
    const bool unterminated = !tokens.empty() && tokens.back().kind == TokenKind::unterminated;
    if (tokens.empty() || unterminated) continue;  // nothing, or an open comment, which sqlite3_complete sees otherwise
    const SplitText split = split_statements(text, testing::sqlite_lexicon());
    const bool ours = split.statements.empty() || split.statements.back().terminated;
    ASSERT_EQ(sqlite3_complete(text.c_str()) != 0, ours) << text;
    complete += ours ? 1 : 0;
  }
  EXPECT_GT(complete, 1000);
}

}  // namespace
}  // namespace retort
