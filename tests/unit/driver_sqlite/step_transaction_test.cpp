#include "driver/sqlite/step_transaction.hpp"

#include <thread>

#include "database.hpp"

namespace retort::sqlite {
namespace {

class StepTest : public DatabaseTest {
 protected:
  StepTest() { raw("CREATE TABLE t (a UNIQUE)"); }
  std::string refusal(const std::string& sql, StepMode mode = StepMode::transactional) {
    const auto connection = connect();
    const auto step = connection->begin_step(mode);
    return thrown<ProjectError>([&] { step->run(statement(sql)); });
  }
  std::int64_t pragma(Connection& connection, const std::string& name) {
    return std::get<std::int64_t>(connection.query("PRAGMA " + name).rows.at(0).at(0));
  }
};

TEST_F(StepTest, CommitsOrRollsBack) {
  const auto connection = connect();
  {
    const auto step = connection->begin_step(StepMode::transactional);
    step->run(statement("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(raw("SELECT * FROM t"), "");
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (2)"));
  connection->query("INSERT INTO t VALUES ($1)", {std::int64_t{3}});
  step->check();
  step->commit();
  EXPECT_EQ(raw("SELECT * FROM t"), "2\n3");
}

TEST_F(StepTest, OwnTransactionsCommitOrRollBack) {
  const auto connection = connect();
  {
    const auto own = connection->begin();
    connection->execute("INSERT INTO t VALUES (1)");
  }
  const auto own = connection->begin();
  connection->execute("INSERT INTO t VALUES (2)");
  own->commit();
  EXPECT_EQ(raw("SELECT * FROM t"), "2");
}

TEST_F(StepTest, RefusesWhatIsNotARevisionsBusiness) {
  EXPECT_HAS(refusal("COMMIT"), "COMMIT has no place");
  EXPECT_HAS(refusal("END"), "has no place");
  EXPECT_HAS(refusal("ROLLBACK"), "ROLLBACK has no place");
  EXPECT_HAS(refusal("BEGIN"), "BEGIN has no place");
  EXPECT_HAS(refusal("SAVEPOINT a"), "SAVEPOINT");
  EXPECT_HAS(refusal("ATTACH 'x' AS y"), "ATTACH");
  EXPECT_HAS(refusal("DETACH main"), "DETACH");
  EXPECT_HAS(refusal("PRAGMA foreign_keys = OFF"), "foreign_keys=off");
  EXPECT_HAS(refusal("PRAGMA journal_mode = WAL"), "autocommit");
  EXPECT_HAS(refusal("PRAGMA writable_schema = ON"), "not one that");
  EXPECT_HAS(refusal("PRAGMA ignore_check_constraints = ON", StepMode::foreign_keys_off), "not one that");
  EXPECT_HAS(refusal("BEGIN", StepMode::autocommit), "BEGIN has no place");
}

TEST_F(StepTest, ARefusedPragmaHasNoEffect) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::autocommit);
  EXPECT_FALSE(thrown<ProjectError>([&] { step->run(statement("PRAGMA foreign_keys = OFF")); }).empty());
  EXPECT_EQ(pragma(*connection, "foreign_keys"), 1);
}

TEST_F(StepTest, ARefusedStatementLeavesTheTransactionOpen) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (1)"));
  EXPECT_FALSE(thrown<ProjectError>([&] { step->run(statement("COMMIT")); }).empty());
  EXPECT_EQ(raw("SELECT count(*) FROM t"), "0");
  EXPECT_NO_THROW(step->check());
}

TEST_F(StepTest, SaysThatAStatementEndedTheTransaction) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (1)"));
  const std::string message =
      thrown<DatabaseError>([&] { step->run(statement("INSERT OR ROLLBACK INTO t VALUES (2), (1)")); });
  EXPECT_HAS(message, "nothing of the step stays");
  EXPECT_HAS(message, "SQLITE_CONSTRAINT_UNIQUE");
  EXPECT_FALSE(thrown<DatabaseError>([&] { step->check(); }).empty());
  EXPECT_FALSE(thrown<DatabaseError>([&] { step->commit(); }).empty());
  EXPECT_EQ(raw("SELECT count(*) FROM t"), "0");
}

/// Without a transaction, the next statement would run and stay on its own.
TEST_F(StepTest, RunsNothingAfterTheTransactionEnded) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (1)"));
  EXPECT_FALSE(thrown<DatabaseError>([&] { step->run(statement("INSERT OR ROLLBACK INTO t VALUES (1)")); }).empty());
  EXPECT_FALSE(thrown<DatabaseError>([&] { step->run(statement("INSERT INTO t VALUES (9)")); }).empty());
  EXPECT_EQ(raw("SELECT count(*) FROM t"), "0");
}

