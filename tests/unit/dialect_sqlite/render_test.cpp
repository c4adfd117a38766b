#include "dialect/sqlite/render.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

std::vector<Statement> rendered(const std::string& before, const std::string& after, Answers answers = {}) {
  answers.no_renames = true;
  return plan_migration(SqliteDatabase(before).schema(), SqliteDatabase(after).schema(), answers).statements;
}

Lines texts(const std::vector<Statement>& statements) {
  Lines lines;
  for (const Statement& statement : statements) lines.push_back(statement.text);
  return lines;
}

TEST(Render, TheRebuild) {
  const std::string rest =
      "CREATE TABLE log (x INT); CREATE TRIGGER tr AFTER INSERT ON \"my t\" BEGIN INSERT INTO log VALUES (new.a); "
      "END; ";
  const std::vector<Statement> statements = rendered(
      "CREATE TABLE \"my t\" (id INTEGER PRIMARY KEY, a INT, gone INT); CREATE INDEX i ON \"my t\" (a);" + rest,
      "CREATE TABLE \"my t\" (id INTEGER PRIMARY KEY, a TEXT REFERENCES \"my t\"); CREATE INDEX i ON \"my t\" (a);" +
          rest);
  EXPECT_EQ(
      texts(statements),
      (Lines{"CREATE TABLE \"_retort_new_my t\" (\n  id INTEGER PRIMARY KEY,\n  a TEXT,\n  FOREIGN KEY (a) REFERENCES "
             "\"my t\"\n)",
             "INSERT OR ABORT INTO \"_retort_new_my t\" (id, a)\nSELECT id, a\nFROM \"my t\"", "DROP TABLE \"my t\"",
             "PRAGMA legacy_alter_table = ON", "ALTER TABLE \"_retort_new_my t\" RENAME TO \"my t\"",
             "PRAGMA legacy_alter_table = OFF", "CREATE INDEX i ON \"my t\" (a)",
             "CREATE TRIGGER tr AFTER INSERT ON \"my t\" BEGIN INSERT INTO log VALUES (new.a); END"}));
  for (const Statement& statement : statements) EXPECT_EQ(statement.mode, StepMode::foreign_keys_off);
}

TEST(Render, TheGuardIsTheTableAsItIsThen) {
  const std::string trigger = "; CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END";
  const std::string before =
      "CREATE TABLE t (a INT, Bb INT); CREATE INDEX i ON t (a); CREATE INDEX gone ON t (a)" + trigger;
  const std::vector<Statement> statements =
      rendered(before, "CREATE TABLE t (a TEXT, Bb INT); CREATE INDEX i ON t (a)" + trigger);
  ASSERT_EQ(statements.at(0).text, "DROP INDEX gone");
  ASSERT_TRUE(statements.at(1).rebuild.has_value());
  const RebuildGuard& guard = *statements.at(1).rebuild;
  EXPECT_EQ(guard.table, "t");
  EXPECT_EQ(guard.columns, (Lines{"a", "Bb"}));
  EXPECT_EQ(guard.indexes, (Lines{"i"}));
  EXPECT_EQ(guard.triggers, (Lines{"tr"}));
  SqliteDatabase then(before + "; DROP INDEX gone");
  const Schema schema = then.schema();
  EXPECT_EQ(guard.hash,
            sqlite::dialect().table_hash(schema.tables.begin()->second, {schema.definitions.begin()->second}));
  for (std::size_t i = 2; i < statements.size(); ++i) EXPECT_FALSE(statements[i].rebuild.has_value());
}

TEST(Render, AutoincrementCarriesItsSequence) {
  const Lines with = texts(rendered("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT)",
                                    "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)"));
  EXPECT_EQ(with.at(2), "DELETE FROM sqlite_sequence WHERE name = '_retort_new_t'");
  EXPECT_EQ(
      with.at(3),
      "INSERT INTO sqlite_sequence (name, seq)\nSELECT '_retort_new_t', seq FROM sqlite_sequence WHERE name = 't'");
  for (const char* other : {"CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)", "CREATE TABLE t (id INTEGER, a INT)"}) {
    const Lines without = texts(rendered("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT)", other));
    EXPECT_EQ(without.at(2), "DROP TABLE t") << other;
  }
}

