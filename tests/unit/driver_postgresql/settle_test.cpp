// What becomes of statements that no transaction holds, when the run that began them is gone.
#include "server.hpp"

namespace retort::postgresql {
namespace {

class SettleTest : public Database {
 protected:
  InDoubt settled(const std::string& text) const {
    const auto connection = connect();
    const auto step = connection->begin_step(StepMode::autocommit);
    Statement statement;
    statement.text = text;
    statement.mode = StepMode::autocommit;
    return connection->settle(statement);
  }
  /// A unique index over equal values ends invalid.
  void half_built(const std::string& schema) const {
    sql("CREATE TABLE " + schema + ".t (a int)");
    sql("INSERT INTO " + schema + ".t VALUES (1), (1)");
    EXPECT_ANY_THROW(sql("CREATE UNIQUE INDEX CONCURRENTLY \"I x\" ON " + schema + ".t (a)"));
    ASSERT_EQ(invalid(), "I x");
  }
  std::string invalid() const {
    return sql(
        "SELECT string_agg(c.relname, ' ') FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT "
        "indisvalid");
  }
};
RETORT_ON_EACH_SERVER(SettleTest);

TEST_P(SettleTest, AHalfBuiltIndexIsClearedAndBuiltAgain) {
  half_built("public");
  EXPECT_EQ(settled("CREATE UNIQUE INDEX CONCURRENTLY \"I x\" ON t (a)"), InDoubt::again);
  EXPECT_EQ(invalid(), "");
}

TEST_P(SettleTest, OneInAnotherSchemaToo) {
  sql("CREATE SCHEMA s");
  half_built("s");
  EXPECT_EQ(settled("create unique index concurrently if not exists \"I x\" on only s.t using btree (a)"),
            InDoubt::again);
  EXPECT_EQ(invalid(), "");
}

TEST_P(SettleTest, AnIndexThatIsThereWasMade) {
  sql("CREATE TABLE t (a int)");
  EXPECT_EQ(settled("CREATE INDEX CONCURRENTLY i ON t (a)"), InDoubt::again);
  sql("CREATE INDEX i ON t (a)");
  EXPECT_EQ(settled("CREATE INDEX CONCURRENTLY i ON t (a)"), InDoubt::ran);
  EXPECT_EQ(sql("SELECT 'i'::regclass"), "i");
}

TEST_P(SettleTest, AnIndexWithoutANameMayBeEither) {
  sql("CREATE TABLE t (a int)");
  EXPECT_EQ(settled("CREATE INDEX CONCURRENTLY ON t (a)"), InDoubt::unknown);
}

TEST_P(SettleTest, AnIndexThatIsStillThereWasNotDropped) {
  half_built("public");
  EXPECT_EQ(settled("DROP INDEX CONCURRENTLY IF EXISTS \"I x\""), InDoubt::again);
  EXPECT_EQ(invalid(), "I x");
  sql("DROP INDEX \"I x\"");
  EXPECT_EQ(settled("DROP INDEX CONCURRENTLY \"I x\""), InDoubt::ran);
}

TEST_P(SettleTest, WhatAReindexLeftIsCleared) {
  half_built("public");
  sql("ALTER INDEX \"I x\" RENAME TO i_ccnew");
  sql("CREATE TABLE u (a int)");
  sql("CREATE INDEX i_ccold ON u (a)");
  EXPECT_EQ(settled("REINDEX TABLE CONCURRENTLY t"), InDoubt::again);
  EXPECT_EQ(invalid(), "");
  EXPECT_EQ(sql("SELECT 'i_ccold'::regclass"), "i_ccold");
}

TEST_P(SettleTest, APartitionIsDetachedOrNot) {
  sql("CREATE TABLE p (a int) PARTITION BY LIST (a)");
  sql("CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
  const std::string statement = "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY";
  EXPECT_EQ(settled(statement), InDoubt::again);
  // The first of its two transactions, without the second.
  sql("UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'p1'::regclass");
  EXPECT_EQ(settled(statement), InDoubt::ran);
  EXPECT_EQ(sql("SELECT count(*) FROM pg_inherits"), "0");
  EXPECT_EQ(settled(statement), InDoubt::ran);
}

TEST_P(SettleTest, SomeDoNoHarmTwiceAndSomeNobodyKnows) {
  EXPECT_EQ(settled("VACUUM"), InDoubt::again);
  EXPECT_EQ(settled("CREATE DATABASE retort_test_nosuch"), InDoubt::again);
  EXPECT_EQ(settled("DROP DATABASE retort_test_nosuch"), InDoubt::ran);
  EXPECT_EQ(settled("CALL p()"), InDoubt::unknown);
  EXPECT_EQ(settled("DO $$BEGIN COMMIT; END$$"), InDoubt::unknown);
}

TEST_P(SettleTest, OnlyWhatNoTransactionHoldsIsEverInDoubt) {
  const auto connection = connect();
  for (const char* inside : {"CREATE INDEX i ON t (a)", "ALTER TYPE e ADD VALUE 'x'", "DO $$BEGIN PERFORM 1; END$$",
                             "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "-- nothing"})
    EXPECT_TRUE(connection->runs_in_transaction(inside)) << inside;
  for (const char* outside :
       {"CREATE INDEX CONCURRENTLY i ON t (a)", "/* now */ VACUUM t", "REINDEX TABLE t", "CALL p()",
        "DO $$BEGIN COMMIT; END$$", "CREATE DATABASE d", "ALTER SYSTEM SET work_mem = '1MB'"})
    EXPECT_FALSE(connection->runs_in_transaction(outside)) << outside;
}

}  // namespace
}  // namespace retort::postgresql