TEST_F(StepTest, ForeignKeysAreOffWithinAndOnAfter) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p ON DELETE CASCADE);"
      "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)");
  const auto connection = connect();
  for (const bool commits : {false, true}) {
    {
      const auto step = connection->begin_step(StepMode::foreign_keys_off);
      EXPECT_EQ(pragma(*connection, "foreign_keys"), 0);
      step->run(statement("DELETE FROM p"));
      EXPECT_EQ(connection->query("SELECT * FROM c").rows.size(), 1u);
      step->run(statement("INSERT INTO p VALUES (1)"));
      if (commits) step->commit();
    }
    EXPECT_EQ(pragma(*connection, "foreign_keys"), 1);
  }
  EXPECT_EQ(raw("SELECT * FROM c"), "1");
}

TEST_F(StepTest, SettingsAreRestoredOnEveryWayOut) {
  const auto connection = connect();
  const std::int64_t before = pragma(*connection, "recursive_triggers");
  for (const bool commits : {false, true}) {
    const auto step = connection->begin_step(StepMode::transactional);
    step->run(statement("PRAGMA legacy_alter_table = ON"));
    step->run(statement(before == 1 ? "PRAGMA recursive_triggers = OFF" : "PRAGMA recursive_triggers = ON"));
    EXPECT_EQ(pragma(*connection, "legacy_alter_table"), 1);
    EXPECT_EQ(pragma(*connection, "recursive_triggers"), 1 - before);
    if (commits) {
      step->commit();
      EXPECT_EQ(pragma(*connection, "legacy_alter_table"), 0);
      EXPECT_EQ(pragma(*connection, "recursive_triggers"), before);
    }
  }
  EXPECT_EQ(pragma(*connection, "legacy_alter_table"), 0);
  EXPECT_EQ(pragma(*connection, "recursive_triggers"), before);
}

TEST_F(StepTest, BeginWaitsForTheWriterBefore) {
  const Raw other(path());
  other("BEGIN IMMEDIATE");
  EXPECT_FALSE(thrown<LockTimeout>([&] { connect(writing(60))->begin_step(StepMode::transactional); }).empty());
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    other("COMMIT");
  });
  EXPECT_NO_THROW(connect()->begin_step(StepMode::transactional));
  release.join();
}

/// In a rollback journal, a reader that stays keeps a writer from committing.
TEST_F(StepTest, CommitWaitsForReadersAndThenRollsBack) {
  raw("INSERT INTO t VALUES (1)");
  const auto connection = connect(writing(100));
  const Raw reader(path());
  reader("BEGIN");
  ASSERT_EQ(reader("SELECT * FROM t"), "1");
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (2)"));
  EXPECT_FALSE(thrown<LockTimeout>([&] { step->commit(); }).empty());
  reader("COMMIT");
  EXPECT_EQ(raw("SELECT * FROM t"), "1");

  reader("BEGIN");
  ASSERT_EQ(reader("SELECT * FROM t"), "1");
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    reader("COMMIT");
  });
  const auto again = connection->begin_step(StepMode::transactional);
  again->run(statement("INSERT INTO t VALUES (2)"));
  EXPECT_NO_THROW(again->commit());
  release.join();
  EXPECT_EQ(raw("SELECT * FROM t"), "1\n2");
}

