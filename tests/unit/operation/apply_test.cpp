#include "operation/apply.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "dialect/sqlite/lexicon.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

Identifier name(const char* text) { return sqlite::lexicon().identifier(text); }
ObjectName table_name(const char* text) { return {{}, name(text)}; }

Schema schema_of(const char* sql) { return SqliteDatabase(sql).schema(); }

/// One operation that leads from one schema to the other.
void expect_leads_to(const Operation& operation, const char* before, const char* after) {
  Schema schema = schema_of(before);
  apply(operation, schema, sqlite::lexicon());
  EXPECT_EQ(unequal(schema, schema_of(after)), std::vector<std::string>{});
}

TEST(Apply, RenamedColumnIsFollowedEverywhereInTheTable) {
  expect_leads_to(RenameColumn{table_name("t"), name("a"), name("n")},
                  "CREATE TABLE t (a INT, c INT, b INT AS (a + 1), UNIQUE (a), PRIMARY KEY (c, a), CHECK (a > 0), "
                  "FOREIGN KEY (a) REFERENCES t (a));"
                  "CREATE INDEX i ON t (a, abs(a)) WHERE a > 1",
                  "CREATE TABLE t (n INT, c INT, b INT AS (n + 1), UNIQUE (n), PRIMARY KEY (c, n), CHECK (n > 0), "
                  "FOREIGN KEY (n) REFERENCES t (n));"
                  "CREATE INDEX i ON t (n, abs(n)) WHERE n > 1");
}

TEST(Apply, RenamedColumnIsFollowedByForeignKeysOfOthersOnly) {
  expect_leads_to(RenameColumn{table_name("p"), name("a"), name("n")},
                  "CREATE TABLE p (a INT UNIQUE); CREATE TABLE q (a INT UNIQUE); CREATE TABLE c (a INT REFERENCES p "
                  "(a) REFERENCES q (a))",
                  "CREATE TABLE p (n INT UNIQUE); CREATE TABLE q (a INT UNIQUE); CREATE TABLE c (a INT REFERENCES p "
                  "(n) REFERENCES q (a))");
}

TEST(Apply, RenamedTableIsFollowedByForeignKeysAndTriggers) {
  Schema schema = schema_of(
      "CREATE TABLE p (a INTEGER PRIMARY KEY, p INT REFERENCES p); CREATE TABLE c (a INT REFERENCES p);"
      "CREATE TRIGGER tr AFTER INSERT ON p BEGIN SELECT 1; END");
  apply(RenameTable{table_name("p"), table_name("q")}, schema, sqlite::lexicon());
  EXPECT_EQ(schema.find_table(table_name("p")), nullptr);
  EXPECT_EQ(schema.tables.at(table_name("q")).name, table_name("q"));
  EXPECT_EQ(schema.tables.at(table_name("q")).foreign_keys.at(0).target, table_name("q"));
  EXPECT_EQ(schema.tables.at(table_name("c")).foreign_keys.at(0).target, table_name("q"));
  const Definition& trigger = schema.definitions.at({ObjectKind::trigger, table_name("tr")});
  EXPECT_EQ(trigger.on, table_name("q"));
  EXPECT_EQ(trigger.sql.text, "CREATE TRIGGER tr AFTER INSERT ON p BEGIN SELECT 1; END");  // a text is not rewritten
}

TEST(Apply, RenameOfTheCaseChangesTheSpelling) {
  Schema schema = schema_of("CREATE TABLE Tt (a INT)");
  apply(RenameTable{table_name("Tt"), table_name("tT")}, schema, sqlite::lexicon());
  EXPECT_EQ(schema.tables.begin()->first.name.text(), "tT");
  EXPECT_EQ(schema.tables.begin()->second.name.name.text(), "tT");
}

TEST(Apply, DroppedTableTakesItsTriggers) {
  Schema schema = schema_of(
      "CREATE TABLE t (a INT); CREATE TABLE u (a INT); CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END;"
      "CREATE TRIGGER y AFTER INSERT ON u BEGIN SELECT 1; END");
  apply(DropTable{schema.tables.at(table_name("t"))}, schema, sqlite::lexicon());
  ASSERT_EQ(schema.definitions.size(), 1U);
  EXPECT_EQ(schema.definitions.begin()->first.name, table_name("y"));
}

TEST(Apply, CreatedDefinitionIsTheLast) {
  Schema schema =
      schema_of("CREATE TABLE t (a INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM t");
  const Definition view = schema.definitions.at({ObjectKind::view, table_name("v")});
  apply({DropDefinition{view}, CreateDefinition{view}}, schema, sqlite::lexicon());
  EXPECT_GT(schema.definitions.at({ObjectKind::view, table_name("v")}).ordinal,
            schema.definitions.at({ObjectKind::view, table_name("w")}).ordinal);
}

TEST(Apply, EqualConstraintsAreDroppedOneByOne) {
  Schema schema = schema_of("CREATE TABLE t (a INT, CHECK (a > 0), CHECK (a > 0))");
  const Check check = schema.tables.begin()->second.checks.at(0);
  apply(DropConstraint{table_name("t"), check}, schema, sqlite::lexicon());
  EXPECT_EQ(schema.tables.begin()->second.checks.size(), 1U);
}

TEST(Apply, WhatDoesNotFitIsRefused) {
  const Schema schema =
      schema_of("CREATE TABLE t (a INT PRIMARY KEY); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT 1");
  const Table& table = schema.tables.begin()->second;
  const Index& index = table.indexes.begin()->second;
  const Definition& view = schema.definitions.begin()->second;
  Definition other = view;
  other.key.name = table_name("w");
  const std::vector<Operation> misfits = {
      CreateTable{table},
      DropTable{{table_name("u"), {}, {}, {}, {}, {}, {}, {}, {}}},
      RenameTable{table_name("u"), table_name("x")},
      AddColumn{table_name("t"), table.columns[0], {}, false, {}},
      AddColumn{table_name("u"), table.columns[0], {}, false, {}},
      DropColumn{table_name("t"), Column{name("z"), {}, {}, {}, {}, {}, {}, {}, {}}},
      RenameColumn{table_name("t"), name("z"), name("y")},
      AddConstraint{table_name("t"), *table.primary_key},
      DropConstraint{table_name("t"), Check{}},
      CreateIndex{table_name("t"), index},
      DropIndex{table_name("t"), Index{name("j"), false, {}, {}}},
      CreateDefinition{view},
      DropDefinition{other},
      AlterDefinition{other, view},
      ReorderColumns{table_name("t"), {}, {}}};
  for (const Operation& operation : misfits) {
    Schema copy = schema;
    EXPECT_THROW(apply(operation, copy, sqlite::lexicon()), std::logic_error) << operation.index();
  }
}

}  // namespace
}  // namespace retort::test