TEST(Render, LossesStandAbove) {
  EXPECT_EQ(rendered("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT)").at(0).comments,
            (Lines{"loses: the values of column 't.b'"}));
  EXPECT_EQ(rendered("CREATE TABLE t (a INT)", "").at(0).comments, (Lines{"loses: all rows of table 't'"}));
  const std::vector<Statement> rebuild = rendered("CREATE TABLE t (a TEXT, b INT UNIQUE)", "CREATE TABLE t (a INT)");
  EXPECT_EQ(rebuild.at(0).comments, (Lines{"loses: values of column 't.a' that INT can't hold (it was TEXT)",
                                           "loses: the values of column 't.b'"}));
  EXPECT_TRUE(rebuild.at(1).comments.empty());
}

TEST(Render, WhatAnotherColumnTakesOverIsNotLost) {
  Answers answers;
  answers.existing.push_back({{{}, sqlite::lexicon().identifier("t")}, sqlite::lexicon().identifier("c"), "b * 100"});
  EXPECT_TRUE(rendered("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT, c INT NOT NULL)", answers)
                  .at(0)
                  .comments.empty());
}

TEST(Render, TheTodoStandsAboveTheCopy) {
  const std::vector<Statement> statements =
      rendered("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT, b INT NOT NULL)");
  EXPECT_FALSE(statements.at(0).todo.has_value());
  EXPECT_EQ(statements.at(1).todo, "the value of column 't.b' for rows that exist, in place of NULL");
}

TEST(Render, InPlace) {
  Answers answers;
  const auto name = [](const char* text) { return sqlite::lexicon().identifier(text); };
  answers.renames.push_back({std::nullopt, name("t"), name("order")});
  answers.renames.push_back({ObjectName{{}, name("order")}, name("a"), name("a b")});
  const std::vector<Statement> statements = rendered("CREATE TABLE t (a INT, x INT); CREATE VIEW v AS SELECT 1",
                                                     "CREATE TABLE \"order\" (\"a b\" INT, c TEXT DEFAULT 'q' "
                                                     "CONSTRAINT k REFERENCES \"order\" (c)); CREATE TABLE u (y INT)",
                                                     answers);
  EXPECT_EQ(texts(statements).at(0), "DROP VIEW v");
  const std::vector<Statement> add = rendered(
      "CREATE TABLE t (a INT, x INT)",
      "CREATE TABLE t (a INT, c TEXT CONSTRAINT k REFERENCES t (a) ON DELETE CASCADE); CREATE INDEX i ON t (c)");
  EXPECT_EQ(texts(add), (Lines{"ALTER TABLE t ADD COLUMN c TEXT CONSTRAINT k REFERENCES t (a) ON DELETE CASCADE",
                               "ALTER TABLE t DROP COLUMN x", "CREATE INDEX i ON t (c)"}));
  for (const Statement& statement : add) EXPECT_EQ(statement.mode, StepMode::transactional);
  const std::vector<Statement> rename =
      rendered("CREATE TABLE t (a INT)", "CREATE TABLE \"order\" (\"a b\" INT)", answers);
  EXPECT_EQ(texts(rename),
            (Lines{"ALTER TABLE t RENAME TO \"order\"", "ALTER TABLE \"order\" RENAME COLUMN a TO \"a b\""}));
}

TEST(Render, DropsOfTablesNeedForeignKeysOff) {
  const std::vector<Statement> statements =
      rendered("CREATE TABLE t (a INT); CREATE VIRTUAL TABLE f USING fts5(a)", "");
  EXPECT_EQ(texts(statements), (Lines{"DROP TABLE f", "DROP TABLE t"}));
  for (const Statement& statement : statements) EXPECT_EQ(statement.mode, StepMode::foreign_keys_off);
}

TEST(Render, SomebodysOwnSql) {
  const std::vector<Statement> data = sqlite::render(Execute{"UPDATE t SET a = 1", true});
  ASSERT_EQ(data.size(), 1U);
  EXPECT_TRUE(data[0].data);
  EXPECT_EQ(data[0].mode, StepMode::transactional);
}

TEST(Render, RefusesWhatLowerWouldHaveChanged) {
  EXPECT_THROW(sqlite::render(AlterColumn{}), std::logic_error);
  EXPECT_THROW(sqlite::render(AddConstraint{}), std::logic_error);
}

/// What the file says may run in the step that the file has for it.
TEST(Render, NothingIsRefusedInItsOwnStep) {
  std::vector<Statement> statements = rendered(
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT); CREATE VIRTUAL TABLE f USING fts5(a); CREATE "
      "TABLE gone (x INT)",
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT "
      "a FROM t");
  unify_modes(statements);
  for (const Statement& statement : statements)
    EXPECT_EQ(sqlite::dialect().refusal(statement.text, statement.mode), "") << statement.text;
}

}  // namespace
}  // namespace retort::test
