#include "dialect/postgresql/refusal.hpp"

#include <gtest/gtest.h>

namespace retort::postgresql {
namespace {

void expect_refused(std::string_view statement, StepMode mode, std::string_view part) {
  const std::string reason = refusal(statement, mode);
  EXPECT_NE(reason.find(part), std::string::npos) << statement << ": " << reason;
}

TEST(Refusal, TransactionsAreTheSteps) {
  for (const StepMode mode : {StepMode::transactional, StepMode::autocommit}) {
    for (const char* statement :
         {"BEGIN", "begin isolation level serializable", "START TRANSACTION", "COMMIT", "END", "ABORT", "ROLLBACK",
          "/* x */ SAVEPOINT a", "RELEASE a", "ROLLBACK TO a", "PREPARE TRANSACTION 'x'", "COMMIT PREPARED 'x'",
          "SET TRANSACTION READ ONLY", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"}) {
      expect_refused(statement, mode, "a step is a transaction already");
    }
    expect_refused("DISCARD ALL", mode, "the lock");
  }
}

TEST(Refusal, ShellLinesAreNoSql) {
  for (const char* statement : {"\\i other.sql", "\\connect x", "SELECT 1 \\gexec"})
    expect_refused(statement, StepMode::autocommit, "the statements themselves");
  EXPECT_EQ(refusal("SELECT '\\', E'\\\\', $$\\i$$", StepMode::transactional), "");
}

TEST(Refusal, RowsDoNotTravel) {
  for (const char* statement :
       {"COPY t FROM stdin", "COPY t (a, b) FROM STDIN WITH (FORMAT csv)", "COPY (SELECT 1) TO stdout"})
    expect_refused(statement, StepMode::autocommit, "INSERT");
  EXPECT_EQ(refusal("COPY t FROM '/rows'", StepMode::transactional), "");
}

TEST(Refusal, WhatRunsOutsideOfTransactionsHasItsOwnStep) {
  for (const auto& [statement, title] : std::initializer_list<std::pair<const char*, const char*>>{
           {"CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX CONCURRENTLY"},
           {"create unique index concurrently on t (a)", "CREATE INDEX CONCURRENTLY"},
           {"DROP INDEX CONCURRENTLY i", "DROP INDEX CONCURRENTLY"},
           {"ALTER TABLE p DETACH PARTITION c CONCURRENTLY", "ALTER TABLE … DETACH PARTITION … CONCURRENTLY"},
           {"REINDEX INDEX CONCURRENTLY i", "REINDEX CONCURRENTLY"},
           {"REINDEX (VERBOSE) SCHEMA s", "REINDEX of more than one table"},
           {"VACUUM FULL t", "VACUUM"},
           {"CLUSTER", "CLUSTER without a table"},
           {"CREATE DATABASE d", "CREATE DATABASE"},
           {"DROP DATABASE d", "DROP DATABASE"},
           {"ALTER DATABASE d SET TABLESPACE t", "ALTER DATABASE"},
           {"CREATE TABLESPACE t LOCATION '/x'", "CREATE TABLESPACE"},
           {"ALTER SYSTEM SET a = 1", "ALTER SYSTEM"},
           {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "CREATE SUBSCRIPTION"}}) {
    EXPECT_EQ(refusal(statement, StepMode::transactional),
              std::string(title) +
                  " can't run inside a transaction: put it in a step of its own: -- retort: upgrade autocommit");
    EXPECT_EQ(refusal(statement, StepMode::autocommit), "");
    EXPECT_EQ(outside_transaction(statement), title);
  }
}

TEST(Refusal, EverythingElseMayStand) {
  for (const char* statement :
       {"CREATE INDEX \"concurrently\" ON t (a)", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "ALTER TYPE e ADD VALUE 'x'", "REINDEX TABLE schema", "CLUSTER t USING i", "ALTER DATABASE d SET a = 1",
        "ALTER TABLESPACE t OWNER TO x", "ALTER TABLE p DETACH PARTITION c",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)", "SET search_path = a", "RESET ALL",
        "DO $$ BEGIN NULL; END $$", "CALL p()", "COMMENT ON DATABASE d IS 'x'", "INSERT INTO t VALUES (1)",
        "GRANT SELECT ON t TO x", "LOCK TABLE t", "ANALYZE t", ""}) {
    EXPECT_EQ(refusal(statement, StepMode::transactional), "") << statement;
    EXPECT_EQ(outside_transaction(statement), "") << statement;
  }
  expect_refused("INSERT INTO t VALUES (1)", StepMode::foreign_keys_off, "SQLite");
}

}  // namespace
}  // namespace retort::postgresql
