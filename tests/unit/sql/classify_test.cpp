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

TEST(Classify, EveryKindOfObjectOfPostgreSql) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  const std::pair<const char*, const char*> kRows[] = {
      {"CREATE UNLOGGED TABLE IF NOT EXISTS s.T (a int)", "TABLE|s.t"},
      {"CREATE FOREIGN TABLE \"T\" () SERVER s", "FOREIGN TABLE|T"},
      {"ALTER TABLE IF EXISTS ONLY public.t ADD a int", "TABLE|public.t"},
      {"ALTER TABLE ONLY t ADD a int", "TABLE|t"},
      {"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", "INDEX|i"},
      {"CREATE UNIQUE INDEX CONCURRENTLY ON t (a)", "INDEX|none"},
      {"DROP INDEX CONCURRENTLY IF EXISTS s.i", "INDEX|s.i"},
      {"CREATE OR REPLACE RECURSIVE VIEW v (n) AS SELECT 1", "VIEW|v"},
      {"CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1", "MATERIALIZED VIEW|v"},
      {"CREATE OR REPLACE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'", "FUNCTION|s.f"},
      {"CREATE PROCEDURE p() LANGUAGE sql AS ''", "PROCEDURE|p"},
      {"ALTER ROUTINE p() OWNER TO x", "ROUTINE|p"},
      {"CREATE AGGREGATE s.a(int) (SFUNC = f, STYPE = int)", "AGGREGATE|s.a"},
      {"CREATE OPERATOR public.@> (LEFTARG = a, FUNCTION = f)", "OPERATOR|public.@>"},
      {"DROP OPERATOR <-> (a, b)", "OPERATOR|<->"},
      {"CREATE OPERATOR CLASS s.c DEFAULT FOR TYPE t USING btree AS STORAGE t", "OPERATOR CLASS|s.c"},
      {"CREATE OPERATOR FAMILY f USING btree", "OPERATOR FAMILY|f"},
      {"CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f()", "TRIGGER|t"},
      {"CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()", "EVENT TRIGGER|e"},
      {"CREATE RULE r AS ON INSERT TO t DO NOTHING", "RULE|r"},
      {"CREATE POLICY \"p q\" ON t", "POLICY|p q"},
      {"CREATE TYPE s.e AS ENUM ('a')", "TYPE|s.e"},
      {"CREATE DOMAIN d AS text", "DOMAIN|d"},
      {"CREATE SEQUENCE s.q", "SEQUENCE|s.q"},
      {"CREATE SCHEMA IF NOT EXISTS s", "SCHEMA|s"},
      {"CREATE SCHEMA AUTHORIZATION r", "SCHEMA|none"},
      {"CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA public", "EXTENSION|uuid-ossp"},
      {"CREATE STATISTICS s.x (ndistinct) ON a, b FROM t", "STATISTICS|s.x"},
      {"CREATE STATISTICS ON a, b FROM t", "STATISTICS|none"},
      {"CREATE COLLATION s.c (locale = 'C')", "COLLATION|s.c"},
      {"CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM f", "CONVERSION|c"},
      {"CREATE CAST (a AS b) WITHOUT FUNCTION", "CAST|none"},
      {"CREATE TRANSFORM FOR t LANGUAGE l (FROM SQL WITH FUNCTION f(internal))", "TRANSFORM|none"},
      {"CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE plx", "LANGUAGE|plx"},
      {"DROP PROCEDURAL LANGUAGE plx", "LANGUAGE|plx"},
      {"CREATE ACCESS METHOD m TYPE TABLE HANDLER f", "ACCESS METHOD|m"},
      {"CREATE FOREIGN DATA WRAPPER w", "FOREIGN DATA WRAPPER|w"},
      {"CREATE SERVER IF NOT EXISTS s FOREIGN DATA WRAPPER w", "SERVER|s"},
      {"CREATE USER MAPPING FOR u SERVER s", "USER MAPPING|none"},
      {"CREATE USER u", "USER|u"},
      {"CREATE ROLE r", "ROLE|r"},
      {"CREATE DATABASE d", "DATABASE|d"},
      {"CREATE TABLESPACE x LOCATION '/'", "TABLESPACE|x"},
      {"ALTER SYSTEM SET a = 1", "SYSTEM|none"},
      {"CREATE PUBLICATION p FOR ALL TABLES", "PUBLICATION|p"},
      {"CREATE SUBSCRIPTION x CONNECTION '' PUBLICATION p", "SUBSCRIPTION|x"},
      {"CREATE TEXT SEARCH CONFIGURATION s.c (PARSER = p)", "TEXT SEARCH CONFIGURATION|s.c"},
      {"ALTER TEXT SEARCH DICTIONARY d (a = b)", "TEXT SEARCH DICTIONARY|d"},
      {"CREATE TEXT SEARCH PARSER p (START = f)", "TEXT SEARCH PARSER|p"},
      {"CREATE TEXT SEARCH TEMPLATE t (LEXIZE = f)", "TEXT SEARCH TEMPLATE|t"},
      {"ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s GRANT ALL ON TABLES TO x", "DEFAULT PRIVILEGES|none"},
      {"ALTER LARGE OBJECT 1 OWNER TO x", "LARGE OBJECT|none"},
      {"DROP OWNED BY r", "OWNED|none"},
      {"COMMENT ON COLUMN public.t.a IS 'x'", "COLUMN|public.t"},
      {"COMMENT ON CONSTRAINT c ON t IS 'x'", "CONSTRAINT|c"},
      {"COMMENT ON TEXT SEARCH PARSER s.p IS NULL", "TEXT SEARCH PARSER|s.p"},
      {"COMMENT ON OPERATOR s.+ (int, int) IS 'x'", "OPERATOR|s.+"},
      {"SECURITY LABEL FOR p ON TABLE t IS 'x'", "TABLE|t"},
      {"REFRESH MATERIALIZED VIEW CONCURRENTLY s.v", "MATERIALIZED VIEW|s.v"},
      {"SELECT a, (SELECT b INTO c) INTO TEMP t FROM x", "TABLE|t"},
      {"CLUSTER t USING i", "|t"},
  };
  for (const auto& [text, expected] : kRows) {
    EXPECT_EQ(object(text, lexicon), expected) << text;
    const bool is_cluster = std::string_view(text).starts_with("CLUSTER");
    EXPECT_TRUE(is_ddl(classify(text, lexicon)) || is_cluster) << text;
    EXPECT_FALSE(changes_rows(classify(text, lexicon))) << text;
  }
  EXPECT_TRUE(classify("SELECT 1 INTO TEMP t", lexicon).temporary);
  EXPECT_TRUE(classify("CREATE LOCAL TEMPORARY TABLE t ()", lexicon).temporary);
  EXPECT_FALSE(classify("SELECT extract(x) FROM t", lexicon).kind == StatementKind::create);
}

