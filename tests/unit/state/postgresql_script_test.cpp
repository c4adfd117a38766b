// What pg_dump and people write for psql, before any server is asked.
#include <gtest/gtest.h>

#include "../folder.hpp"
#include "../sql/lexicons.hpp"
#include "sql/lexicon.hpp"
#include "state/load_script.hpp"
#include "state/model_answers.hpp"
#include "state/script.hpp"

namespace retort {
namespace {

const Lexicon& lexicon() {
  static const Lexicon lexicon = testing::postgresql_lexicon();
  return lexicon;
}

Script script(std::string text) { return read_script(SourceText("s.sql", std::move(text)), {}, lexicon()); }

using Texts = std::vector<std::string>;

Texts schema(std::string text, bool privileges = true) {
  const Script read = script(std::move(text));
  Texts result;
  for (const ScriptStatement& statement : schema_statements(read, lexicon(), privileges).statements)
    result.emplace_back(statement.text);
  return result;
}

std::string error(const std::string& text) {
  try {
    schema(text);
  } catch (const ProjectError& error) {
    return error.where()->to_string() + ": " + error.what();
  }
  return "none";
}

constexpr const char* kDump = R"(--
-- PostgreSQL database dump
--

\restrict aB3

SET statement_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET client_min_messages = warning;
SET row_security = off;

CREATE TABLE public.t (
    a integer
);

ALTER TABLE public.t OWNER TO app;

COPY public.t (a) FROM stdin;
1
\N
\.

SELECT pg_catalog.setval('public.q', 7, true);

GRANT SELECT ON TABLE public.t TO reader;

\unrestrict aB3
)";

TEST(PostgresqlScript, TakesTheSchemaOutOfADump) {
  const Texts settings = {"SET client_encoding = 'UTF8'",
                          "SET standard_conforming_strings = on",
                          "SELECT pg_catalog.set_config('search_path', '', false)",
                          "SET check_function_bodies = false",
                          "SET row_security = off",
                          "CREATE TABLE public.t (\n    a integer\n)"};
  EXPECT_EQ(schema(kDump, false), settings);
  Texts all = settings;
  all.emplace_back("ALTER TABLE public.t OWNER TO app");
  all.emplace_back("GRANT SELECT ON TABLE public.t TO reader");
  EXPECT_EQ(schema(kDump), all);
  const SchemaScript counted = schema_statements(script(kDump), lexicon(), false);
  EXPECT_EQ(counted.data_statements, 2);
  EXPECT_EQ(counted.privilege_statements, 2);
}

TEST(PostgresqlScript, KeepsTheRowsWithTheirCopy) {
  const Script read = script(kDump);
  int copies = 0;
  for (const ScriptStatement& statement : read.statements) {
    if (!statement.rows) continue;
    ++copies;
    EXPECT_EQ(statement.text, "COPY public.t (a) FROM stdin");
    EXPECT_EQ(*statement.rows, "1\n\\N\n");
    EXPECT_EQ(statement.where().line, 22);
  }
  EXPECT_EQ(copies, 1);
  EXPECT_EQ(error("SELECT 1;\nCOPY t FROM stdin;\n1\n"), "s.sql:2:1: the rows behind this COPY never end");
}

TEST(PostgresqlScript, LinesOfTheShell) {
  EXPECT_EQ(schema("\\set ON_ERROR_STOP on\n\\echo 'x\n\\timing\n\\dt (a|b).*\n\\encoding UTF8\nCREATE TABLE a ();\n"),
            Texts{"CREATE TABLE a ()"});
  EXPECT_EQ(error("CREATE TABLE a ();\n\\connect other\n"),
            "s.sql:2:1: \"\\connect\" is a command of a shell, not SQL");
  EXPECT_EQ(error("\\if true\n"), "s.sql:1:1: \"\\if\" is a command of a shell, not SQL");
  EXPECT_EQ(error("\\set x 1\n"), "s.sql:1:1: \"\\set\" is a command of a shell, not SQL");
  EXPECT_EQ(error("\\encoding LATIN1\n"), "s.sql:1:1: \"\\encoding\" is a command of a shell, not SQL");
  EXPECT_EQ(error("\\.\n"), "s.sql:1:1: \"\\.\" is a command of a shell, not SQL");
  EXPECT_EQ(error("\\echo a \\\\ SELECT 1;\n"), "s.sql:1:1: a second command of a shell in one line");
  EXPECT_EQ(error("SELECT 1\n  \\gexec\n;"), "s.sql:2:3: a command of a shell inside of a statement");
}

TEST(PostgresqlScript, WhatCannotBeObeyedIsRefusedByLine) {
  for (const auto& [statement, title] : std::initializer_list<std::pair<const char*, const char*>>{
           {"CREATE DATABASE d", "CREATE DATABASE"},
           {"ALTER DATABASE d SET a = 1", "ALTER DATABASE"},
           {"CREATE ROLE r", "CREATE ROLE"},
           {"ALTER USER r SUPERUSER", "ALTER USER"},
           {"DROP GROUP g", "DROP GROUP"},
           {"CREATE TABLESPACE t LOCATION '/x'", "CREATE TABLESPACE"},
           {"ALTER SYSTEM SET a = 1", "ALTER SYSTEM"},
           {"COMMENT ON DATABASE d IS 'x'", "COMMENT"},
           {"CREATE TEMP TABLE t ()", "CREATE TEMPORARY TABLE"},
           {"SELECT 1 AS a INTO TEMP t", "SELECT TEMPORARY TABLE"},
           {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "CREATE SUBSCRIPTION"},
           {"RESET ALL", "RESET all"},
           {"ROLLBACK", "ROLLBACK"},
           {"SAVEPOINT a", "SAVEPOINT"},
           {"PREPARE p AS SELECT 1", "PREPARE"}}) {
    EXPECT_EQ(error(std::string("-- x\n") + statement + ";"),
              "s.sql:2:1: " + std::string(title) + " can't stand in a schema");
  }
}

TEST(PostgresqlScript, WhatChangesNoSchemaIsPassedOver) {
  const Texts kept = {"SELECT f()",
                      "DO $$ BEGIN END $$",
                      "CALL p()",
                      "CLUSTER t USING i",
                      "CREATE USER MAPPING FOR u SERVER s",
                      "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)"};
  std::string text =
      "BEGIN; VACUUM; ANALYZE; CLUSTER; REINDEX TABLE t; LOCK TABLE t; NOTIFY x; SHOW a; EXPLAIN SELECT 1; TRUNCATE t; "
      "MERGE INTO t USING u ON a WHEN MATCHED THEN DELETE; COPY t FROM '/x'; SET lock_timeout = 1; COMMIT;";
  for (const std::string& statement : kept) text += statement + ";";
  EXPECT_EQ(schema(text), kept);
  EXPECT_EQ(schema_statements(script(text), lexicon()).data_statements, 3);
}

TEST(PostgresqlScript, RenamedFromStandsAboveWhateverHasAName) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-- retort: renamed-from other.old\nCREATE TABLE a.t (x int)", "table other.old > a.t"},
      {"-- retort: renamed-from old\nCREATE UNIQUE INDEX CONCURRENTLY new ON ONLY a.t (x)", "index a.old > a.new"},
      {"-- retort: renamed-from old\nCREATE MATERIALIZED VIEW v AS SELECT 1",
       "materialized view public.old > public.v"},
      {"-- retort: renamed-from old\nCREATE OR REPLACE FUNCTION a.f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
       "function a.old > a.f"},
      {"-- retort: renamed-from old\nCREATE TRIGGER new BEFORE UPDATE OF a ON a.t FOR EACH ROW EXECUTE FUNCTION f()",
       "trigger old on a.t > new on a.t"},
      {"-- retort: renamed-from old\nCREATE SCHEMA new", "schema old > new"},
      {"CREATE TYPE a.mood AS ENUM ('fine', -- so\n  -- retort: renamed-from 'sad'\n  'un''happy')",
       "enum label a.mood.sad > a.mood.un'happy"}};
  for (const auto& [text, expected] : cases) {
    const Answers answers = model_answers(SourceText("s.sql", text + ";\n"), lexicon());
    ASSERT_EQ(answers.renames.size(), 1U) << text;
    const Answers::Rename& rename = answers.renames[0];
    EXPECT_EQ(std::string(to_string(rename.to.kind)) + " " + rename.from.to_string() + " > " + rename.to.to_string(),
              expected);
  }
  EXPECT_THROW(model_answers(SourceText("s.sql", "-- retort: renamed-from a\nGRANT SELECT ON t TO u;\n"), lexicon()),
               ProjectError);
}

TEST(PostgresqlScript, DirectivesBindToNamesAsTheServerHasThem) {
  const SourceText source(
      "s.sql",
      "-- retort: renamed-from Old\nCREATE TABLE New (\n  -- retort: existing 'x'\n  Status text);\n"
      "SET search_path = shop, public;\n"
      "CREATE TABLE t (\n  -- retort: renamed-from \"B c\"\n  d int);\n"
      "COPY t FROM stdin;\n-- retort: nonsense\n\\.\n"
      "CREATE TABLE other.u (\n  -- retort: renamed-from a\n  b int);\n");
  const Answers answers = model_answers(source, lexicon());
  ASSERT_EQ(answers.renames.size(), 3U);
  EXPECT_EQ(answers.renames[0].from.to_string() + " " + answers.renames[0].to.to_string(), "public.old public.new");
  EXPECT_EQ(answers.renames[1].from.to_string(), "shop.t.B c");
  EXPECT_EQ(answers.renames[2].to.to_string(), "other.u.b");
  ASSERT_EQ(answers.existing.size(), 1U);
  EXPECT_EQ(answers.existing[0].table.to_string() + "." + answers.existing[0].column.text(), "public.new.status");
}

}  // namespace
}  // namespace retort
