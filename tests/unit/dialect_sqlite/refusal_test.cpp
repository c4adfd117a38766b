#include "dialect/sqlite/refusal.hpp"

#include <gtest/gtest.h>

namespace retort::sqlite {
namespace {

constexpr StepMode kModes[] = {StepMode::transactional, StepMode::autocommit, StepMode::foreign_keys_off};

void expect_refused(std::string_view statement, StepMode mode, std::string_view part) {
  const std::string reason = refusal(statement, mode);
  EXPECT_NE(reason.find(part), std::string::npos) << statement << ": " << reason;
}

TEST(Refusal, TransactionsAreTheSteps) {
  for (const StepMode mode : kModes) {
    for (const char* statement : {"BEGIN", "begin immediate", "COMMIT", "END", "ROLLBACK", "/* x */ SAVEPOINT a",
                                  "RELEASE a", "ROLLBACK TO a"}) {
      expect_refused(statement, mode, "a step is a transaction already");
    }
  }
  EXPECT_TRUE(refusal("Commit", StepMode::transactional).starts_with("COMMIT is refused"));
}

TEST(Refusal, OtherFilesAreNotTheRevisions) {
  for (const StepMode mode : kModes) {
    expect_refused("ATTACH 'x.db' AS x", mode, "ATTACH is refused");
    expect_refused("DETACH x", mode, "DETACH is refused");
  }
}

TEST(Refusal, ShellLinesAreNoSql) {
  expect_refused("\\i other.sql", StepMode::transactional, "the statements themselves");
  expect_refused(".read other.sql", StepMode::autocommit, "the statements themselves");
}

TEST(Refusal, PragmasStandOnAList) {
  for (const StepMode mode : kModes) {
    expect_refused("PRAGMA foreign_keys = OFF", mode, "foreign_keys=off");
    expect_refused("PRAGMA main.writable_schema = 1", mode, "writable_schema");
    EXPECT_EQ(refusal("PRAGMA user_version = 7", mode), "");
  }
  EXPECT_EQ(refusal("PRAGMA legacy_alter_table = ON", StepMode::foreign_keys_off), "");
  EXPECT_EQ(refusal("PRAGMA journal_mode = WAL", StepMode::autocommit), "");
  expect_refused("PRAGMA journal_mode = WAL", StepMode::transactional, "upgrade autocommit");
}

TEST(Refusal, VacuumNeedsAStepWithoutTransaction) {
  EXPECT_EQ(refusal("VACUUM", StepMode::autocommit), "");
  expect_refused("vacuum", StepMode::transactional, "upgrade autocommit");
  expect_refused("VACUUM", StepMode::foreign_keys_off, "upgrade autocommit");
}

TEST(Refusal, StepsWithoutForeignKeysHoldDdlAndCopyingOnly) {
  const StepMode mode = StepMode::foreign_keys_off;
  for (const char* statement :
       {"CREATE TABLE _retort_new_t (a)", "INSERT OR ABORT INTO _retort_new_t (a) SELECT a FROM t", "DROP TABLE t",
        "ALTER TABLE _retort_new_t RENAME TO t", "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END",
        "DELETE FROM sqlite_sequence WHERE name = 't'", "INSERT INTO sqlite_sequence VALUES ('t', 1)",
        "INSERT INTO \"_retort_new_a b\" SELECT 1", "CREATE INDEX i ON t (a)"}) {
    EXPECT_EQ(refusal(statement, mode), "") << statement;
  }
  expect_refused("DELETE FROM parents WHERE id = 1", mode, "'parents'");
  expect_refused("WITH x AS (SELECT 1) UPDATE t SET a = 1", mode, "step of its own");
  expect_refused("INSERT INTO t SELECT * FROM _retort_new_t", mode, "cascade");
  expect_refused("REPLACE INTO t VALUES (1)", mode, "cascade");
  expect_refused("DELETE FROM _retort_new_t", mode, "cascade");
}

TEST(Refusal, OrRollbackEndsTheTransaction) {
  expect_refused("INSERT OR ROLLBACK INTO t VALUES (1)", StepMode::transactional, "OR ABORT");
  expect_refused("UPDATE OR ROLLBACK t SET a = 1", StepMode::autocommit, "OR ABORT");
  EXPECT_EQ(refusal("INSERT OR IGNORE INTO t VALUES ('OR ROLLBACK')", StepMode::transactional), "");
}

TEST(Refusal, OrdinaryStatementsMayStand) {
  for (const StepMode mode : {StepMode::transactional, StepMode::autocommit}) {
    for (const char* statement :
         {"UPDATE t SET a = 1", "DELETE FROM t", "INSERT INTO t VALUES (1)", "SELECT 1", "CREATE TABLE t (a)",
          "DROP VIEW v", "ANALYZE", "REINDEX", "ALTER TABLE t ADD b", "WITH x AS (SELECT 1) SELECT 1"}) {
      EXPECT_EQ(refusal(statement, mode), "") << statement;
    }
  }
}

}  // namespace
}  // namespace retort::sqlite
