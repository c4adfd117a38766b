// The body of a step: what it leaves, what it may not do, and how it says what went wrong.
#include <thread>

#include "server.hpp"

namespace retort::postgresql {
namespace {

class StepTest : public Database {
 protected:
  static Statement statement(const std::string& text, StepMode mode = StepMode::transactional) {
    Statement made;
    made.text = text;
    made.mode = mode;
    return made;
  }
  static void run(Connection& connection, const std::vector<std::string>& texts,
                  StepMode mode = StepMode::transactional) {
    const auto step = connection.begin_step(mode);
    std::vector<Statement> statements;
    for (const std::string& text : texts) statements.push_back(statement(text, mode));
    std::size_t done = 0;
    step->run_all(statements, done);
    EXPECT_EQ(done, texts.size());
    step->check();
    step->commit();
  }
  /// The text of the statement from where the server points.
  std::string pointed_at(const std::string& text) const {
    const auto connection = connect();
    const auto error = error_of<DatabaseError>([&] { run(*connection, {text}); });
    return error.server().offset ? text.substr(*error.server().offset, 8) : "nowhere";
  }
};
RETORT_ON_EACH_SERVER(StepTest);

TEST_P(StepTest, StandsWholeOrNotAtAll) {
  const auto connection = connect();
  run(*connection, {"CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)"});
  EXPECT_EQ(sql("SELECT a FROM t"), "1");
  std::size_t done = 9;
  {
    const auto step = connection->begin_step(StepMode::transactional);
    const std::vector<Statement> statements{statement("INSERT INTO t VALUES (2)"), statement("SELECT 1/0"),
                                            statement("INSERT INTO t VALUES (3)")};
    const auto error = error_of<DatabaseError>([&] { step->run_all(statements, done); });
    EXPECT_EQ(error.server().code, "22012");
  }
  EXPECT_EQ(done, 1u);
  EXPECT_EQ(sql("SELECT a FROM t"), "1");
  run(*connection, {"INSERT INTO t VALUES (4)"});
  EXPECT_EQ(sql("SELECT count(*) FROM t"), "2");
}

TEST_P(StepTest, ADeferredConstraintFailsBeforeTheCommit) {
  sql("CREATE TABLE t (a int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)");
  const auto connection = connect();
  const auto error = error_of<DatabaseError>([&] { run(*connection, {"INSERT INTO t VALUES (1), (1)"}); });
  EXPECT_EQ(error.server().code, "23505");
  EXPECT_EQ(error.server().detail, "Key (a)=(1) already exists.");
  EXPECT_EQ(sql("SELECT count(*) FROM t"), "0");
}

TEST_P(StepTest, AnErrorPointsAtItsByte) {
  EXPECT_EQ(pointed_at("SELECT nosuch"), "nosuch");
  EXPECT_EQ(pointed_at("SELECT 'äöü€😀',\n  nosuch + 1"), "nosuch +");
  EXPECT_EQ(pointed_at("-- ünder\nSELEC 1"), "SELEC 1");
  EXPECT_EQ(pointed_at("SELECT 1/0"), "nowhere");
}

TEST_P(StepTest, AnErrorInABodyPointsAtItsLine) {
  EXPECT_EQ(pointed_at("DO $$\nBEGIN\n  -- ä\n  RAISE EXCEPTION 'no';\nEND$$"), "RAISE EX");
  EXPECT_EQ(pointed_at("DO $$ BEGIN\n  PERFORM 1;\n  PERFORM 1/0;\nEND$$"), "PERFORM ");
  EXPECT_EQ(pointed_at("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETRUN 1;\nEND$$"),
            "RETRUN 1");
  EXPECT_EQ(pointed_at("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT nosuch\n$$"), "nosuch\n$");
}

TEST_P(StepTest, AnErrorSaysWhichFunctionCalledWhich) {
  sql("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN\n RAISE EXCEPTION 'no' USING HINT = 'ask ada'; "
      "END$$");
  const auto connection = connect();
  const auto error = error_of<DatabaseError>([&] { run(*connection, {"SELECT f()"}); });
  EXPECT_EQ(error.server().hint, "ask ada");
  EXPECT_EQ(error.server().context, "PL/pgSQL function f() line 2 at RAISE");
}

TEST_P(StepTest, WhatItSetsIsGoneAfterIt) {
  const std::string role = fmt::format("retort_test_role_{}", database->name());
  sql("CREATE ROLE " + role);
  const auto connection = connect();
  const std::string settings =
      "SELECT current_user, session_user, current_setting('search_path'), current_setting('work_mem'), "
      "current_setting('TimeZone'), current_setting('check_function_bodies'), to_regclass('pg_temp.tmp') IS NULL, "
      "(SELECT count(*) FROM pg_prepared_statements WHERE name = 'theirs'), (SELECT count(*) FROM "
      "pg_listening_channels()), (SELECT count(*) FROM pg_cursors WHERE is_holdable)";
  const Rows before = connection->query(settings);
  run(*connection, {"SET search_path = pg_catalog", "SELECT set_config('work_mem', '3MB', false)", "SET ROLE " + role,
                    "SET TIME ZONE 'Asia/Tokyo'", "SET check_function_bodies = off"});
  EXPECT_EQ(connection->query(settings).rows, before.rows);
  run(*connection, {"SET SESSION AUTHORIZATION " + role});
  run(*connection, {"CREATE TEMP TABLE tmp (a int)", "LISTEN news", "PREPARE theirs AS SELECT 1",
                    "DECLARE c CURSOR WITH HOLD FOR SELECT 1"});
  EXPECT_EQ(connection->query(settings).rows, before.rows);
  run(*connection, {"SET search_path = pg_catalog"}, StepMode::autocommit);
  EXPECT_EQ(connection->query(settings).rows, before.rows);
  sql("DROP ROLE " + role);
}

TEST_P(StepTest, EachStartsFromTheSameSettings) {
  const std::string name = database->name();
  sql("ALTER DATABASE " + name + " SET search_path = nowhere");
  sql("ALTER DATABASE " + name + " SET DateStyle = 'SQL, DMY'");
  const auto connection = connect();
  run(*connection, {"CREATE TABLE t AS SELECT current_setting('search_path') AS path, '02/03/2026'::date AS day"});
  EXPECT_EQ(sql("SELECT path, to_char(day, 'YYYY-MM-DD') FROM public.t"), "public|2026-02-03");
}

TEST_P(StepTest, NothingEndsItsTransaction) {
  const auto connection = connect();
  for (const char* text : {"COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT a", "PREPARE TRANSACTION 'x'"})
    EXPECT_THROW(run(*connection, {text}), ProjectError) << text;
  sql("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'");
  for (const char* text : {"DO $$BEGIN COMMIT; END$$", "CALL p()", "DO $$BEGIN EXECUTE 'COMMIT'; END$$"}) {
    EXPECT_THROW(run(*connection, {"CREATE TABLE t (a int)", text}), DatabaseError) << text;
    EXPECT_EQ(sql("SELECT to_regclass('t')"), "") << text;
  }
}

TEST_P(StepTest, AnAutocommitStepRunsWhatNoTransactionHolds) {
  sql("CREATE TABLE t (a int)");
  sql("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (1); COMMIT; END'");
  const auto connection = connect();
  run(*connection, {"CREATE INDEX CONCURRENTLY i ON t (a)", "VACUUM t", "CALL p()", "DO $$BEGIN COMMIT; END$$"},
      StepMode::autocommit);
  EXPECT_EQ(sql("SELECT indisvalid, (SELECT count(*) FROM t) FROM pg_index WHERE indexrelid = 'i'::regclass"), "t|1");
}

TEST_P(StepTest, NoticesAreTold) {
  const auto connection = connect();
  std::vector<std::string> told;
  connection->on_notice([&](const std::string& notice) { told.push_back(notice); });
  run(*connection, {"DROP TABLE IF EXISTS nosuch", "DO $$BEGIN RAISE WARNING 'so' USING DETAIL = 'because'; END$$"});
  EXPECT_EQ(told, (std::vector<std::string>{"NOTICE: table \"nosuch\" does not exist, skipping",
                                            "WARNING: so\n  detail: because"}));
}

TEST_P(StepTest, AWaiterIsToldWhoHoldsTheLock) {
  const auto first = connect();
  const auto holding = first->begin_step(StepMode::autocommit);
  options.lock_wait = std::chrono::milliseconds(1500);
  const auto second = connect();
  std::string told;
  second->on_wait([&](const std::string& holder) { told += holder; });
  const auto error = error_of<LockTimeout>([&] { second->begin_step(StepMode::transactional); });
  const std::string holder = fmt::format("process {} of postgres (retort, from 127.0.0.1, since ",
                                         text_of(first->query("SELECT pg_backend_pid()").rows[0][0]));
  EXPECT_TRUE(told.starts_with(holder)) << told;
  EXPECT_NE(std::string(error.what()).find(holder), std::string::npos) << error.what();
}

TEST_P(StepTest, AnotherNameIsAnotherLock) {
  const auto first = connect();
  const auto holding = first->begin_step(StepMode::autocommit);
  options.lock_name = "other";
  options.lock_wait = std::chrono::milliseconds(0);
  EXPECT_NO_THROW(run(*connect(), {"SELECT 1"}));
}

TEST_P(StepTest, ATablesLockThatIsNotFreeIsContentionThatNamesItsHolder) {
  sql("CREATE SCHEMA s");
  sql("CREATE TABLE s.\"T t\" (a int)");
  const auto first = connect();
  const auto holding = first->begin();
  first->execute("LOCK TABLE s.\"T t\" IN SHARE MODE");
  options.lock_timeout = std::chrono::milliseconds(800);
  options.lock_name = "other";
  const auto second = connect();
  const auto error = error_of<Contention>([&] { run(*second, {"ALTER TABLE s.\"T t\" ADD b int"}); });
  EXPECT_EQ(error.server().code, "55P03");
  const std::string what = error.what();
  EXPECT_NE(
      what.find("process " + text_of(first->query("SELECT pg_backend_pid()").rows[0][0]) + " of postgres (retort"),
      std::string::npos)
      << what;
  EXPECT_NE(what.find("which holds s.\"T t\": LOCK TABLE"), std::string::npos) << what;
}

TEST_P(StepTest, AnInterruptEndsTheStatementOnTheServer) {
  const auto connection = connect();
  std::thread person([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    options.cancellation.cancel();
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(run(*connection, {"CREATE TABLE t (a int)", "SELECT pg_sleep(30)"}), Interrupted);
  person.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_EQ(sql("SELECT to_regclass('t')"), "");
  EXPECT_EQ(
      sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname "
          "= current_database()"),
      "0");
}

}  // namespace
}  // namespace retort::postgresql
