#include "state/script.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"
#include "dialect/sqlite/dialect.hpp"

namespace retort {
namespace {

const Lexicon& lexicon() { return sqlite::dialect().lexicon(); }

std::vector<std::string> texts(const Script& script) {
  std::vector<std::string> result;
  for (const ScriptStatement& statement : script.statements)
    result.push_back(statement.where().to_string() + " " + std::string(statement.text));
  return result;
}

TEST(Script, IncludesStandWhereTheyAreWritten) {
  const TestFolder folder;
  folder.write("db/schema.sql", "CREATE TABLE a (x);\n\\ir parts/b.sql\n\\i 'db/c.sql'\nCREATE TABLE d (x);\n");
  folder.write("db/parts/b.sql", "-- b\nCREATE TABLE b (x)");
  folder.write("db/c.sql", "CREATE TABLE c (x);");
  const Script script = read_script(folder / "db/schema.sql", {folder.path(), folder.path()}, lexicon());
  EXPECT_EQ(texts(script),
            (std::vector<std::string>{"db/schema.sql:1:1 CREATE TABLE a (x)", "db/parts/b.sql:2:1 CREATE TABLE b (x)",
                                      "db/c.sql:1:1 CREATE TABLE c (x)", "db/schema.sql:4:1 CREATE TABLE d (x)"}));
  EXPECT_EQ(script.sources.size(), 3U);
}

TEST(Script, AShellLineInsideAStatementOrStringIsText) {
  const Script script = read_script(
      SourceText("s.sql", "INSERT INTO a VALUES ('\n\\i no.sql\n');\nSELECT 1 -- \\i no\n;"), {}, lexicon());
  EXPECT_EQ(script.statements.size(), 2U);
}

void expect_error(const TestFolder& folder, const std::string& where, const std::string& message) {
  try {
    read_script(folder / "s.sql", {folder.path(), folder.path()}, lexicon());
    ADD_FAILURE() << "no error: " << message;
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->to_string(), where);
    EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
  }
}

TEST(Script, WhatCannotBeIncludedIsNamedByLine) {
  const TestFolder folder;
  folder.write("s.sql", "SELECT 1;\n\\i none.sql\n");
  expect_error(folder, "s.sql:2:1", "there is no file none.sql");
  folder.write("s.sql", "\n\\ir t.sql\n");
  folder.write("t.sql", "\\i s.sql\n");
  expect_error(folder, "t.sql:1:1", "s.sql would read itself");
  folder.write("s.sql", ".read t.sql\n");
  expect_error(folder, "s.sql:1:1", "\".read\" is a command of a shell");
  folder.write("s.sql", "\\copy x from y\n");
  expect_error(folder, "s.sql:1:1", "\"\\copy\" is a command of a shell");
  folder.write("s.sql", "\\i\n");
  expect_error(folder, "s.sql:1:1", "names no file");
}

TEST(Script, TheSameFileMayBeReadTwice) {
  const TestFolder folder;
  folder.write("s.sql", "\\ir t.sql\n\\ir t.sql\n");
  folder.write("t.sql", "SELECT 1;");
  EXPECT_EQ(read_script(folder / "s.sql", {folder.path(), folder.path()}, lexicon()).statements.size(), 2U);
}

}  // namespace
}  // namespace retort
