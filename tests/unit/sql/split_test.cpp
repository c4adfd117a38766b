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

// What stands behind COPY is rows: statements, comments and directives in them are text.
TEST(Split, TakesTheRowsBehindCopy) {
  const std::string rows = "1\t';\n-- retort: upgrade\nCOPY x FROM stdin;\n\\N\t(\n";
  for (const std::string copy :
       {"COPY t FROM stdin", "copy public.\"T\" (a, \"from\") from STDIN WITH (FORMAT text)", "COPY t FROM STDOUT"}) {
    for (const std::string behind : {"", "  ", " -- rows", " /* rows */"}) {
      const std::string text = "a;\n" + copy + ";" + behind + "\n" + rows + "\\.\n\nb;";
      const SplitText result = split_statements(text, testing::postgresql_lexicon());
      ASSERT_EQ(result.statements.size(), 3U) << text;
      const StatementText& found = result.statements[1];
      EXPECT_EQ(found.text, copy);
      EXPECT_TRUE(found.has_rows && found.terminated);
      EXPECT_EQ(found.rows, rows);
      EXPECT_EQ(text.substr(found.rows_offset, rows.size()), rows);
      EXPECT_EQ(text.substr(found.end_offset), "\n\nb;");
      EXPECT_EQ(result.statements[2].text, "b");
    }
  }
}

TEST(Split, KnowsWhereRowsEnd) {
  const auto last = [](const std::string& text) {
    return split_statements(text, testing::postgresql_lexicon()).statements.back();
  };
  EXPECT_EQ(last("COPY t FROM stdin;\n\\.\n").rows, "");
  EXPECT_TRUE(last("COPY t FROM stdin;\n\\.\n").terminated);
  EXPECT_TRUE(last("COPY t FROM stdin;\n1\n\\.").terminated);
  EXPECT_EQ(last("COPY t FROM stdin;\r\n1\r\n\\.\r\n").rows, "1\r\n");
  for (const std::string open : {"COPY t FROM stdin;", "COPY t FROM stdin;\n", "COPY t FROM stdin;\n1\n\\. \n\\.x"}) {
    EXPECT_TRUE(last(open).has_rows) << open;
    EXPECT_FALSE(last(open).terminated) << open;
  }
  EXPECT_EQ(last("COPY t FROM stdin;\n1\n2").rows, "1\n2");
}

TEST(Split, KnowsWhatHasNoRows) {
  EXPECT_EQ(postgresql("COPY t TO stdout;\nb;"), (Texts{"COPY t TO stdout", "b"}));
  EXPECT_EQ(postgresql("COPY t FROM 'file';\nb;"), (Texts{"COPY t FROM 'file'", "b"}));
  EXPECT_EQ(postgresql("COPY (SELECT 1 FROM stdin) TO stdout;\nb;"),
            (Texts{"COPY (SELECT 1 FROM stdin) TO stdout", "b"}));
  EXPECT_EQ(postgresql("SELECT 1 FROM stdin;\nb;"), (Texts{"SELECT 1 FROM stdin", "b"}));
  EXPECT_EQ(sqlite("COPY t FROM stdin;\nb;"), (Texts{"COPY t FROM stdin", "b"}));
  // Rows would have to be read between two statements of one line.
  EXPECT_EQ(postgresql("COPY t FROM stdin; x;\nb;"), (Texts{"COPY t FROM stdin", "x", "b"}));
}

TEST(Split, EndsLinesOfTheShellAtTheirEnd) {
  for (const std::string line : {"\\i a.sql", "\\restrict it's", "\\echo \"", "\\if (", ".read x"}) {
    const std::string text = "a; " + line + " \t\r\nb;\n" + line;
    for (const Lexicon& lexicon : {testing::sqlite_lexicon(), testing::postgresql_lexicon()}) {
      const SplitText result = split_statements(text, lexicon);
      ASSERT_EQ(result.statements.size(), 4U) << text;
      EXPECT_EQ(result.statements[1].text, line);
      EXPECT_EQ(result.statements[3].text, line);
      EXPECT_TRUE(result.statements[1].is_shell && result.statements[3].is_shell);
      EXPECT_FALSE(result.statements[0].is_shell || result.statements[2].is_shell);
      EXPECT_EQ(result.statements[2].leading, "\n");
    }
  }
}

TEST(Split, TellsOfACommandInsideOfAStatement) {
  const auto backslash = [](std::string_view text) {
    return split_statements(text, testing::postgresql_lexicon()).statements.at(0).backslash;
  };
  EXPECT_EQ(backslash(" SELECT 1 \\gexec\n;"), 9U);
  EXPECT_EQ(backslash("SELECT '\\', \"\\\", $$\\$$, E'\\\\' -- \\\n;"), std::nullopt);
}

TEST(Split, FollowsStandardConformingStrings) {
  for (const std::string off :
       {"SET standard_conforming_strings = off", "set session STANDARD_CONFORMING_STRINGS to 'false'"}) {
    EXPECT_EQ(postgresql(off + "; a 'it\\'; b'; c; SET standard_conforming_strings = on; a '\\'; b"),
              (Texts{off, "a 'it\\'; b'", "c", "SET standard_conforming_strings = on", "a '\\'", "b"}));
  }
  EXPECT_EQ(postgresql("SET standard_conforming_strings = on; a '\\'; b"),
            (Texts{"SET standard_conforming_strings = on", "a '\\'", "b"}));
  EXPECT_EQ(sqlite("SET standard_conforming_strings = off; a '\\'; b"),
            (Texts{"SET standard_conforming_strings = off", "a '\\'", "b"}));
}

constexpr std::string_view kPieces[] = {"CREATE ", "TRIGGER ", "TEMP ", "EXPLAIN ", "END ",   ";",     ";",        "; ",
                                        "a ",      "'",        "\"",    "[",        "]",      "`",     "--",       "\n",
                                        "/*",      "*/",       "(",     ")",        "BEGIN ", "CASE ", "FUNCTION "};
constexpr std::string_view kMorePieces[] = {
    "COPY t FROM stdin", "\\.\n", "\\", "$$", "$a$", "E'", "SET standard_conforming_strings = off;", "+-", "@>"};

std::string random_text(std::mt19937& random, bool more = false) {
  std::string text;
  const std::size_t count = std::size(kPieces) + (more ? std::size(kMorePieces) : 0);
  for (unsigned i = random() % 20; i > 0; --i) {
    const std::size_t piece = random() % count;
    text += piece < std::size(kPieces) ? kPieces[piece] : kMorePieces[piece - std::size(kPieces)];
  }
  return text;
}

TEST(Split, JoiningGivesTheTextBack) {
  std::mt19937 random(7);
  for (const Lexicon& lexicon :
       {testing::sqlite_lexicon(), testing::postgresql_lexicon(), testing::mariadb_lexicon()}) {
    for (int round = 0; round < 5000; ++round) {
      const std::string text = random_text(random, true);
      const SplitText split = split_statements(text, lexicon);
      std::string joined;
      for (const StatementText& statement : split.statements) {
        ASSERT_EQ(statement.leading_offset, joined.size());
        joined += statement.leading;
        ASSERT_EQ(statement.offset, joined.size());
        joined += statement.text;
        joined += text.substr(joined.size(), statement.end_offset - joined.size());
        if (statement.is_shell || statement.has_rows) continue;
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
