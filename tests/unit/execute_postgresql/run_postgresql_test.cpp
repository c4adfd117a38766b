// The runner on PostgreSQL: others in the way, and statements that no transaction holds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "driver/driver.hpp"
#include "driver/postgresql/lock.hpp"
#include "execute/failure.hpp"
#include "execute/run.hpp"
#include "retort/postgresql.hpp"
#include "support/postgresql_database.hpp"

namespace retort {
namespace {

using testing::PostgresqlDatabase;

struct Told : Observer {
  void waiting(const std::string& holder) override { said.push_back("waiting for " + holder); }
  void step_started(const PlannedStep& step) override { said.push_back("start " + step.file->id); }
  std::vector<std::string> said;
};

class RunTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    RETORT_NEEDS_POSTGRESQL(GetParam());
    database_ = std::make_unique<PostgresqlDatabase>(GetParam());
    options_.names = {{Identifier("public"), Identifier("retort_version")},
                      {Identifier("public"), Identifier("retort_journal")}};
    options_.now = [] { return std::string("2026-11-20T08:00:00Z"); };
    options_.target = "head";
  }

  void revision(const std::string& id, const std::string& revises, const std::string& steps) {
    files_.push_back(parse_revision(
        SourceText(id + ".sql", fmt::format("-- {0}\n--\n-- Revision ID: {0}\n-- Revises: {1}\n\n{2}\n\n-- retort: "
                                            "irreversible a test\n",
                                            id, revises, steps)),
        postgresql::driver().dialect().lexicon()));
  }
  Outcome upgrade() {
    ConnectOptions to;
    to.lock_wait = options_.lock_wait;
    to.lock_timeout = std::chrono::milliseconds(600);
    to.cancellation = options_.cancellation;
    const auto connection = postgresql::driver().connect(Url::parse(database_->url()), to);
    const RevisionGraph graph(files_);
    return run(graph, graph.resolve("heads", read_heads(*connection, options_.names)), Direction::upgrade,
               postgresql::driver(), *connection, options_, told_);
  }
  std::string sql(const std::string& query) const { return database_->query(query); }
  std::string journal() const {
    return sql(
        "SELECT string_agg(concat_ws(' ', revision, step, statement, state), '; ' ORDER BY id) FROM retort_journal");
  }
  std::string advisory_locks() const {
    return sql(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM "
        "pg_database WHERE datname = current_database())");
  }
  /// Another client that holds the table for this long.
  std::thread holding(const std::string& table, double seconds) {
    std::thread holder([this, table, seconds] {
      sql(fmt::format("BEGIN; LOCK TABLE {}; SELECT pg_sleep({}); COMMIT", table, seconds));
    });
    while (sql(fmt::format("SELECT count(*) FROM pg_locks WHERE relation = '{}'::regclass AND mode = "
                           "'AccessExclusiveLock' AND granted",
                           table)) != "1")
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return holder;
  }

  std::unique_ptr<PostgresqlDatabase> database_;
  std::vector<RevisionFile> files_;
  RunOptions options_;
  Told told_;
};
INSTANTIATE_TEST_SUITE_P(Server, RunTest, ::testing::ValuesIn(testing::kPostgresqlVersions),
                         [](const auto& version) { return fmt::format("{}", version.param); });

TEST_P(RunTest, AStepIsTriedAgainUntilItsTableIsFree) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  upgrade();
  revision("b", "a",
           "-- retort: upgrade\nCREATE TABLE u (a int);\nINSERT INTO t VALUES (1);\nALTER TABLE t ADD b int;");
  std::thread holder = holding("t", 2.0);
  told_.said.clear();
  const Outcome outcome = upgrade();
  holder.join();
  EXPECT_EQ(outcome.statements, 3);
  EXPECT_EQ(sql("SELECT count(*) FROM t"), "1");
  EXPECT_EQ(journal(), "a 1 done; b 1 done");
  ASSERT_GE(told_.said.size(), 2u);
  EXPECT_EQ(told_.said.front(), "start b");
  EXPECT_TRUE(told_.said[1].starts_with("waiting for process ")) << told_.said[1];
  EXPECT_NE(told_.said[1].find(", which holds t: BEGIN; LOCK TABLE t"), std::string::npos) << told_.said[1];
}

