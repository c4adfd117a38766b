// What a step's commit takes along of the step that comes next.
#include <chrono>
#include <thread>

#include "server.hpp"

namespace retort::postgresql {
namespace {

using std::chrono::steady_clock;

class SentAhead : public Database {
 protected:
  void SetUp() override {
    Database::SetUp();
    if (IsSkipped()) return;
    sql("CREATE TABLE t (a int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)");
    connection = connect();
    lock = connection->lock_run([] { return true; });
  }

  static std::vector<Statement> statements(const std::vector<std::string>& texts) {
    std::vector<Statement> made(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) made[i].text = texts[i];
    return made;
  }
  void step(const std::vector<std::string>& texts, const std::vector<std::string>& next) {
    const auto step = connection->begin_step(StepMode::transactional);
    std::size_t done = 0;
    step->run_all(statements(texts), done);
    step->check();
    step->commit_before(statements(next));
  }
  /// What other connections see.
  std::string rows() const { return sql("SELECT string_agg(a::text, ' ' ORDER BY a) FROM t"); }
  /// What runs by this connection's server process, or ran last.
  std::string running() const { return sql("SELECT query FROM pg_stat_activity WHERE pid = " + std::to_string(pid())); }
  int pid() const {
    return std::stoi(
        sql("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid "
            "FROM pg_database WHERE datname = current_database())"));
  }

  std::unique_ptr<Connection> connection;
  std::unique_ptr<RunLock> lock;
};
RETORT_ON_EACH_SERVER(SentAhead);

TEST_P(SentAhead, RunsBeforeItIsAskedForAndStandsOnlyThen) {
  step({"INSERT INTO t VALUES (1)"}, {"INSERT INTO t VALUES (2)"});
  for (int i = 0; i < 200 && running() != "INSERT INTO t VALUES (2)"; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(running(), "INSERT INTO t VALUES (2)");
  EXPECT_EQ(rows(), "1");
  step({"INSERT INTO t VALUES (2)"}, {});
  EXPECT_EQ(rows(), "1 2");
}

TEST_P(SentAhead, RunsOnce) {
  sql("CREATE SEQUENCE s");
  step({"SELECT 1"}, {"SELECT nextval('s')"});
  step({"SELECT nextval('s')"}, {"SELECT nextval('s')", "INSERT INTO t VALUES (1)"});
  step({"SELECT nextval('s')", "INSERT INTO t VALUES (1)"}, {});
  EXPECT_EQ(sql("SELECT last_value FROM s"), "2");
}

TEST_P(SentAhead, IsUndoneWhereSomethingElseComes) {
  step({"INSERT INTO t VALUES (1)"}, {"INSERT INTO t VALUES (2)"});
  step({"INSERT INTO t VALUES (3)"}, {"INSERT INTO t VALUES (4)"});
  EXPECT_EQ(connection->query("SELECT count(*) FROM t").rows.at(0).at(0), Value(std::int64_t{2}));
  EXPECT_EQ(rows(), "1 3");
}

TEST_P(SentAhead, ACommitThatFailsTakesItAlong) {
  {
    const auto begun = connection->begin_step(StepMode::transactional);
    std::size_t done = 0;
    begun->run_all(statements({"INSERT INTO t VALUES (1), (1)"}), done);
    const auto error = error_of<DatabaseError>([&] { begun->commit_before(statements({"INSERT INTO t VALUES (2)"})); });
    EXPECT_EQ(error.server().code, "23505");
  }
  EXPECT_EQ(rows(), "");
  step({"INSERT INTO t VALUES (3)"}, {});
  EXPECT_EQ(rows(), "3");
}

TEST_P(SentAhead, FailsInItsOwnTurn) {
  step({"INSERT INTO t VALUES (1)"}, {"INSERT INTO t VALUES (2)", "SELECT nosuch"});
  EXPECT_EQ(rows(), "1");
  {
    const auto begun = connection->begin_step(StepMode::transactional);
    std::size_t done = 9;
    const auto error = error_of<DatabaseError>([&] {
      begun->run_all(statements({"INSERT INTO t VALUES (2)", "SELECT nosuch"}), done);
    });
    EXPECT_EQ(error.server().code, "42703");
    EXPECT_EQ(error.server().offset, 7u);
    EXPECT_EQ(done, 1u);
  }
  EXPECT_EQ(rows(), "1");
}

TEST_P(SentAhead, WhatIsRefusedStaysWhereItIs) {
  step({"INSERT INTO t VALUES (1)"}, {"COMMIT"});
  EXPECT_THROW(step({"COMMIT"}, {}), ProjectError);
  EXPECT_EQ(rows(), "1");
}

TEST_P(SentAhead, NoticesAreToldInItsOwnTurn) {
  const std::string notice = "DO $$BEGIN RAISE NOTICE 'here'; END$$";
  std::vector<std::string> told;
  connection->on_notice([&](const std::string& text) { told.push_back(text); });
  step({"INSERT INTO t VALUES (1)"}, {notice});
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(told.empty());
  step({notice}, {});
  ASSERT_EQ(told.size(), 1u);
  EXPECT_NE(told[0].find("here"), std::string::npos);
}

TEST_P(SentAhead, IsCancelledWhereNobodyWantsItAnyMore) {
  step({"INSERT INTO t VALUES (1)"}, {"SELECT pg_sleep(600)"});
  const auto before = steady_clock::now();
  lock.reset();
  EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(20));
  EXPECT_EQ(sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"), "0");
  EXPECT_EQ(rows(), "1");
}

TEST_P(SentAhead, NothingIsSentWithoutTheLock) {
  lock.reset();
  step({"INSERT INTO t VALUES (1)"}, {"SELECT pg_sleep(600)"});
  EXPECT_EQ(sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"), "0");
}

}  // namespace
}  // namespace retort::postgresql
