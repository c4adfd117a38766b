#include "state/states.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "project_files.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

ObjectName table(const std::string& name) { return {{}, Identifier::folded(name)}; }

class StatesTest : public testing::Test {
 protected:
  Schema models(const std::string& sql) {
    files_.schema(sql);
    return files_.states().load(ModelsSource{});
  }
  std::string error(const std::string& sql) {
    try {
      models(sql);
    } catch (const ProjectError& error) {
      return error.where()->to_string() + ": " + error.what();
    }
    return "no error";
  }
  std::size_t cached() const {
    if (!fs::exists(files_.folder() / "cache")) return 0;
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(files_.folder() / "cache"), fs::directory_iterator()));
  }

  ProjectFiles files_;
};

TEST_F(StatesTest, ModelsAreWhatTheEngineMakesOfTheSchemaFile) {
  const Schema schema = models(
      "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);\nCREATE INDEX ix ON a (b);\nCREATE VIEW v AS SELECT b FROM a;");
  ASSERT_NE(schema.find_table(table("A")), nullptr);
  EXPECT_EQ(schema.find_table(table("a"))->indexes.size(), 1U);
  EXPECT_EQ(schema.definitions.size(), 1U);
}

TEST_F(StatesTest, RowsArePassedOverAndCounted) {
  const Schema schema = models(R"(PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
DROP TABLE IF EXISTS a;
CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES nowhere);
INSERT INTO a VALUES (1), (2);
REPLACE INTO a VALUES (3);
DELETE FROM a;
SELECT 1;
COMMIT;)");
  EXPECT_EQ(schema.tables.size(), 1U);
}

TEST_F(StatesTest, ThePassedOverIsTold) {
  files_.schema("CREATE TABLE a (x);\nINSERT INTO a VALUES (1);\nUPDATE a SET x = 2;");
  States& states = files_.states();
  states.load(ModelsSource{});
  states.load(ModelsSource{});
  EXPECT_EQ(states.notes(),
            (std::vector<std::string>{"2 data statements of schema.sql passed over: rows belong in seeds"}));
}

TEST_F(StatesTest, WhatTheEngineRefusesIsNamedByLine) {
  EXPECT_EQ(error("CREATE TABLE a (x);\n\nCREATE TABEL b (x);"),
            "schema.sql:3:8: sqlite refuses this statement: near \"TABEL\": syntax error");
  EXPECT_EQ(error("CREATE TABLE a (x);\nCREATE INDEX i ON b (x);").rfind("schema.sql:2:", 0), 0U);
}

TEST_F(StatesTest, WhatASchemaCannotHoldIsRefusedByLine) {
  EXPECT_EQ(error("CREATE TABLE a (x);\nPRAGMA user_version = 3;"),
            "schema.sql:2:1: PRAGMA user_version can't stand in a schema");
  EXPECT_EQ(error("ATTACH 'x' AS y;"), "schema.sql:1:1: ATTACH can't stand in a schema");
  EXPECT_EQ(error("BEGIN;\nROLLBACK;"), "schema.sql:2:1: ROLLBACK can't stand in a schema");
  EXPECT_EQ(error("CREATE TEMP TABLE a (x);"), "schema.sql:1:1: CREATE TEMPORARY TABLE can't stand in a schema");
  EXPECT_EQ(error("INSERT INTO sqlite_schema VALUES (1);"), "schema.sql:1:1: INSERT can't stand in a schema");
}