TEST_P(RunTest, ATableThatStaysLockedEndsTheRunAndIsNamed) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  upgrade();
  revision("b", "a", "-- retort: upgrade\nCREATE TABLE u (a int);\n\nALTER TABLE t ADD b int;");
  std::thread holder = holding("t", 4.0);
  options_.lock_wait = std::chrono::milliseconds(1000);
  try {
    upgrade();
    ADD_FAILURE() << "it ran";
  } catch (const LockTimeout& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("revision b, upgrade step 1 of 1, statement 2"), std::string::npos) << what;
    EXPECT_NE(what.find(", which holds t: BEGIN; LOCK TABLE t"), std::string::npos) << what;
    EXPECT_NE(what.find("The database is at a"), std::string::npos) << what;
    ASSERT_TRUE(error.where());
    EXPECT_EQ(error.where()->to_string(), "b.sql:9");
  }
  holder.join();
  EXPECT_EQ(sql("SELECT to_regclass('u') IS NULL"), "t");
}

TEST_P(RunTest, ADeadlockIsTriedAgain) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);");
  upgrade();
  revision("b", "a",
           "-- retort: upgrade\nLOCK TABLE t;\nSELECT pg_sleep(0.4);\nLOCK TABLE u;\nINSERT INTO t VALUES (1);");
  std::thread other([this] {
    database_->execute("SET deadlock_timeout = '10s'; BEGIN; LOCK TABLE u; SELECT pg_sleep(0.2); LOCK TABLE t; COMMIT");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  upgrade();
  other.join();
  EXPECT_EQ(sql("SELECT count(*) FROM t"), "1");
}

TEST_P(RunTest, WhoChangesTheHeadsBetweenTwoStepsIsSeen) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  revision("b", "a", "-- retort: upgrade\nCREATE TABLE u (a int);");
  revision("c", "b", "-- retort: upgrade\nCREATE TABLE v (a int);");
  options_.fault = [this](std::string_view point) {  // as Alembic would, which asks for no lock
    if (point.starts_with("after-commit a")) sql("CREATE TABLE u (b int); UPDATE retort_version SET version_num = 'b'");
  };
  const Outcome outcome = upgrade();
  EXPECT_EQ(outcome.ran, (std::vector<RevisionId>{"a", "c"}));
  EXPECT_EQ(journal(), "a 1 done; c 1 done");
  EXPECT_EQ(sql("SELECT attname FROM pg_attribute WHERE attrelid = 'u'::regclass AND attnum > 0"), "b");
  EXPECT_EQ(sql("SELECT to_regclass('v') IS NULL"), "f");
}

TEST_P(RunTest, WhoChangesTheHeadsOfARevisionThatRunsIsSeen) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  revision("b", "a", "-- retort: upgrade\nCREATE TABLE u (a int);");
  options_.fault = [this](std::string_view point) {
    if (point.starts_with("after-commit a")) sql("UPDATE retort_version SET version_num = 'b'");
  };
  const Outcome outcome = upgrade();
  EXPECT_EQ(outcome.ran, std::vector<RevisionId>{"a"});
  EXPECT_EQ(outcome.statements, 1);
  EXPECT_EQ(journal(), "a 1 done");
  EXPECT_EQ(sql("SELECT to_regclass('u') IS NULL"), "t");  // rolled back with its step
}

