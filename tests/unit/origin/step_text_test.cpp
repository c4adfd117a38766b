#include "origin/step_text.hpp"

#include <gtest/gtest.h>

#include "dialect/postgresql/dialect.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "revision/revision_file.hpp"

namespace retort::test {
namespace {

constexpr const char* kHeader = "-- a message\n--\n-- Revision ID: a1\n-- Revises:\n\n";

StepText steps(const std::string& text, const Dialect& dialect = sqlite::dialect(), bool transactional = true) {
  const StepText made = step_text({SourceText("up.sql", text), transactional}, Direction::upgrade, dialect);
  // Whatever comes in, a revision with it can be read.
  const std::string body = made.text.empty() ? "-- retort: upgrade\n" + made.comments : made.text;
  const RevisionFile file =
      parse_revision(SourceText("a1.sql", kHeader + body + "\n-- retort: downgrade none a test\n"), dialect.lexicon());
  std::size_t statements = 0;
  for (const Step& step : file.upgrade) statements += step.statements.size();
  EXPECT_GE(statements, made.statements) << made.text;  // SET may be said again
  return made;
}

TEST(StepText, KeepsStatementsAndCommentsAsTheyStand) {
  EXPECT_EQ(
      steps("\n\n-- first\nCREATE TABLE a (x); -- behind\n\n\n/* second */ CREATE TABLE b (y); CREATE TABLE c (z)")
          .text,
      "-- retort: upgrade\n-- first\nCREATE TABLE a (x); -- behind\n\n\n/* second */ CREATE TABLE b (y);\nCREATE "
      "TABLE c (z);\n");
  EXPECT_EQ(steps("CREATE TABLE a (x) -- all of it\n;\nCREATE TABLE b (y) /* and\nthat */;").text,
            "-- retort: upgrade\nCREATE TABLE a (x); -- all of it\nCREATE TABLE b (y); /* and\nthat */\n");
}

TEST(StepText, TakesTheMeaningFromWhatReadsAsADirective) {
  EXPECT_EQ(
      steps("-- retort: downgrade\nCREATE TABLE a (\n-- retort: todo x\nx); /* Retort: upgrade */").text,
      "-- retort: upgrade\n-- | retort: downgrade\nCREATE TABLE a (\n-- | retort: todo x\nx); /* | Retort: upgrade "
      "*/\n");
  EXPECT_EQ(steps("CREATE TABLE a (x DEFAULT '\n-- retort: upgrade\n');").statements, 1U);
}

TEST(StepText, MakesStepsOfItsOwnTransactions) {
  const StepText made =
      steps("-- one\nBEGIN;\nCREATE TABLE a (x);\nCOMMIT;\n-- two\nBEGIN;\nCREATE TABLE b (y);\nEND;\n-- end");
  EXPECT_EQ(made.text,
            "-- retort: upgrade\n-- one\nCREATE TABLE a (x);\n\n-- retort: upgrade\n-- two\nCREATE TABLE b (y);\n-- "
            "end\n");
  EXPECT_EQ(made.remarks, std::vector<std::string>{"its own BEGIN and COMMIT became steps"});
}

TEST(StepText, TakesWhatCanNotRunInATransactionOutOfIt) {
  const StepText made = steps("CREATE TABLE a (x int); CREATE INDEX CONCURRENTLY i ON a (x); ALTER TABLE a ADD y int;",
                              postgresql::dialect());
  EXPECT_EQ(made.text,
            "-- retort: upgrade\nCREATE TABLE a (x int);\n\n-- retort: upgrade autocommit\nCREATE INDEX CONCURRENTLY i "
            "ON a (x);\n\n-- retort: upgrade\nALTER TABLE a ADD y int;\n");
  EXPECT_EQ(made.modes, std::vector<std::string>{"autocommit"});
  EXPECT_EQ(steps("VACUUM;", sqlite::dialect()).text, "-- retort: upgrade autocommit\nVACUUM;\n");
}

TEST(StepText, SaysSettingsAgainInEachStep) {
  EXPECT_EQ(
      steps("SET search_path = s;\nBEGIN;\nSET LOCAL work_mem = '1MB';\nCREATE TABLE a (x int);\nCOMMIT;",
            postgresql::dialect())
          .text,
      "-- retort: upgrade\nSET search_path = s;\n\n-- retort: upgrade\nSET search_path = s;\nSET LOCAL work_mem = "
      "'1MB';\nCREATE TABLE a (x int);\n");
}

TEST(StepText, RunsEachStatementAloneWhereTheToolDid) {
  EXPECT_EQ(steps("CREATE TABLE a (x);\nCREATE TABLE b (y);", sqlite::dialect(), false).text,
            "-- retort: upgrade autocommit\nCREATE TABLE a (x);\nCREATE TABLE b (y);\n");
}

TEST(StepText, DropsTablesOfSqliteWithForeignKeysOff) {
  EXPECT_EQ(steps("CREATE TABLE b (y);\nDROP TABLE a;").text,
            "-- retort: upgrade foreign_keys=off\nCREATE TABLE b (y);\nDROP TABLE a;\n");
  EXPECT_EQ(steps("DELETE FROM b;\nDROP TABLE a;\nINSERT INTO b VALUES (1);").text,
            "-- retort: upgrade\nDELETE FROM b;\n\n-- retort: upgrade foreign_keys=off\nDROP TABLE a;\n\n-- retort: "
            "upgrade\nINSERT INTO b VALUES (1);\n");
  // What is dropped and comes back under its name is there again before foreign keys are checked.
  EXPECT_EQ(
      steps("CREATE TABLE n (x);\nINSERT INTO n SELECT x FROM a;\nDROP TABLE a;\nALTER TABLE n RENAME TO a;").text,
      "-- retort: upgrade foreign_keys=off\nCREATE TABLE n (x);\n\n-- retort: upgrade\nINSERT INTO n SELECT x FROM "
      "a;\n\n-- retort: upgrade foreign_keys=off\nDROP TABLE a;\nALTER TABLE n RENAME TO a;\n");
  EXPECT_EQ(steps("DROP TABLE a;", postgresql::dialect()).text, "-- retort: upgrade\nDROP TABLE a;\n");
}

TEST(StepText, TakesThePragmaWhereItHadAnEffect) {
  const std::string script =
      "PRAGMA foreign_keys = OFF;\nALTER TABLE a ADD COLUMN z;\nPRAGMA foreign_keys = ON;\nCREATE TABLE b (y);";
  EXPECT_EQ(steps(script, sqlite::dialect(), false).text,
            "-- retort: upgrade foreign_keys=off\nALTER TABLE a ADD COLUMN z;\n\n-- retort: upgrade autocommit\nCREATE "
            "TABLE b (y);\n");
  const StepText inside = steps(script);
  EXPECT_EQ(inside.text, "-- retort: upgrade\nALTER TABLE a ADD COLUMN z;\nCREATE TABLE b (y);\n");
  EXPECT_EQ(inside.remarks.size(), 1U);
}

TEST(StepText, LeavesATodoForWhatItCanNotTake) {
  const StepText shell =
      steps("CREATE TABLE a (x int);\n\\i other.sql\nCREATE TABLE b (y int);", postgresql::dialect());
  EXPECT_EQ(shell.text,
            "-- retort: upgrade\nCREATE TABLE a (x int);\n-- \\i other.sql\n-- retort: todo a line for the engine's "
            "shell: write its SQL here\n\nCREATE TABLE b (y int);\n");
  EXPECT_EQ(shell.todos, std::vector<std::string>{"line 2: a line for the engine's shell: write its SQL here"});
  EXPECT_EQ(steps("COPY a FROM stdin;\n1\n2\n\\.\n", postgresql::dialect()).todos.size(), 1U);
  EXPECT_EQ(steps("SAVEPOINT a; RELEASE a; ROLLBACK;").todos.size(), 3U);
  EXPECT_EQ(steps("ATTACH 'x' AS y;").todos.size(), 1U);
  EXPECT_EQ(steps("CREATE TABLE a (x 'open").todos.size(), 1U);
}

TEST(StepText, TakesAlembicsTransactionsAndNotItsVersionTable) {
  MigrationScript script{SourceText("a1",
                                    "BEGIN;\nCREATE TABLE alembic_version (version_num VARCHAR(32));\n"
                                    "CREATE TABLE a (x int);\nCOMMIT;\nCREATE INDEX i ON a (x);\nBEGIN;\n"
                                    "UPDATE alembic_version SET version_num='a1';\nCOMMIT;\n")};
  script.says_transactions = true;
  script.left_out = "alembic_version";
  const StepText made = step_text(script, Direction::upgrade, postgresql::dialect());
  EXPECT_EQ(made.text,
            "-- retort: upgrade\nCREATE TABLE a (x int);\n\n-- retort: upgrade autocommit\nCREATE INDEX i ON a "
            "(x);\n");
  EXPECT_EQ(made.statements, 2U);
  EXPECT_TRUE(made.remarks.empty());
  script.source = SourceText("a2", "ALTER TABLE alembic_version ALTER version_num\nTYPE text;");
  const StepText widened = step_text(script, Direction::upgrade, postgresql::dialect());
  EXPECT_EQ(widened.statements, 0U);
  EXPECT_EQ(widened.remarks, std::vector<std::string>{"left out, for alembic_version is the runner's: "
                                                      "ALTER TABLE alembic_version ALTER version_num"});
}

TEST(StepText, IsEmptyWhereOnlyCommentsAre) {
  const StepText made = steps(";\n-- nothing\n-- retort: upgrade\n");
  EXPECT_EQ(made.text, "");
  EXPECT_EQ(made.comments, "-- nothing\n-- | retort: upgrade");
}

}  // namespace
}  // namespace retort::test