TEST_F(StatesTest, ACommandPrintsTheSchema) {
  files_.folder().write(
      "retort.toml",
      "schema = \"exec: echo 'CREATE TABLE from_command (x);'\"\n[environments.local]\nurl = \"sqlite:app.db\"\n");
  EXPECT_EQ(files_.states().load(ModelsSource{}).tables.count(table("from_command")), 1U);
  files_.folder().write("retort.toml",
                        "schema = \"exec: echo broken >&2; exit 4\"\n[environments.local]\nurl = \"sqlite:app.db\"\n");
  try {
    files_.states().load(ModelsSource{});
    FAIL();
  } catch (const ProjectError& error) {
    EXPECT_NE(std::string(error.what()).find("failed with status 4"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("broken"), std::string::npos);
  }
  files_.folder().write("retort.toml", "schema = \"exec: true\"\n[environments.local]\nurl = \"sqlite:app.db\"\n");
  EXPECT_THROW(files_.states().load(ModelsSource{}), ProjectError);
}

TEST_F(StatesTest, TheChainIsReplayedUpToARevision) {
  files_.revision("aaaa", "", "CREATE TABLE a (x);", "DROP TABLE a;");
  files_.revision("bbbb", "aaaa", "CREATE TABLE b (x);", "DROP TABLE b;");
  States& states = files_.states();
  EXPECT_EQ(states.load(states.parse("chain")).tables.size(), 2U);
  EXPECT_EQ(states.load(states.parse("chain@aaaa")).tables.size(), 1U);
  EXPECT_EQ(states.load(states.parse("chain@base")).tables.size(), 0U);
}

TEST_F(StatesTest, AFailingRevisionIsNamedByLine) {
  files_.revision("aaaa", "", "CREATE TABLE a (x);\nCREATE INDEX i ON b (x);", "DROP TABLE a;");
  States& states = files_.states();
  try {
    states.load(states.parse("chain"));
    FAIL();
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->to_string(), "db/versions/aaaa.sql:8");
    EXPECT_NE(std::string(error.what()).find("revision aaaa can't be replayed"), std::string::npos);
  }
}

TEST_F(StatesTest, ATodoStopsTheReplay) {
  files_.revision("aaaa", "", "-- retort: todo what now\nCREATE TABLE a (x);", "DROP TABLE a;");
  States& states = files_.states();
  EXPECT_THROW(states.load(states.parse("chain")), ProjectError);
}

TEST_F(StatesTest, TheDatabaseIsReadWithoutItsBookkeeping) {
  run_sql(
      files_.database(),
      "CREATE TABLE a (x); CREATE TABLE retort_version (version_num VARCHAR(32)); CREATE TABLE Retort_Journal (x);");
  EXPECT_EQ(files_.states().load(DatabaseSource{}).tables.size(), 1U);
}

TEST_F(StatesTest, AMissingDatabaseIsEmptyAndStaysMissing) {
  States& states = files_.states();
  EXPECT_TRUE(states.load(DatabaseSource{}).tables.empty());
  EXPECT_FALSE(fs::exists(files_.database()));
  ASSERT_EQ(states.notes().size(), 1U);
  EXPECT_NE(states.notes()[0].find("is not there yet"), std::string::npos);
  EXPECT_THROW(states.load(states.parse("sqlite:typo.db")), Error);
  EXPECT_FALSE(fs::exists(files_.folder() / "typo.db"));
}

TEST_F(StatesTest, FilesAndUrlsAreStates) {
  files_.folder().write("other.sql", "CREATE TABLE o (x);");
  run_sql(files_.folder() / "other.db", "CREATE TABLE p (x);");
  States& states = files_.states();
  EXPECT_EQ(states.load(states.parse("other.sql")).tables.count(table("o")), 1U);
  EXPECT_EQ(states.load(states.parse("sqlite:other.db")).tables.count(table("p")), 1U);
  EXPECT_TRUE(states.load(states.parse("empty")).tables.empty());
  EXPECT_THROW(states.parse("mdels"), UsageError);
  EXPECT_THROW(states.load(states.parse("postgresql://h/d")), UsageError);
}

TEST_F(StatesTest, ManagedFiltersEverySource) {
  files_.toml("[managed]\nexclude = \"tmp_*\"");
  const Schema schema = models("CREATE TABLE a (x);\nCREATE TABLE tmp_b (x);");
  EXPECT_EQ(schema.tables.size(), 1U);
}

TEST_F(StatesTest, TheCacheIsByContentAndHarmless) {
  models("CREATE TABLE a (x);");
  EXPECT_EQ(cached(), 1U);
  models("-- a comment\nCREATE TABLE a (x);");
  EXPECT_EQ(cached(), 1U);
  models("CREATE TABLE a (y);");
  EXPECT_EQ(cached(), 2U);
  for (const auto& entry : fs::directory_iterator(files_.folder() / "cache"))
    files_.folder().write("cache/" + entry.path().filename().string(), "broken");
  EXPECT_EQ(models("CREATE TABLE a (x);").tables.size(), 1U);
}