TEST_P(RunTest, AWholeRunIsOneTransactionOfStepsThatAreEachAsIfAlone) {
  options_.one_transaction = true;
  revision(
      "a", "",
      "-- retort: upgrade\nCREATE TABLE t (a int PRIMARY KEY, b int);\n"
      "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t DEFERRABLE INITIALLY DEFERRED;\n"
      "ALTER TABLE t ADD CONSTRAINT u UNIQUE (b) DEFERRABLE;\n"
      "-- retort: upgrade\nINSERT INTO t VALUES (1, 2); INSERT INTO t VALUES (2, 1); SET search_path = pg_catalog;\n"
      "CREATE TEMPORARY TABLE gone (a int); SET statement_timeout = 9000; PREPARE p AS SELECT 1;");
  // What the step before left to the end of the transaction would be in the way of ALTER TABLE.
  revision(
      "b", "a",
      "-- retort: upgrade\nALTER TABLE t ADD COLUMN c int; INSERT INTO t VALUES (3, 4); INSERT INTO t VALUES (4, 3);\n"
      "CREATE TABLE seen AS SELECT current_setting('statement_timeout') AS timeout; CREATE TABLE gone (b int);\n"
      "PREPARE p AS SELECT 2;\n"
      "CREATE TABLE v (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED);\n"
      "-- retort: upgrade\nINSERT INTO v VALUES (1, 9); INSERT INTO t VALUES (9);");
  const Outcome outcome = upgrade();
  EXPECT_EQ(outcome.ran, (std::vector<RevisionId>{"a", "b"}));
  EXPECT_EQ(outcome.statements, 18);
  EXPECT_EQ(journal(), "a 1 done; a 2 done; b 1 done; b 2 done");
  EXPECT_EQ(sql("SELECT count(DISTINCT xmin::text) FROM retort_journal"), "1");
  EXPECT_EQ(sql("SELECT count(*) FROM t"), "5");
  EXPECT_EQ(sql("SELECT to_regclass('public.gone') IS NOT NULL"), "t");
  EXPECT_EQ(sql("SELECT timeout FROM seen"), "0");
}

TEST_P(RunTest, AWholeRunLeavesNothingWhereALaterStepFails) {
  options_.one_transaction = true;
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);");
  revision("b", "a",
           "-- retort: upgrade\nINSERT INTO t VALUES (1);\n-- retort: upgrade\nINSERT INTO t VALUES (1), (2);");
  revision("c", "b", "-- retort: upgrade\nCREATE TABLE u (a int);");
  try {
    upgrade();
    FAIL();
  } catch (const StatementFailed& error) {  // at the end of its step, and not at COMMIT
    EXPECT_TRUE(std::string(error.what()).starts_with("revision b, upgrade step 2 of 2 failed: ")) << error.what();
    EXPECT_NE(std::string(error.what()).find("The whole run was rolled back; the database is at base"),
              std::string::npos)
        << error.what();
    EXPECT_EQ(error.hint(), "mend b.sql, then `retort upgrade head` begins again");
  }
  EXPECT_EQ(journal(), "");
  EXPECT_EQ(sql("SELECT to_regclass('t') IS NULL AND to_regclass('u') IS NULL"), "t");
}

TEST_P(RunTest, AWholeRunBeginsAgainWhereATableIsLocked) {
  upgrade();
  sql("CREATE TABLE t (a int)");
  options_.one_transaction = true;
  revision("a", "", "-- retort: upgrade\nCREATE TABLE u (a int);");
  revision("b", "a", "-- retort: upgrade\nALTER TABLE t ADD COLUMN b int;");
  std::thread holder = holding("t", 1.5);
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"a", "b"}));
  holder.join();
  EXPECT_EQ(journal(), "a 1 done; b 1 done");
  EXPECT_EQ(std::count(told_.said.begin(), told_.said.end(), "start a"), 1);
}

TEST_P(RunTest, WhoChangesTheHeadsWithinAWholeRunIsSeen) {
  options_.one_transaction = true;
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  revision("b", "a", "-- retort: upgrade\nCREATE TABLE u (a int);");
  revision("x", "", "-- retort: upgrade\nCREATE TABLE v (a int);");
  bool done = false;
  options_.fault = [&](std::string_view point) {  // as Alembic would, which asks for no lock
    if (point.starts_with("before-statement b") && !std::exchange(done, true))
      sql("CREATE TABLE v (b int); INSERT INTO retort_version VALUES ('x')");
  };
  const Outcome outcome = upgrade();
  EXPECT_EQ(outcome.ran, (std::vector<RevisionId>{"a", "b"}));
  EXPECT_EQ(outcome.statements, 2);
  EXPECT_EQ(journal(), "a 1 done; b 1 done");
  EXPECT_EQ(sql("SELECT string_agg(version_num, ' ' ORDER BY version_num) FROM retort_version"), "b x");
}

