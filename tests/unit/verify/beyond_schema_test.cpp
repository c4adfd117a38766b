#include "verify/beyond_schema.hpp"

#include <gtest/gtest.h>

#include "driver/driver.hpp"
#include "retort/postgresql.hpp"
#include "retort/sqlite.hpp"

namespace retort {
namespace {

/// Of a revision with this statement in its upgrade.
std::string beyond(const Driver& driver, const std::string& sql, bool privileges = false) {
  const std::string text = "-- r\n-- Revision ID: r\n-- Revises:\n\n-- retort: upgrade\n" + sql +
                           ";\n\n-- retort: downgrade\nDROP TABLE t;\n";
  return beyond_schema(parse_revision(SourceText("r.sql", text), driver.dialect().lexicon()), driver.dialect(),
                       privileges);
}

std::string rebuild(const std::string& select) {
  const std::string text =
      "-- r\n-- Revision ID: r\n-- Revises:\n\n-- retort: upgrade foreign_keys=off\n"
      "-- retort: rebuild t (a, b) indexes () triggers () was 5d0f4d3f8f0b5f0d9a7c2b1e4a6d8c01\n"
      "CREATE TABLE _retort_new_t (a, b);\nINSERT INTO _retort_new_t (a, b) " +
      select + ";\nDROP TABLE t;\nALTER TABLE _retort_new_t RENAME TO t;\n\n-- retort: downgrade\nDROP TABLE t;\n";
  const Dialect& dialect = sqlite::driver().dialect();
  return beyond_schema(parse_revision(SourceText("r.sql", text), dialect.lexicon()), dialect, false);
}

TEST(BeyondSchema, DefinitionsAreNot) {
  for (const char* sql :
       {"CREATE TABLE t (a INTEGER AS (1))", "ALTER TABLE t ADD COLUMN b", "DROP INDEX i", "CREATE VIEW v AS SELECT 1"})
    EXPECT_EQ(beyond(sqlite::driver(), sql), "") << sql;
  for (const char* sql : {"CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED)", "COMMENT ON TABLE t IS 'x'",
                          "CREATE TYPE e AS ENUM ('a')", "ALTER TABLE t ALTER COLUMN a TYPE bigint",
                          "CREATE INDEX i ON t USING hash (a)"})
    EXPECT_EQ(beyond(postgresql::driver(), sql), "") << sql;
}

TEST(BeyondSchema, WhatTouchesRowsIs) {
  EXPECT_EQ(beyond(sqlite::driver(), "UPDATE t SET a = 1"), "r.sql:6 changes rows");
  EXPECT_EQ(beyond(sqlite::driver(), "CREATE TABLE u AS SELECT * FROM t"), "r.sql:6 makes a table with rows");
  EXPECT_EQ(beyond(sqlite::driver(), "PRAGMA user_version = 1"), "r.sql:6 is more than a definition: PRAGMA");
  const Driver& driver = postgresql::driver();
  EXPECT_EQ(beyond(driver, "SELECT * INTO u FROM t"), "r.sql:6 makes a table with rows");
  EXPECT_EQ(beyond(driver, "DO $$ BEGIN END $$"), "r.sql:6 runs code");
  EXPECT_EQ(beyond(driver, "TRUNCATE t"), "r.sql:6 changes rows");
  EXPECT_EQ(beyond(driver, "SELECT setval('s', 1)"), "r.sql:6 is more than a definition: SELECT");
  EXPECT_EQ(beyond(driver, "ALTER TABLE t ALTER COLUMN a TYPE int USING a::int"),
            "r.sql:6 says how values change their type");
  EXPECT_EQ(beyond(driver, "CREATE ROLE r"), "r.sql:6 speaks of a ROLE, which is no part of a schema");
  EXPECT_EQ(beyond(driver, "ALTER TABLE t OWNER TO r"), "r.sql:6 speaks of an owner");
  EXPECT_EQ(beyond(driver, "GRANT SELECT ON t TO r"),
            "r.sql:6 speaks of privileges, which the project does not manage");
  EXPECT_EQ(beyond(driver, "GRANT SELECT ON t TO r", true), "");
  EXPECT_EQ(beyond(driver, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r"),
            "r.sql:6 speaks of privileges, which the project does not manage");
  EXPECT_EQ(beyond(driver, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r", true), "");
  EXPECT_EQ(beyond(driver, "COMMENT ON DATABASE d IS 'x'"),
            "r.sql:6 speaks of a DATABASE, which is no part of a schema");
  EXPECT_EQ(beyond(driver, "SECURITY LABEL ON TABLE t IS 'x'"), "r.sql:6 gives a label that is no part of a schema");
}

TEST(BeyondSchema, WhereASequenceGoesOnIs) {
  for (const char* sql : {"ALTER SEQUENCE s RESTART WITH 1000", "ALTER TABLE t ALTER COLUMN id RESTART"})
    EXPECT_EQ(beyond(postgresql::driver(), sql), "r.sql:6 says with which number a sequence goes on") << sql;
  EXPECT_EQ(beyond(postgresql::driver(), "ALTER SEQUENCE s INCREMENT 2"), "");
}

TEST(BeyondSchema, FormsWithoutLongLocksAreKnown) {
  const auto online = [](const std::string& sql) {
    const std::string text = "-- r\n-- Revision ID: r\n-- Revises:\n\n-- retort: upgrade autocommit\n" + sql +
                             ";\n\n-- retort: downgrade\nDROP TABLE t;\n";
    const Dialect& dialect = postgresql::driver().dialect();
    return is_online(parse_revision(SourceText("r.sql", text), dialect.lexicon()), dialect);
  };
  EXPECT_TRUE(online("CREATE INDEX CONCURRENTLY i ON t (a)"));
  EXPECT_TRUE(online("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID"));
  EXPECT_FALSE(online("CREATE INDEX i ON t (a); ALTER TABLE t VALIDATE CONSTRAINT c"));
}

TEST(BeyondSchema, ARebuildIsAsLongAsItGivesNoValue) {
  EXPECT_EQ(rebuild("SELECT a, \"b\" FROM t"), "");
  for (const char* select : {"SELECT a, 'x' FROM t", "SELECT a, b + 1 FROM t", "SELECT a, NULL FROM t",
                             "SELECT a, b FROM t WHERE a > 0", "SELECT a, coalesce(b, 0) FROM t"})
    EXPECT_EQ(rebuild(select), "r.sql:8 gives rows a value") << select;
}

}  // namespace
}  // namespace retort