TEST_F(StatesTest, ACachedSchemaIsTheSame) {
  const std::string sql =
      "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x' CHECK (b <> ''));\n"
      "CREATE VIEW v AS SELECT b  FROM a;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;";
  const Schema fresh = models(sql);
  const Schema again = models(sql);
  EXPECT_EQ(fresh.tables, again.tables);
  EXPECT_EQ(fresh.definitions, again.definitions);
}

TEST_F(StatesTest, AnswersComeFromEveryFileOfTheSchema) {
  files_.folder().write("part.sql", "-- retort: renamed-from old\nCREATE TABLE new (x);\n");
  files_.schema("\\ir part.sql\nCREATE TABLE b (\n  -- retort: existing 1\n  x INT);");
  const Answers answers = files_.states().model_answers();
  EXPECT_EQ(answers.renames.size(), 1U);
  EXPECT_EQ(answers.existing.size(), 1U);
}

TEST_F(StatesTest, ReplayUsesTheRealRunner) {
  files_.revision("aaaa", "", "CREATE TABLE a (x);", "DROP TABLE a;");
  files_.revision("bbbb", "aaaa", "INSERT INTO a VALUES (1);", "DELETE FROM a;");
  States& states = files_.states();
  const auto scratch = states.replay({"bbbb"});
  EXPECT_EQ(text_of(scratch->connection().query("SELECT version_num FROM retort_version").rows.at(0).at(0)), "bbbb");
  EXPECT_EQ(scratch->connection().query("SELECT * FROM a").rows.size(), 1U);
  states.move(scratch->connection(), {}, Direction::downgrade);
  EXPECT_TRUE(states.inspect(scratch->connection())->tables.empty());
}

TEST_F(StatesTest, SeedsLoadInOneTransaction) {
  files_.toml("seeds = \"seeds.sql\"");
  files_.revision("aaaa", "", "CREATE TABLE p (id INTEGER PRIMARY KEY);\nCREATE TABLE c (p INT REFERENCES p (id));",
                  "DROP TABLE c;");
  files_.folder().write(
      "seeds.sql", "PRAGMA foreign_keys=OFF;\nBEGIN;\nINSERT INTO c VALUES (1);\nINSERT INTO p VALUES (1);\nCOMMIT;\n");
  States& states = files_.states();
  const auto scratch = states.replay({"aaaa"});
  for (const Script& script : states.seeds()) load_script(scratch->connection(), script);
  EXPECT_EQ(scratch->connection().query("SELECT * FROM c").rows.size(), 1U);

  files_.folder().write("seeds.sql", "INSERT INTO p VALUES (2);\nINSERT INTO c VALUES (9);\n");
  const auto other = states.replay({"aaaa"});
  try {
    load_script(other->connection(), states.seeds().at(0));
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.where()->line, 2);
  }
  EXPECT_TRUE(other->connection().query("SELECT * FROM p").rows.empty());
}

fs::path corpora() {
  const char* place = std::getenv("RETORT_CORPORA");
  return place != nullptr ? fs::path(place) : fs::path(RETORT_SOURCE_DIR) / "../shared/corpora";
}

TEST_F(StatesTest, ChinookLoadsFastInSpiteOfItsRows) {
  const fs::path chinook = corpora() / "chinook/sqlite.sql";
  if (!fs::exists(chinook)) GTEST_SKIP() << "no corpora";
  fs::copy_file(chinook, files_.folder() / "schema.sql");
  States& states = files_.states();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(states.load(ModelsSource{}).tables.size(), 11U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_EQ(states.notes().size(), 1U);
}

TEST_F(StatesTest, SakilaLoads) {
  const fs::path sakila = corpora() / "sakila/sqlite.sql";
  if (!fs::exists(sakila)) GTEST_SKIP() << "no corpora";
  fs::copy_file(sakila, files_.folder() / "schema.sql");
  const Schema schema = files_.states().load(ModelsSource{});
  EXPECT_EQ(schema.tables.size(), 16U);
  EXPECT_TRUE(schema.not_covered.empty());
}

}  // namespace
}  // namespace retort