TEST(Classify, WhatRunsConcurrently) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  for (const char* text :
       {"CREATE INDEX CONCURRENTLY i ON t (a)", "drop index concurrently i", "REINDEX TABLE CONCURRENTLY t",
        "ALTER TABLE p DETACH PARTITION c CONCURRENTLY", "REFRESH MATERIALIZED VIEW CONCURRENTLY v"})
    EXPECT_TRUE(classify(text, lexicon).concurrently) << text;
  for (const char* text : {"CREATE INDEX \"concurrently\" ON t (a)", "DROP INDEX i", "REINDEX TABLE t",
                           "ALTER TABLE p DETACH PARTITION c", "REFRESH MATERIALIZED VIEW v"})
    EXPECT_FALSE(classify(text, lexicon).concurrently) << text;
  EXPECT_EQ(object("CREATE INDEX concurrently ON t (a)"), "INDEX|concurrently") << "SQLite has no such word";
  EXPECT_EQ(object("CREATE TABLE only (a)"), "TABLE|only");
}

TEST(Classify, RowsOfPostgreSql) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  const std::pair<const char*, const char*> kRows[] = {
      {"INSERT INTO s.t VALUES (1)", "|s.t"}, {"UPDATE ONLY t SET a = 1", "|t"},
      {"DELETE FROM ONLY s.t", "|s.t"},       {"MERGE INTO ONLY t USING u ON a = b WHEN MATCHED THEN DELETE", "|t"},
      {"TRUNCATE TABLE ONLY t, u", "|t"},     {"TRUNCATE s.t", "|s.t"},
      {"COPY s.t (a, b) FROM stdin", "|s.t"}, {"SELECT pg_catalog.setval('s.q', 7, true)", "|none"},
      {"select SETVAL('q', 1)", "|none"},     {"WITH gone AS (DELETE FROM t RETURNING a) SELECT * FROM gone", "|none"},
  };
  for (const auto& [text, expected] : kRows) {
    EXPECT_EQ(object(text, lexicon), expected) << text;
    EXPECT_TRUE(changes_rows(classify(text, lexicon))) << text;
    EXPECT_FALSE(is_ddl(classify(text, lexicon))) << text;
  }
  for (const char* text : {"SELECT 1", "SELECT s.setval('q', 1)", "SELECT pg_catalog.now()",
                           "WITH a AS (SELECT 1) SELECT 2", "TABLE t", "(SELECT 1)"}) {
    EXPECT_EQ(classify(text, lexicon).kind, StatementKind::select) << text;
    EXPECT_FALSE(changes_rows(classify(text, lexicon))) << text;
  }
}