TEST_P(RunTest, WhoWaitsForARunThatLeavesNothingToDoNeedsNoTurn) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);");
  upgrade();
  sql("DELETE FROM retort_version; DELETE FROM retort_journal");
  std::thread other([this] {
    sql(fmt::format(
        "BEGIN; SELECT pg_advisory_lock({}); SELECT pg_sleep(0.3); INSERT INTO retort_version VALUES ('a'); "
        "COMMIT; SELECT pg_sleep(2)",
        postgresql::lock_key({})));
  });
  while (advisory_locks() != "1") std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(upgrade().ran.empty());
  EXPECT_EQ(advisory_locks(), "1");  // still the other's
  other.join();
}

const char* const kIndex = "-- retort: upgrade autocommit\nCREATE UNIQUE INDEX CONCURRENTLY i ON t (a);";

TEST_P(RunTest, AnIndexThatFailsIsClearedAway) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (1);");
  upgrade();
  revision("b", "a", kIndex);
  try {
    upgrade();
    ADD_FAILURE() << "it ran";
  } catch (const StatementFailed& error) {
    EXPECT_EQ(error.server().code, "23505");
    EXPECT_NE(std::string(error.what()).find("\n  detail: Key (a)=(1) is duplicated."), std::string::npos)
        << error.what();
  }
  EXPECT_EQ(sql("SELECT to_regclass('i') IS NULL"), "t");
  EXPECT_EQ(journal(), "a 1 done; b 1 1 failed");
  sql("DELETE FROM t");
  upgrade();
  EXPECT_EQ(journal(), "a 1 done; b 1 1 failed; b 1 1 done; b 1 done");
}

TEST_P(RunTest, AnIndexThatARunLeftHalfBuiltIsBuiltAnew) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (1);");
  upgrade();
  EXPECT_ANY_THROW(sql("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"));
  sql("INSERT INTO retort_journal (revision, revises, direction, step, steps, statement, hash, state, started, "
      "username, "
      "hostname) VALUES ('b', 'a', 'upgrade', 1, 1, 1, '', 'started', '', '', '')");
  sql("DELETE FROM t");
  revision("b", "a", kIndex);
  upgrade();
  EXPECT_EQ(sql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"), "t");
  EXPECT_EQ(sql("SELECT version_num FROM retort_version"), "b");
}

TEST_P(RunTest, AnIndexThatARunFinishedUnheardIsNotBuiltTwice) {
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t (a int);\nCREATE UNIQUE INDEX i ON t (a);");
  upgrade();
  sql("INSERT INTO retort_journal (revision, revises, direction, step, steps, statement, hash, state, started, "
      "username, "
      "hostname) VALUES ('b', 'a', 'upgrade', 1, 1, 1, '', 'started', '', '', '')");
  const std::string before = sql("SELECT 'i'::regclass::oid");
  revision("b", "a", kIndex);
  EXPECT_EQ(upgrade().statements, 0);
  EXPECT_EQ(sql("SELECT 'i'::regclass::oid"), before);
  EXPECT_EQ(sql("SELECT version_num FROM retort_version"), "b");
}

TEST_P(RunTest, WhatNobodyKnowsIsLeftToAPerson) {
  revision("a", "", "-- retort: upgrade\nCREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; END';");
  upgrade();
  sql("INSERT INTO retort_journal (revision, revises, direction, step, steps, statement, hash, state, started, "
      "username, "
      "hostname) VALUES ('b', 'a', 'upgrade', 1, 1, 1, '', 'started', '', '', '')");
  revision("b", "a", "-- retort: upgrade autocommit\nCALL p();");
  try {
    upgrade();
    ADD_FAILURE() << "it ran";
  } catch (const MigrationFailed& error) {
    EXPECT_NE(std::string(error.what()).find("nobody can tell"), std::string::npos) << error.what();
    EXPECT_NE(error.hint().find("retort repair b --as applied"), std::string::npos) << error.hint();
  }
}

}  // namespace
}  // namespace retort
