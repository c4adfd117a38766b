#include <gtest/gtest.h>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "diff/name_similarity.hpp"
#include "operation/describe.hpp"
#include "retort/error.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

Identifier name(const char* text) { return sqlite::lexicon().identifier(text); }
ObjectName table_name(const char* text) { return {{}, name(text)}; }

Difference difference(const char* before, const char* after, const Answers& answers = {}) {
  return diff(SqliteDatabase(before).schema(), SqliteDatabase(after).schema(), sqlite_capabilities(), sqlite::dialect(),
              sqlite::lexicon(), answers);
}

/// "t.b? a c": a question with its candidates, likeliest first.
Lines asked(const char* before, const char* after, const Answers& answers = {}) {
  Lines lines;
  for (const RenameQuestion& question : difference(before, after, answers).questions) {
    std::string line = question.to.to_string() + "?";
    for (const auto& candidate : question.candidates) line += " " + spoken(candidate.from);
    lines.push_back(line);
  }
  return lines;
}

Lines done(const char* before, const char* after, const Answers& answers) {
  return describe(difference(before, after, answers).operations);
}

Answers rename_answer(std::optional<ObjectName> table, const char* from, const char* to) {
  Answers answers;
  answers.renames.emplace_back(table, name(from), name(to));
  return answers;
}

TEST(RenameQuestions, AColumnThatComesWhereOneGoes) {
  EXPECT_EQ(asked("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT, zz TEXT NOT NULL)"), (Lines{"t.zz? b"}));
  EXPECT_EQ(asked("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT, b INT)"), Lines{});
  EXPECT_EQ(asked("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT)"), Lines{});
  EXPECT_EQ(asked("CREATE TABLE t (a INT, b INT); CREATE TABLE u (x INT)",
                  "CREATE TABLE t (a INT); CREATE TABLE u (x INT, b INT)"),
            Lines{});
}

TEST(RenameQuestions, TheLikeliestComesFirst) {
  EXPECT_EQ(
      asked("CREATE TABLE t (id INT, total REAL, nick TEXT, note TEXT)", "CREATE TABLE t (id INT, nickname TEXT)"),
      (Lines{"t.nickname? nick note total"}));
}

TEST(RenameQuestions, NothingIsDoneWhileOneIsOpen) {
  EXPECT_TRUE(difference("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT, c INT); CREATE TABLE u (x INT)")
                  .operations.empty());
}

TEST(RenameQuestions, ATableThatComesWhereALikeOneGoes) {
  const char* before = "CREATE TABLE users (id INT, email TEXT); CREATE TABLE logs (at TEXT, line TEXT)";
  EXPECT_EQ(asked(before, "CREATE TABLE people (id INT, email TEXT); CREATE TABLE logs (at TEXT, line TEXT)"),
            (Lines{"people? users"}));
  EXPECT_EQ(asked(before, "CREATE TABLE people (id INT, email TEXT)"),
            (Lines{"people? users"}));  // nothing in common with logs
  EXPECT_EQ(asked(before, "CREATE TABLE user_list (x INT)"), (Lines{"user_list? users"}));  // a similar name
  EXPECT_EQ(asked(before, "CREATE TABLE z (x INT)"), Lines{});
}

TEST(RenameQuestions, AnswersDecide) {
  const char* before = "CREATE TABLE t (a INT, b INT)";
  const char* after = "CREATE TABLE t (a INT, c INT)";
  EXPECT_EQ(done(before, after, rename_answer(table_name("t"), "b", "c")), (Lines{"renamed column 't.b' to 't.c'"}));
  Answers none;
  none.no_renames = true;
  EXPECT_EQ(done(before, after, none), (Lines{"added column 't.c'", "removed column 't.b'"}));
  Answers no;
  no.not_renamed.push_back({ObjectKind::column, table_name("t"), name("c")});
  EXPECT_EQ(done(before, after, no), (Lines{"added column 't.c'", "removed column 't.b'"}));
}

