// Schema files and seeds, loaded into real servers.
#include "state/load_script.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "driver/driver.hpp"
#include "retort/postgresql.hpp"
#include "support/postgresql_database.hpp"

namespace retort {
namespace {

using testing::PostgresqlDatabase;

class LoadTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    RETORT_NEEDS_POSTGRESQL(GetParam());
    database_ = std::make_unique<PostgresqlDatabase>(GetParam());
    connection_ = postgresql::driver().connect(Url::parse(database_->url()), ConnectOptions{});
  }

  Script script(std::string text) {
    return read_script(SourceText("s.sql", std::move(text)), {}, connection_->dialect().lexicon());
  }
  void load(std::string text) {
    const Script read = script(std::move(text));
    load_schema(*connection_, schema_statements(read, connection_->dialect().lexicon()).statements);
  }
  std::string query(const std::string& sql) const { return database_->query(sql); }
  std::string setting(const std::string& name) {
    return std::get<std::string>(connection_->query("SELECT current_setting($1)", {Value(name)}).rows.at(0).at(0));
  }

  std::unique_ptr<PostgresqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

INSTANTIATE_TEST_SUITE_P(Servers, LoadTest, ::testing::ValuesIn(testing::kPostgresqlVersions),
                         [](const auto& server) { return fmt::format("postgresql_{}", server.param); });

TEST_P(LoadTest, SettingsHoldToTheEndOfTheFileAndNoLonger) {
  const std::string before = setting("search_path") + setting("check_function_bodies") + setting("TimeZone");
  std::string text = "CREATE SCHEMA shop; SET search_path = shop; SET SESSION check_function_bodies TO off;\n";
  for (int i = 0; i < 450; ++i) text += fmt::format("CREATE TABLE t{} (a int);\n", i);
  text += "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM later';\n";
  text += "SELECT pg_catalog.set_config('search_path', 'public', false); SET TIME ZONE 'Asia/Tokyo';\n";
  for (int i = 0; i < 250; ++i)
    text += fmt::format("CREATE TABLE p{} (a timestamptz DEFAULT '2026-01-01 00:00:00');\n", i);
  text += "RESET search_path; CREATE TABLE last ();";
  load(text);
  EXPECT_EQ(
      query(
          "SELECT relnamespace::regnamespace, count(*) FROM pg_class WHERE relname ~ '^[tp][0-9]+$' AND relkind = 'r' "
          "GROUP BY 1 ORDER BY 1"),
      "public|250\nshop|450");
  EXPECT_EQ(
      query(
          "SET TimeZone = 'UTC'; SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'p249'::regclass"),
      "'2025-12-31 15:00:00+00'::timestamp with time zone");
  EXPECT_EQ(setting("search_path") + setting("check_function_bodies") + setting("TimeZone"), before);
}

TEST_P(LoadTest, WhatNeedsATransactionOfItsOwnHasOne) {
  load(
      "CREATE TYPE e AS ENUM ('a'); ALTER TYPE e ADD VALUE 'b'; CREATE TABLE t (x e DEFAULT 'b', y int);\n"
      "CREATE INDEX CONCURRENTLY i ON t (y); BEGIN; COMMENT ON TABLE t IS 'x'; COMMIT;");
  EXPECT_EQ(query("SELECT indisvalid, obj_description('t'::regclass) FROM pg_index WHERE indexrelid = 'i'::regclass"),
            "t|x");
}

TEST_P(LoadTest, AnErrorNamesTheLine) {
  try {
    load("CREATE TABLE t (a int);\n\nCREATE VIEW v AS\n  SELECT b FROM t;");
    ADD_FAILURE() << "nothing was thrown";
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->to_string(), "s.sql:4:10");
    EXPECT_NE(std::string(error.what()).find("column \"b\" does not exist"), std::string::npos) << error.what();
  }
}

TEST_P(LoadTest, SeedsBringRows) {
  load("CREATE TABLE t (a int PRIMARY KEY, b text); CREATE SEQUENCE q;");
  std::string rows;
  for (int i = 10; i < 50000; ++i) rows += fmt::format("{}\tx\n", i);
  load_script(
      *connection_,
      script(
          "\\set ON_ERROR_STOP on\nBEGIN;\nSET search_path = public;\nCOPY t (a, b) FROM stdin;\n1\t';\n2\t\\N\n\\.\n"
          "INSERT INTO t VALUES (3, 'z');\nCOPY t FROM stdin;\n" +
          rows + "\\.\nSELECT setval('q', 7);\nCOMMIT;\n"));
  EXPECT_EQ(query("SELECT count(*), count(b), min(b) FROM t"), "49993|49992|';");
  EXPECT_EQ(query("SELECT last_value FROM q"), "7");
}

TEST_P(LoadTest, RowsThatDoNotFitNameTheLineOfTheirCopy) {
  load("CREATE TABLE t (a int);");
  try {
    load_script(*connection_, script("INSERT INTO t VALUES (1);\nCOPY t FROM stdin;\n2\nx\n\\.\n"));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.where()->line, 2);
    EXPECT_EQ(error.server().code, "22P02");
  }
  EXPECT_EQ(query("SELECT count(*) FROM t"), "0");
  load_script(*connection_, script("INSERT INTO t VALUES (1);"));
  EXPECT_EQ(query("SELECT count(*) FROM t"), "1");
}

}  // namespace
}  // namespace retort
