#include "dialect/sqlite/ddl.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/lexicon.hpp"
#include "retort/error.hpp"

namespace retort::sqlite {
namespace {

Identifier id(std::string_view text) { return lexicon().identifier(text); }

void expect_not_read(std::string_view sql, std::string_view reason) {
  try {
    read_create_table(sql);
    ADD_FAILURE() << "read: " << sql;
  } catch (const ProjectError& error) {
    EXPECT_NE(std::string_view(error.what()).find(reason), std::string_view::npos) << error.what();
    EXPECT_TRUE(std::string_view(error.what()).starts_with("not read: ")) << error.what();
  }
}

TEST(ReadCreateTable, HoistsConstraints) {
  const Table inline_form = read_create_table(
      "CREATE TABLE t (a TEXT PRIMARY KEY, b UNIQUE CHECK (b > 0), c REFERENCES p (x) ON DELETE CASCADE)");
  const Table list_form = read_create_table(
      "CREATE TABLE T (A text, B, C, CHECK(\"b\">0), FOREIGN KEY(c) REFERENCES P(X) ON DELETE CASCADE, PRIMARY KEY(a), "
      "UNIQUE(b))");
  EXPECT_EQ(inline_form, list_form);
  EXPECT_EQ(inline_form.primary_key->columns[0].column, id("a"));
  EXPECT_EQ(inline_form.foreign_keys[0].on_delete, ReferentialAction::cascade);
}

TEST(ReadCreateTable, ReadsAllOfAColumn) {
  const Table table = read_create_table(
      "CREATE TABLE t (a numeric ( 10 , 2 ) CONSTRAINT nn NOT NULL ON CONFLICT FAIL DEFAULT (1) COLLATE NoCase, b AS "
      "(a) STORED)");
  const Column& a = table.columns[0];
  EXPECT_EQ(a.type, "NUMERIC(10,2)");
  EXPECT_EQ(a.not_null_name, id("nn"));
  EXPECT_EQ(a.not_null_on_conflict, ConflictClause::fail);
  EXPECT_EQ(a.server_default->text, "1");
  EXPECT_EQ(a.collation, id("NOCASE"));
  EXPECT_TRUE(table.columns[1].generated->stored);
  EXPECT_EQ(table.columns[1].generated->expression.canonical, "a");
}

TEST(ReadCreateTable, TellsRowidAliasesFromOtherIntegerKeys) {
  EXPECT_FALSE(read_create_table("CREATE TABLE t (a INTEGER PRIMARY KEY)").primary_key->no_rowid_alias);
  EXPECT_TRUE(read_create_table("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)").primary_key->no_rowid_alias);
  EXPECT_EQ(read_create_table("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC))"),
            read_create_table("CREATE TABLE t (a INTEGER PRIMARY KEY)"));
  EXPECT_TRUE(read_create_table("CREATE TABLE t (a INT PRIMARY KEY DESC)").primary_key->columns[0].descending);
  EXPECT_FALSE(
      read_create_table("CREATE TABLE t (a INTEGER PRIMARY KEY DESC) WITHOUT ROWID").primary_key->no_rowid_alias);
}

TEST(ReadCreateTable, KeepsOnlyWhatHasAnEffectOfForeignKeyOptions) {
  const std::string base = "CREATE TABLE t (a REFERENCES p";
  EXPECT_EQ(read_create_table(base + " MATCH FULL DEFERRABLE)"), read_create_table(base + ")"));
  EXPECT_EQ(read_create_table(base + " ON DELETE NO ACTION)"), read_create_table(base + ")"));
  EXPECT_TRUE(read_create_table(base + ", b DEFERRABLE INITIALLY DEFERRED)").foreign_keys[0].initially_deferred);
  EXPECT_NE(read_create_table(base + " DEFERRABLE INITIALLY DEFERRED)"), read_create_table(base + ")"));
}

TEST(ReadCreateTable, DropsACollationThatTheColumnHasAnyway) {
  EXPECT_EQ(read_create_table("CREATE TABLE t (a COLLATE NOCASE, UNIQUE (a COLLATE nocase))"),
            read_create_table("CREATE TABLE t (a COLLATE NOCASE, UNIQUE (a))"));
  EXPECT_NE(read_create_table("CREATE TABLE t (a COLLATE NOCASE, UNIQUE (a COLLATE BINARY))"),
            read_create_table("CREATE TABLE t (a COLLATE NOCASE, UNIQUE (a))"));
}

TEST(ReadCreateTable, LastOfSeveralClausesCounts) {
  EXPECT_EQ(read_create_table("CREATE TABLE t (a DEFAULT 1 COLLATE NOCASE DEFAULT 2 COLLATE RTRIM)"),
            read_create_table("CREATE TABLE t (a DEFAULT 2 COLLATE RTRIM)"));
}

TEST(ReadCreateTable, DifferentTablesDiffer) {
  const Table base = read_create_table("CREATE TABLE t (a INT, b TEXT)");
  for (const char* other : {"CREATE TABLE t (b TEXT, a INT)", "CREATE TABLE t (a INTEGER, b TEXT)",
                            "CREATE TABLE t (a INT NOT NULL, b TEXT)", "CREATE TABLE t (a INT, b TEXT) STRICT",
                            "CREATE TABLE t (a INT DEFAULT 0, b TEXT)", "CREATE TABLE t (a INT, b TEXT, CHECK (a))",
                            "CREATE TABLE t (a INT, b TEXT COLLATE NOCASE)", "CREATE TABLE t (a INT, b TEXT UNIQUE)",
                            "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT PRIMARY KEY, b TEXT)",
                            "CREATE TABLE t (a INT REFERENCES t, b TEXT)", "CREATE TABLE u (a INT, b TEXT)"}) {
    EXPECT_NE(read_create_table(other), base) << other;
  }
}

TEST(ReadCreateTable, RefusesWhatItCanNotTakeApart) {
  expect_not_read("CREATE TABLE t (a INT", "too early");
  expect_not_read("CREATE TABLE t (a INT FOO BAR (1) BAZ)", "unknown column constraint");
  expect_not_read("CREATE TABLE t (a VARCHAR(max))", "a type's size");
  expect_not_read("CREATE TABLE t (a INT,)", "a name expected");
  expect_not_read("CREATE TABLE t (a INT) WITH ROWID", "STRICT expected");
  expect_not_read("CREATE TABLE t (a INT) STRICT,", "table option");
  expect_not_read("CREATE TABLE t (a INT, UNIQUE (b))", "no column of the table");
  expect_not_read("CREATE TABLE t (a INT, A TEXT)", "two columns");
  expect_not_read("CREATE TABLE t (a INT CHECK (a > 0)", "too early");
  expect_not_read("CREATE TABLE t (a INT DEFAULT 'x)", "no SQL token");
  expect_not_read("CREATE TABLE t (a INT PRIMARY KEY, PRIMARY KEY (a))", "two primary keys");
  expect_not_read("CREATE TABLE t (a INT PRIMARY KEY AUTOINCREMENT)", "AUTOINCREMENT");
  expect_not_read("CREATE TABLE t AS SELECT 1", "'(' expected");
  expect_not_read("CREATE VIEW t AS SELECT 1", "TABLE expected");
  expect_not_read("CREATE TABLE t (a x/* text */(1))", "comment");
  expect_not_read("CREATE TABLE t (a \"x\" text)", "quotes");
  expect_not_read("", "CREATE expected");
}

TEST(ReadCreateTable, ErrorsSayWhere) { expect_not_read("CREATE TABLE t (a INT, CHECK a > 0)", "near 'a'"); }

TEST(WriteCreateTable, IsLaidOutForPeople) {
  const Table table = read_create_table(
      "create table orders(id integer primary key autoincrement,customer int not null references customers on delete "
      "cascade,"
      "\"order\" text unique default 'x' collate nocase,total as(id*2)stored,constraint c "
      "check(customer>0),unique(customer,\"order\"))strict");
  EXPECT_EQ(write_create_table(table), R"(CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer INT NOT NULL,
  "order" TEXT UNIQUE DEFAULT 'x' COLLATE nocase,
  total GENERATED ALWAYS AS (id*2) STORED,
  UNIQUE (customer, "order"),
  FOREIGN KEY (customer) REFERENCES customers ON DELETE CASCADE,
  CONSTRAINT c CHECK (customer>0)
) STRICT)");
}

TEST(WriteCreateTable, ARebuildsTableRefersToTheRealName) {
  const Table table = read_create_table("CREATE TABLE t (a PRIMARY KEY, b REFERENCES t (a))");
  const Identifier name = id("_retort_new_t");
  EXPECT_EQ(write_create_table(table, &name), R"(CREATE TABLE _retort_new_t (
  a PRIMARY KEY,
  b,
  FOREIGN KEY (b) REFERENCES t (a)
))");
}