TEST(Classify, SettingsOfPostgreSql) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  const std::pair<const char*, const char*> kRows[] = {
      {"SET search_path = a, b", "search_path"},
      {"SET LOCAL Search_Path TO a", "search_path"},
      {"SET SESSION statement_timeout = 0", "statement_timeout"},
      {"SET my.Own = 'x'", "my.own"},
      {"SET TIME ZONE 'UTC'", "timezone"},
      {"SET LOCAL TIME ZONE LOCAL", "timezone"},
      {"SET NAMES 'UTF8'", "client_encoding"},
      {"SET ROLE x", "role"},
      {"SET SESSION AUTHORIZATION x", "session_authorization"},
      {"SET CONSTRAINTS ALL DEFERRED", "constraints"},
      {"RESET search_path", "search_path"},
      {"RESET ALL", "all"},
      {"DISCARD ALL", "all"},
      {"SELECT pg_catalog.set_config('search_path', '', false)", "search_path"},
      {"SELECT set_config('TimeZone', 'UTC', true);", "timezone"},
  };
  for (const auto& [text, expected] : kRows) {
    EXPECT_EQ(classify(text, lexicon).kind, StatementKind::setting) << text;
    EXPECT_EQ(classify(text, lexicon).setting, expected) << text;
  }
  EXPECT_EQ(classify("SELECT set_config(a, b, c)", lexicon).kind, StatementKind::select);
  for (const char* text :
       {"SET TRANSACTION READ ONLY", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "BEGIN ISOLATION LEVEL SERIALIZABLE", "START TRANSACTION READ ONLY", "ABORT", "PREPARE TRANSACTION 'x'",
        "COMMIT PREPARED 'x'", "COMMIT AND CHAIN", "ROLLBACK PREPARED 'x'"})
    EXPECT_EQ(classify(text, lexicon).kind, StatementKind::transaction) << text;
}

TEST(Classify, TheRestOfPostgreSql) {
  const Lexicon lexicon = testing::postgresql_lexicon();
  const std::pair<const char*, StatementKind> kRows[] = {
      {"GRANT SELECT ON t TO x", StatementKind::grant},
      {"REVOKE ALL ON SCHEMA public FROM PUBLIC", StatementKind::grant},
      {"REASSIGN OWNED BY a TO b", StatementKind::grant},
      {"IMPORT FOREIGN SCHEMA s FROM SERVER x INTO y", StatementKind::import_schema},
      {"DO $$ BEGIN END $$", StatementKind::call},
      {"CALL p()", StatementKind::call},
      {"EXECUTE x", StatementKind::call},
      {"PREPARE x AS SELECT 1", StatementKind::cursor},
      {"DEALLOCATE x", StatementKind::cursor},
      {"DECLARE c CURSOR FOR SELECT 1", StatementKind::cursor},
      {"LOCK TABLE t", StatementKind::lock},
      {"NOTIFY x", StatementKind::notify},
      {"UNLISTEN *", StatementKind::notify},
      {"SHOW search_path", StatementKind::show},
      {"VACUUM (ANALYZE) t", StatementKind::vacuum},
      {"ANALYSE t", StatementKind::analyze},
      {"REINDEX DATABASE x", StatementKind::reindex},
      {"\\connect x", StatementKind::shell},
      {"CHECKPOINT", StatementKind::other},
  };
  for (const auto& [text, expected] : kRows) EXPECT_EQ(classify(text, lexicon).kind, expected) << text;
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
