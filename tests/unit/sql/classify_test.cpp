#include "sql/classify.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lexicons.hpp"

namespace retort {
namespace {

StatementClass sqlite(std::string_view text) { return classify(text, testing::sqlite_lexicon()); }
StatementKind kind(std::string_view text) { return sqlite(text).kind; }
// "TABLE main.a": what DDL or DML is about.
std::string object(std::string_view text, const Lexicon& lexicon = testing::sqlite_lexicon()) {
  const StatementClass result = classify(text, lexicon);
  return result.object_kind + "|" + (result.object ? result.object->to_string() : "none");
}

TEST(Classify, Ddl) {
  EXPECT_EQ(kind("-- a\nCREATE TABLE t (a)"), StatementKind::create);
  EXPECT_EQ(kind("alter table t rename to u"), StatementKind::alter);
  EXPECT_EQ(kind("DROP VIEW v"), StatementKind::drop);
  EXPECT_EQ(object("CREATE TABLE t (a)"), "TABLE|t");
  EXPECT_EQ(object("CREATE TABLE t(a)"), "TABLE|t");
  EXPECT_EQ(object("create unique index if not exists main.\"I x\" on t (a)"), "INDEX|main.I x");
  EXPECT_EQ(object("CREATE VIRTUAL TABLE [f] USING fts5(a)"), "VIRTUAL TABLE|f");
  EXPECT_EQ(object("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END"), "TRIGGER|t");
  EXPECT_EQ(object("CREATE TABLE 'it''s' (a)"), "TABLE|it's");
  EXPECT_EQ(object("DROP TABLE IF EXISTS a.b"), "TABLE|a.b");
  EXPECT_EQ(object("ALTER TABLE `t` ADD b"), "TABLE|t");
}

TEST(Classify, DdlFlags) {
  EXPECT_TRUE(sqlite("DROP TABLE IF EXISTS a").if_exists);
  EXPECT_TRUE(sqlite("CREATE TABLE IF NOT EXISTS a (b)").if_exists);
  EXPECT_FALSE(sqlite("CREATE TABLE a (b)").if_exists);
  EXPECT_TRUE(sqlite("CREATE TEMP TABLE a (b)").temporary);
  EXPECT_TRUE(sqlite("CREATE TEMPORARY VIEW a AS SELECT 1").temporary);
  EXPECT_EQ(object("CREATE TEMPORARY VIEW a AS SELECT 1"), "VIEW|a");
  EXPECT_FALSE(sqlite("CREATE TABLE temp (b)").temporary);
}

TEST(Classify, DdlOfPostgreSql) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  EXPECT_EQ(object("CREATE OR REPLACE VIEW v AS SELECT 1", lexicon), "VIEW|v");
  EXPECT_EQ(object("CREATE MATERIALIZED VIEW s.v AS SELECT 1", lexicon), "MATERIALIZED VIEW|s.v");
  EXPECT_EQ(object("CREATE INDEX ON t (a)", lexicon), "INDEX|none");
}

TEST(Classify, Dml) {
  EXPECT_EQ(kind("SELECT 1"), StatementKind::select);
  EXPECT_EQ(kind("VALUES (1)"), StatementKind::select);
  EXPECT_EQ(kind("INSERT INTO t VALUES (1)"), StatementKind::insert);
  EXPECT_EQ(kind("REPLACE INTO t VALUES (1)"), StatementKind::insert);
  EXPECT_EQ(kind("UPDATE t SET a = 1"), StatementKind::update);
  EXPECT_EQ(kind("DELETE FROM t"), StatementKind::remove);
  EXPECT_EQ(object("INSERT OR IGNORE INTO main.t VALUES (1)"), "|main.t");
  EXPECT_EQ(object("REPLACE INTO t VALUES (1)"), "|t");
  EXPECT_EQ(object("UPDATE OR ABORT \"t\" SET a = 1"), "|t");
  EXPECT_EQ(object("DELETE FROM t"), "|t");
  EXPECT_EQ(object("SELECT 1"), "|none");
}

TEST(Classify, CommonTableExpressions) {
  EXPECT_EQ(kind("WITH a AS (SELECT 1) SELECT * FROM a"), StatementKind::select);
  EXPECT_EQ(kind("WITH RECURSIVE a(x, y) AS NOT MATERIALIZED (SELECT (1)), \"b\" AS (SELECT 2) INSERT INTO t SELECT 1"),
            StatementKind::insert);
  EXPECT_EQ(object("WITH delete AS (DELETE FROM x) UPDATE t SET a = 1"), "|t");
  EXPECT_EQ(kind("WITH insert AS (SELECT 1) DELETE FROM t"), StatementKind::remove);
  EXPECT_EQ(kind("WITH a AS (SELECT 1"), StatementKind::other);
  EXPECT_EQ(kind("WITH a INSERT INTO t"), StatementKind::other);
  EXPECT_EQ(kind("WITH"), StatementKind::other);
}

TEST(Classify, Transactions) {
  for (const std::string_view text : {"BEGIN", "begin immediate", "COMMIT", "END TRANSACTION", "ROLLBACK",
                                      "ROLLBACK TRANSACTION", "START TRANSACTION"}) {
    EXPECT_EQ(kind(text), StatementKind::transaction) << text;
  }
  for (const std::string_view text : {"SAVEPOINT a", "RELEASE a", "ROLLBACK TO a", "rollback transaction to a"}) {
    EXPECT_EQ(kind(text), StatementKind::savepoint) << text;
  }
}

TEST(Classify, EverythingElse) {
  EXPECT_EQ(kind("VACUUM"), StatementKind::vacuum);
  EXPECT_EQ(kind("ANALYZE t"), StatementKind::analyze);
  EXPECT_EQ(kind("REINDEX"), StatementKind::reindex);
  EXPECT_EQ(kind("ATTACH 'a' AS b"), StatementKind::attach);
  EXPECT_EQ(kind("DETACH b"), StatementKind::detach);
  EXPECT_EQ(kind("EXPLAIN DELETE FROM t"), StatementKind::explain);
  EXPECT_EQ(kind(".read a.sql"), StatementKind::shell);
  EXPECT_EQ(kind("\\i a.sql"), StatementKind::shell);
  EXPECT_EQ(kind("FROB"), StatementKind::other);
  EXPECT_EQ(kind("'SELECT'"), StatementKind::other);
  EXPECT_EQ(kind(""), StatementKind::other);
  EXPECT_EQ(kind("SELECTED"), StatementKind::other);
}

TEST(Classify, Pragmas) {
  EXPECT_EQ(kind("PRAGMA foreign_keys = ON"), StatementKind::pragma);
  EXPECT_EQ(sqlite("PRAGMA Foreign_Keys = ON").pragma, "foreign_keys");
  EXPECT_EQ(sqlite("pragma main.\"Journal_Mode\"(wal)").pragma, "journal_mode");
  EXPECT_EQ(sqlite("PRAGMA").pragma, "");
  EXPECT_FALSE(sqlite("PRAGMA a").object.has_value());
}

TEST(Classify, NamesCompareAsTheEngineDoes) {
  EXPECT_EQ(*sqlite("DROP TABLE Users").object, *sqlite("DROP TABLE \"uSERS\"").object);
  EXPECT_EQ(sqlite("DROP TABLE Users").object->name.text(), "Users");
}

}  // namespace
}  // namespace retort