TEST(WriteColumn, IsWhatFollowsAddColumn) {
  const Table table =
      read_create_table("CREATE TABLE t (a, \"b c\" text not null on conflict ignore default \"x\" collate nocase)");
  EXPECT_EQ(write_column(table.columns[1]), R"("b c" TEXT NOT NULL ON CONFLICT IGNORE DEFAULT 'x' COLLATE nocase)");
  EXPECT_EQ(write_column(table.columns[0]), "a");
}

TEST(CreateIndex, ReadsPartsAndConditionAndWritesThem) {
  const Table table = read_create_table("CREATE TABLE t (a, b TEXT COLLATE NOCASE)");
  const ReadIndex read = read_create_index(
      "CREATE UNIQUE INDEX ix ON T ((A) desc, b collate binary, lower(b) || \"x\" DESC) where b <> \"so\" -- c", table);
  EXPECT_EQ(read.table, table.name);
  EXPECT_TRUE(read.index.parts[0].descending);
  EXPECT_EQ(read.index.parts[0].column, id("a"));
  EXPECT_EQ(read.index.parts[1].collation, id("BINARY"));
  EXPECT_EQ(write_create_index(table.name, read.index),
            "CREATE UNIQUE INDEX ix ON t (A DESC, b COLLATE binary, lower(b) || 'x' DESC) WHERE b <> 'so'");
}