/// Waiting for the beginning does not shorten the wait for the end.
TEST_F(StepTest, EachWaitHasItsOwnClock) {
  raw("INSERT INTO t VALUES (1)");
  const auto connection = connect(writing(1200));
  const Raw writer(path());
  const Raw reader(path());
  writer("BEGIN IMMEDIATE");
  reader("BEGIN");
  ASSERT_EQ(reader("SELECT * FROM t"), "1");
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(900));
    writer("ROLLBACK");
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    reader("COMMIT");
  });
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("INSERT INTO t VALUES (2)"));
  EXPECT_NO_THROW(step->commit());
  release.join();
}

TEST_F(StepTest, AutocommitStepsExcludeEachOther) {
  const auto one = connect();
  const auto two = connect(writing(80));
  auto holds = one->begin_step(StepMode::autocommit);
  EXPECT_HAS(thrown<LockTimeout>([&] { two->begin_step(StepMode::autocommit); }), "app.db-retort-lock");
  holds.reset();
  EXPECT_NO_THROW(two->begin_step(StepMode::autocommit));
}

TEST_F(StepTest, AutocommitRunsWhatNoTransactionHolds) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::autocommit);
  step->run(statement("VACUUM"));
  step->run(statement("PRAGMA journal_mode = WAL"));
  const auto row = connection->begin();
  connection->execute("INSERT INTO t VALUES (1)");
  row->commit();
  const auto inner = connection->begin_step(StepMode::transactional);
  inner->run(statement("INSERT INTO t VALUES (2)"));
  inner->commit();
  EXPECT_EQ(raw("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(raw("SELECT * FROM t"), "1\n2");
}

TEST_F(StepTest, ModulesMayDoWhatStatementsMayNot) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("CREATE VIRTUAL TABLE f USING fts4(a)"));
  step->run(statement("INSERT INTO f VALUES ('one two')"));
  step->run(statement("INSERT INTO f(f) VALUES ('optimize')"));
  step->run(statement("ALTER TABLE t ADD COLUMN b CHECK (b > 0)"));
  step->check();
  step->commit();
  EXPECT_EQ(raw("SELECT count(*) FROM f WHERE f MATCH 'two'"), "1");
}

/// `step = begin_step(…)` makes the new one before the old one is gone.
TEST_F(StepTest, AStepThatIsOverLeavesTheNextOnesSettingsAlone) {
  const auto connection = connect();
  std::unique_ptr<StepTransaction> step = connection->begin_step(StepMode::transactional);
  step->commit();
  step = connection->begin_step(StepMode::foreign_keys_off);
  EXPECT_EQ(pragma(*connection, "foreign_keys"), 0);
  step.reset();
  EXPECT_EQ(pragma(*connection, "foreign_keys"), 1);
}

TEST_F(StepTest, DropTableDoesNotCascadeSilently) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE); CREATE TABLE c (a, p REFERENCES p ON "
      "DELETE SET NULL);"
      "INSERT INTO p VALUES (1, 1)");
  EXPECT_EQ(refusal("DROP TABLE p"), "") << "no rows refer to it but its own";
  raw("INSERT INTO c VALUES (5, NULL)");
  EXPECT_EQ(refusal("DROP TABLE p"), "");
  raw("INSERT INTO c VALUES (6, 1)");
  EXPECT_HAS(refusal("DROP TABLE p"),
             "rows of table 'c' too: foreign keys are on, and its key says ON DELETE SET NULL");
  EXPECT_EQ(refusal("DROP TABLE p", StepMode::foreign_keys_off), "");
}

TEST_F(StepTest, ARebuildNeedsForeignKeysOff) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  Statement rebuild = statement("CREATE TABLE _retort_new_t (a)");
  rebuild.rebuild = RebuildGuard{"t", {"a"}, {}, {}, "0"};
  EXPECT_HAS(thrown<ProjectError>([&] { step->run(rebuild); }), "foreign_keys=off");
}

TEST_F(StepTest, AStepWithinATransactionIsAMistake) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  EXPECT_THROW(connection->begin_step(StepMode::foreign_keys_off), std::logic_error);
}

}  // namespace
}  // namespace retort::sqlite
