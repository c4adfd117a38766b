#include "state/model_answers.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/dialect.hpp"

namespace retort {
namespace {

Answers read(const std::string& text) {
  return model_answers(SourceText("schema.sql", text), sqlite::dialect().lexicon());
}

/// "table.from>to" and "table.column=expression", in order.
std::vector<std::string> said(const std::string& text) {
  const Answers answers = read(text);
  std::vector<std::string> result;
  for (const auto& rename : answers.renames) result.push_back(rename.from.to_string() + ">" + spoken(rename.to));
  for (const auto& existing : answers.existing)
    result.push_back(existing.table.to_string() + "." + existing.column.text() + "=" + existing.expression);
  return result;
}

std::string error(const std::string& text) {
  try {
    read(text);
  } catch (const ProjectError& error) {
    return error.where()->to_string() + ": " + error.what();
  }
  return "no error";
}

using Said = std::vector<std::string>;

TEST(ModelAnswers, BindToTheNextTableOrColumn) {
  EXPECT_EQ(said(R"(-- all about clients
-- retort: renamed-from "Old Customers"
CREATE TABLE IF NOT EXISTS main.clients (
  id INTEGER PRIMARY KEY,
  -- retort: renamed-from mail
  "e-mail" TEXT NOT NULL DEFAULT (lower('a,b')), -- prose
  -- retort: existing coalesce(nick, 'a(b')
  -- retort: renamed-from stat
  status TEXT NOT NULL CHECK (status IN ('a', 'b')),
  -- prose: retort is nice
  CHECK (id > 0)
);
CREATE TABLE other (
-- retort: existing 1
  a INT);
)"),
            (Said{"Old Customers>clients", "clients.mail>e-mail", "clients.stat>status",
                  "clients.status=coalesce(nick, 'a(b')", "other.a=1"}));
}

TEST(ModelAnswers, TextIsNoDirective) {
  EXPECT_EQ(said("INSERT INTO t VALUES ('\n-- retort: renamed-from x\n');\n-- retort is a tool\nCREATE TABLE a (x);"),
            Said{});
}

TEST(ModelAnswers, MisplacedOnesAreErrors) {
  EXPECT_EQ(error("-- retort: renamed-from a\nCREATE VIEW v AS SELECT 1;"),
            "schema.sql:1:1: \"renamed-from\" binds to nothing: no CREATE TABLE follows");
  EXPECT_EQ(error("CREATE TABLE a (x);\n-- retort: renamed-from a\n"),
            "schema.sql:2:1: \"renamed-from\" binds to nothing: no CREATE TABLE follows");
  EXPECT_EQ(error("-- retort: existing 1\nCREATE TABLE a (x);"), "schema.sql:1:1: \"existing\" stands above a table");
  EXPECT_EQ(error("CREATE TABLE a (\n  x INT, -- retort: existing 1\n  y INT);"),
            "schema.sql:2:10: \"existing\" stands behind something else");
  EXPECT_EQ(error("CREATE TABLE a (\n  x INT\n  -- retort: existing 1\n  NOT NULL);"),
            "schema.sql:3:3: \"existing\" stands inside of something else");
  EXPECT_EQ(error("CREATE TABLE a (\n  x INT CHECK (x IN (1,\n  -- retort: existing 1\n  2)));"),
            "schema.sql:3:3: \"existing\" stands inside of something else");
  EXPECT_EQ(error("CREATE TABLE a (\n  x INT,\n  -- retort: existing 1\n  PRIMARY KEY (x));"),
            "schema.sql:3:3: \"existing\" binds to nothing: no column follows");
  EXPECT_EQ(error("CREATE TABLE a AS SELECT (\n-- retort: existing 1\n1);"),
            "schema.sql:2:1: \"existing\" stands inside of something else");
}

TEST(ModelAnswers, MisspeltOnesAreErrors) {
  EXPECT_EQ(error("-- retort: rename-from a\nCREATE TABLE b (x);"),
            "schema.sql:1:1: unknown directive \"rename-from\"");
  EXPECT_EQ(error("--retort: renamed-from a\nCREATE TABLE b (x);"),
            "schema.sql:1:1: \"--retort: renamed-from a\" looks like a directive and is none");
  EXPECT_EQ(error("-- Retort renamed-from a\nCREATE TABLE b (x);"),
            "schema.sql:1:1: \"-- Retort renamed-from a\" looks like a directive and is none");
  EXPECT_EQ(error("/* retort: existing 1 */\nCREATE TABLE b (x);"),
            "schema.sql:1:1: \"/* retort: existing 1 */\" looks like a directive and is none");
  EXPECT_EQ(error("-- retort: upgrade\nCREATE TABLE b (x);"), "schema.sql:1:1: \"upgrade\" belongs in a revision file");
  EXPECT_EQ(error("-- retort: renamed-from\nCREATE TABLE b (x);"), "schema.sql:1:1: \"renamed-from\" needs one name");
  EXPECT_EQ(error("-- retort: renamed-from a b\nCREATE TABLE b (x);"),
            "schema.sql:1:1: \"renamed-from\" needs one name");
  EXPECT_EQ(error("CREATE TABLE b (\n-- retort: existing\nx);"),
            "schema.sql:2:1: \"existing\" needs one SQL expression");
  EXPECT_EQ(error("CREATE TABLE b (\n-- retort: existing (1\nx);"),
            "schema.sql:2:1: \"existing\" needs one SQL expression");
  EXPECT_EQ(error("CREATE TABLE b (\n-- retort: existing 1; x\nx);"),
            "schema.sql:2:1: \"existing\" needs one SQL expression");
  EXPECT_EQ(error("-- retort: renamed-from a\n-- retort: renamed-from c\nCREATE TABLE b (x);"),
            "schema.sql:2:1: a second \"renamed-from\" for one object");
}

}  // namespace
}  // namespace retort