TEST(RenameQuestions, ANoHoldsOnTheWayBackToo) {
  const char* before = "CREATE TABLE t (a INT, b INT); CREATE TABLE u (x INT)";
  const char* after = "CREATE TABLE t (a INT, c INT); CREATE TABLE v (x INT)";
  Answers no;
  no.not_renamed.push_back({ObjectKind::column, table_name("t"), name("c")});
  no.not_renamed.push_back({ObjectKind::table, table_name("v")});
  EXPECT_EQ(asked(before, after, no), Lines{});
  EXPECT_EQ(asked(after, before,
                  reversed(no, SqliteDatabase(before).schema(), SqliteDatabase(after).schema(), sqlite::lexicon())),
            Lines{});
}

TEST(RenameQuestions, ColumnsOfARenamedTableAreAskedByItsNewName) {
  const char* before = "CREATE TABLE t (a INT, b INT)";
  const char* after = "CREATE TABLE u (a INT, c INT)";
  EXPECT_EQ(asked(before, after, rename_answer(std::nullopt, "t", "u")), (Lines{"u.c? b"}));
}

TEST(Answers, WhatIsAlreadySoIsPassedOver) {
  const char* schema = "CREATE TABLE u (b INT)";
  EXPECT_EQ(done(schema, schema, rename_answer(table_name("u"), "a", "b")), Lines{});
  EXPECT_EQ(done(schema, schema, rename_answer(std::nullopt, "t", "u")), Lines{});
  // A column that is there on both sides is not what another one was renamed to: a directive may be old.
  EXPECT_EQ(done("CREATE TABLE u (a INT, b INT)", schema, rename_answer(table_name("u"), "a", "b")),
            (Lines{"removed column 'u.a'"}));
  EXPECT_EQ(done("", schema, rename_answer(table_name("u"), "a", "b")), (Lines{"added table 'u'"}));
}

TEST(Answers, ACertainOneHoldsAlsoWhereItsNewNameIsTaken) {
  Answers answers = rename_answer(table_name("u"), "a", "b");
  answers.renames[0].certain = true;
  EXPECT_EQ(done("CREATE TABLE u (a INT, b INT)", "CREATE TABLE u (b INT)", answers),
            (Lines{"renamed column 'u.b' to 'u._retort_was_b'", "renamed column 'u.a' to 'u.b'",
                   "removed column 'u._retort_was_b'"}));
}

TEST(Answers, NamesThatAreNowhereAreRefused) {
  const char* before = "CREATE TABLE t (a INT, b INT)";
  const char* after = "CREATE TABLE t (a INT, c INT)";
  EXPECT_THROW(difference(before, after, rename_answer(table_name("t"), "x", "c")), UsageError);
  EXPECT_THROW(difference(before, after, rename_answer(table_name("t"), "b", "x")), UsageError);
  EXPECT_THROW(difference(before, after, rename_answer(table_name("x"), "b", "c")), UsageError);
  EXPECT_THROW(difference(before, after, rename_answer(std::nullopt, "x", "t2")), UsageError);
  Answers existing;
  existing.existing.push_back({table_name("t"), name("x"), "1"});
  EXPECT_THROW(difference(before, after, existing), UsageError);
}

TEST(Answers, TwoForOneAreRefused) {
  Answers answers = rename_answer(table_name("t"), "a", "c");
  answers.renames.push_back({table_name("t"), name("b"), name("c")});
  EXPECT_THROW(difference("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (c INT)", answers), UsageError);
  answers.renames[1] = answers.renames[0];
  EXPECT_EQ(asked("CREATE TABLE t (a INT)", "CREATE TABLE t (c INT)", answers), Lines{});
}

TEST(NameSimilarity, LettersInCommon) {
  EXPECT_EQ(name_similarity("Users", "users"), 100);
  EXPECT_EQ(name_similarity("abc", "xyz"), 0);
  EXPECT_GE(name_similarity("nick", "nickname"), 50);
  EXPECT_GT(name_similarity("created_at", "created_on"), name_similarity("created_at", "status"));
  EXPECT_EQ(name_similarity("", "a"), 0);
}

}  // namespace
}  // namespace retort::test