TEST(CreateIndex, RefusesStringsThatWouldBecomeNames) {
  const Table table = read_create_table("CREATE TABLE t (a)");
  EXPECT_THROW(read_create_index("CREATE INDEX i ON t (\"nope\")", table), ProjectError);
  EXPECT_THROW(read_create_index("CREATE INDEX i ON t ((\"nope\") COLLATE NOCASE)", table), ProjectError);
  EXPECT_THROW(read_create_index("CREATE INDEX i ON t (a) WHERE", table), ProjectError);
  EXPECT_THROW(read_create_index("CREATE INDEX i ON u (a)", table), ProjectError);
}

TEST(ReadDefinition, KeepsTheTextAndComparesTheTokens) {
  const Definition view = read_definition(ObjectKind::view, "v", "", "CREATE VIEW v AS\n  SELECT a -- c\n FROM \"T\";");
  EXPECT_EQ(view.sql.text, "CREATE VIEW v AS\n  SELECT a -- c\n FROM \"T\"");
  EXPECT_EQ(view.sql.canonical, "create view v as select a from t");
  EXPECT_EQ(
      read_definition(ObjectKind::view, "V", "", "create temp view if not exists [main].[V] as select A from t").sql,
      view.sql);
}

TEST(ReadDefinition, LeavesOutTheSchemaInTheTextToo) {
  EXPECT_EQ(read_definition(ObjectKind::view, "v", "", "CREATE VIEW IF NOT EXISTS main.v AS SELECT 1").sql.text,
            "CREATE VIEW v AS SELECT 1");
}

TEST(ReadDefinition, ReadsTriggersWithTheirTable) {
  const Definition trigger = read_definition(ObjectKind::trigger, "tr", "t",
                                             "CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET a = 'X'; END");
  EXPECT_EQ(trigger.on.name, id("t"));
  EXPECT_EQ(trigger.sql.canonical, "create trigger tr after insert on t begin update t set a = 'X' ; end");
}

TEST(ReadDefinition, LeavesTheArgumentsOfVirtualTablesAlone) {
  const auto read = [](std::string_view sql) { return read_definition(ObjectKind::virtual_table, "f", "", sql).sql; };
  EXPECT_EQ(read("CREATE VIRTUAL TABLE f USING FTS5(a, tokenize = \"Porter\")").canonical,
            "create virtual table f using fts5 ( a , tokenize = \"Porter\" )");
  EXPECT_EQ(read("CREATE VIRTUAL TABLE \"F\" using fts5 (a ,tokenize=\"Porter\")"),
            read("CREATE VIRTUAL TABLE f USING fts5(a, tokenize = \"Porter\")"));
  EXPECT_NE(read("CREATE VIRTUAL TABLE f USING fts5(A)"), read("CREATE VIRTUAL TABLE f USING fts5(a)"));
}

}  // namespace
}  // namespace retort::sqlite
