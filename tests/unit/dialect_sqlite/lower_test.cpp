// Which operations SQLite does in place, and what a rebuild takes along. That either leads to the target, with rows, is
// shown by tests/unit/diff/migrate_test.cpp.
#include "dialect/sqlite/lower.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/rowid.hpp"
#include "operation/describe.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

Identifier name(const char* text) { return sqlite::lexicon().identifier(text); }
ObjectName table_name(const char* text) { return {{}, name(text)}; }

Lines lines_of(const OperationList& operations) {
  Lines lines;
  for (const Operation& operation : operations) lines.push_back(describe(operation));
  return lines;
}

OperationList lowered_operations(const std::string& before, const std::string& after, Answers answers = {}) {
  answers.no_renames = true;
  return plan_migration(SqliteDatabase(before).schema(), SqliteDatabase(after).schema(), answers).lowered;
}

Lines lowered(const std::string& before, const std::string& after, const Answers& answers = {}) {
  return lines_of(lowered_operations(before, after, answers));
}

/// "column <- expression" of the one rebuild.
Lines copies(const std::string& before, const std::string& after, const Answers& answers = {}) {
  Lines lines;
  for (const Operation& operation : lowered_operations(before, after, answers)) {
    const auto* rebuild = std::get_if<RebuildTable>(&operation);
    if (rebuild == nullptr) continue;
    for (const RebuildTable::Copy& copy : rebuild->copies) lines.push_back(copy.to.text() + " <- " + copy.expression);
    if (rebuild->todo) lines.push_back("todo: " + *rebuild->todo);
  }
  return lines;
}

Answers existing(const char* table, const char* column, const char* value) {
  Answers answers;
  answers.existing.push_back({table_name(table), name(column), value});
  return answers;
}

const Lines kRebuild = {"rebuilt table 't'"};
const Lines kAddColumn = {"added column 't.b'"};
const Lines kDropColumn = {"removed column 't.b'"};

/// What becomes of adding column b to t, which has a, and of dropping it again.
Lines adding(const std::string& column) {
  return lowered("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT, " + column + ")");
}
Lines dropping(const std::string& column) {
  return lowered("CREATE TABLE t (a INT, " + column + ")", "CREATE TABLE t (a INT)");
}

TEST(Lower, ColumnsAreAddedInPlaceWhereNoRowCanMakeItFail) {
  for (const char* column :
       {"b", "b INT DEFAULT NULL", "b INT NOT NULL DEFAULT 1", "b INT NOT NULL DEFAULT -1.5",
        "b TEXT DEFAULT 'x' COLLATE NOCASE", "b INT DEFAULT TRUE", "b BLOB DEFAULT x'00'", "b AS (a + 1)",
        "b INT REFERENCES t (a)", "b INT CONSTRAINT k REFERENCES t (a) ON DELETE CASCADE"}) {
    EXPECT_EQ(adding(column), kAddColumn) << column;
  }
  for (const char* column :
       {"b INT NOT NULL DEFAULT (1 + 1)", "b TEXT DEFAULT CURRENT_TIMESTAMP", "b AS (a + 1) STORED",
        "b AS (a) NOT NULL", "b INT UNIQUE", "b INT PRIMARY KEY", "b INT CHECK (b > 0)",
        "b INT DEFAULT 1 REFERENCES t (a)", "b INT NOT NULL DEFAULT NULL"}) {
    EXPECT_EQ(adding(column), kRebuild) << column;
  }
}

TEST(Lower, ColumnsAreDroppedInPlaceWhereNothingUsesThem) {
  for (const char* column : {"b", "b INT NOT NULL DEFAULT 1", "b AS (a + 1)", "b AS (a + 1) STORED"})
    EXPECT_EQ(dropping(column), kDropColumn) << column;
  for (const char* column : {"b INT UNIQUE", "b INT PRIMARY KEY", "b INT CHECK (b > 0)", "b INT REFERENCES t (a)"})
    EXPECT_EQ(dropping(column), kRebuild) << column;
  EXPECT_EQ(lowered("CREATE TABLE t (a INT, b INT); CREATE INDEX i ON t (b)", "CREATE TABLE t (a INT)"),
            (Lines{"removed index 'i' on 't'", "removed column 't.b'"}));
}

TEST(Lower, DropColumnStaysOutOfPlaceWhileADefinitionUsesIt) {
  const Schema schema = SqliteDatabase("CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT b FROM t").schema();
  const OperationList drop = {DropColumn{table_name("t"), schema.tables.begin()->second.columns[1]}};
  EXPECT_EQ(lines_of(sqlite::lower(drop, schema)), kRebuild);
  const Schema broken =
      SqliteDatabase("CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT x FROM nowhere").schema();
  EXPECT_EQ(lines_of(sqlite::lower(drop, broken)), kRebuild);
}

TEST(Lower, AllChangesOfATableAreOneRebuild) {
  EXPECT_EQ(lowered("CREATE TABLE t (a INT, b INT, c INT, CHECK (a > 0)); CREATE TABLE u (x INT)",
                    "CREATE TABLE t (a TEXT, c INT NOT NULL, d INT, e INT REFERENCES u, UNIQUE (a), CHECK (c > 0)) "
                    "STRICT; CREATE TABLE u (x TEXT)"),
            (Lines{"rebuilt table 't'", "rebuilt table 'u'"}));
}

TEST(Lower, IndexesStayOperationsOfTheirOwn) {
  EXPECT_EQ(lowered("CREATE TABLE t (a INT, b INT); CREATE INDEX i ON t (a); CREATE INDEX j ON t (b)",
                    "CREATE TABLE t (a TEXT, b INT); CREATE INDEX i ON t (a DESC); CREATE INDEX j ON t (b)"),
            (Lines{"removed index 'i' on 't'", "rebuilt table 't'", "added index 'i' on 't (a DESC)'"}));
}

TEST(Lower, RenamesComeBeforeTheRebuildAndAreNotPartOfIt) {
  Answers answers;
  answers.renames.push_back({std::nullopt, name("t"), name("u")});
  answers.renames.push_back({table_name("u"), name("a"), name("b")});
  EXPECT_EQ(lowered("CREATE TABLE t (a INT)", "CREATE TABLE u (b TEXT)", answers),
            (Lines{"renamed table 't' to 'u'", "renamed column 'u.a' to 'u.b'", "rebuilt table 'u'"}));
}

TEST(Lower, ARenameOfTheCaseTakesTwoSteps) {
  Answers answers;
  answers.renames.push_back({std::nullopt, name("Tt"), name("tT")});
  EXPECT_EQ(lowered("CREATE TABLE Tt (a INT)", "CREATE TABLE tT (a INT)", answers),
            (Lines{"renamed table 'Tt' to '_retort_was_Tt'", "renamed table '_retort_was_Tt' to 'tT'"}));
}

TEST(Lower, ARebuildEndsWhereSomebodysOwnSqlStands) {
  const Schema schema = SqliteDatabase("CREATE TABLE t (a INT, b INT)").schema();
  const std::vector<Column>& columns = schema.tables.begin()->second.columns;
  Column a = columns[0];
  a.type = "TEXT";
  Column b = columns[1];
  b.type = "TEXT";
  const OperationList operations = {AlterColumn{table_name("t"), columns[0], a, {}},
                                    Execute{"UPDATE t SET a = b", true},
                                    AlterColumn{table_name("t"), columns[1], b, {}}};
  EXPECT_EQ(lines_of(sqlite::lower(operations, schema)),
            (Lines{"rebuilt table 't'", "data: UPDATE t SET a = b", "rebuilt table 't'"}));
}

TEST(Lower, AReplacedViewIsDroppedAndCreated) {
  const Schema schema = SqliteDatabase("CREATE TABLE t (a INT); CREATE VIEW v AS SELECT a FROM t").schema();
  const Definition& view = schema.definitions.begin()->second;
  EXPECT_EQ(lines_of(sqlite::lower({AlterDefinition{view, view}}, schema)),
            (Lines{"removed view 'v'", "added view 'v'"}));
}

TEST(Lower, ARebuildKeepsTheTriggersThatAreThereThen) {
  const OperationList operations = lowered_operations(
      "CREATE TABLE t (a INT); CREATE TRIGGER z AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TRIGGER y AFTER INSERT "
      "ON t BEGIN SELECT 2; END;"
      "CREATE TRIGGER gone AFTER INSERT ON t BEGIN SELECT 3; END; CREATE TRIGGER changed AFTER INSERT ON t BEGIN "
      "SELECT 4; END",
      "CREATE TABLE t (a TEXT); CREATE TRIGGER z AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TRIGGER y AFTER INSERT "
      "ON t BEGIN SELECT 2; END;"
      "CREATE TRIGGER changed AFTER INSERT ON t BEGIN SELECT 5; END; CREATE TRIGGER come AFTER INSERT ON t BEGIN "
      "SELECT 6; END");
  EXPECT_EQ(lines_of(operations), (Lines{"removed trigger 'changed'", "removed trigger 'gone'", "rebuilt table 't'",
                                         "added trigger 'changed'", "added trigger 'come'"}));
  const auto& rebuild = std::get<RebuildTable>(operations.at(2));
  ASSERT_EQ(rebuild.triggers_before.size(), 2U);
  ASSERT_EQ(rebuild.triggers_after.size(), 2U);
  EXPECT_EQ(rebuild.triggers_after[0].key.name, table_name("z"));  // in the order of creation
  EXPECT_EQ(rebuild.triggers_after[1].key.name, table_name("y"));
}

TEST(Rebuild, CopiesStoredColumnsByName) {
  EXPECT_EQ(copies("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, g AS (a), gone INT)",
                   "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, g AS (a))"),
            (Lines{"id <- id", "a <- a"}));
  EXPECT_EQ(copies("CREATE TABLE t (\"a b\" INT PRIMARY KEY) WITHOUT ROWID",
                   "CREATE TABLE t (\"a b\" TEXT PRIMARY KEY) WITHOUT ROWID"),
            (Lines{"a b <- \"a b\""}));
}

TEST(Rebuild, CopiesTheRowidUnderANameThatNoColumnHas) {
  EXPECT_EQ(copies("CREATE TABLE t (a INT)", "CREATE TABLE t (a TEXT)"), (Lines{"rowid <- rowid", "a <- a"}));
  EXPECT_EQ(copies("CREATE TABLE t (rowid INT)", "CREATE TABLE t (rowid TEXT)"),
            (Lines{"_rowid_ <- _rowid_", "rowid <- rowid"}));
  EXPECT_EQ(
      copies("CREATE TABLE t (rowid INT, oid INT, _rowid_ INT)", "CREATE TABLE t (rowid TEXT, oid INT, _rowid_ INT)"),
      (Lines{"rowid <- rowid", "oid <- oid", "_rowid_ <- _rowid_"}));
  EXPECT_EQ(copies("CREATE TABLE t (id INTEGER PRIMARY KEY)", "CREATE TABLE t (id INTEGER)"),
            (Lines{"rowid <- rowid", "id <- id"}));
  EXPECT_EQ(copies("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT, id INTEGER PRIMARY KEY)"),
            (Lines{"a <- a", "id <- rowid"}));
  EXPECT_EQ(copies("CREATE TABLE t (a INT PRIMARY KEY)", "CREATE TABLE t (a INT PRIMARY KEY) WITHOUT ROWID"),
            (Lines{"a <- a"}));
}

TEST(Rebuild, ValuesForRowsThatExist) {
  const std::string before = "CREATE TABLE t (id INTEGER PRIMARY KEY)";
  EXPECT_EQ(copies(before, "CREATE TABLE t (id INTEGER PRIMARY KEY, b INT NOT NULL)",
                   existing("t", "b", "id + 1 -- one more\n  + 1")),
            (Lines{"id <- id", "b <- id + 1 + 1"}));
  EXPECT_EQ(copies(before, "CREATE TABLE t (id INTEGER PRIMARY KEY, b INT NOT NULL)"),
            (Lines{"id <- id", "b <- NULL", "todo: the value of column 't.b' for rows that exist, in place of NULL"}));
  EXPECT_EQ(copies(before, "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT DEFAULT CURRENT_DATE)"),
            (Lines{"id <- id"}));  // the default fills it
  EXPECT_EQ(copies("CREATE TABLE t (id INTEGER PRIMARY KEY, b INT)",
                   "CREATE TABLE t (id INTEGER PRIMARY KEY, b INT NOT NULL)", existing("t", "b", "0")),
            (Lines{"id <- id", "b <- coalesce(b, 0)"}));
}

TEST(Rowid, TheAliasIsAnIntegerPrimaryKey) {
  const auto alias = [](const char* sql) {
    return sqlite::rowid_alias(SqliteDatabase(sql).schema().tables.begin()->second) != nullptr;
  };
  EXPECT_TRUE(alias("CREATE TABLE t (a INTEGER PRIMARY KEY)"));
  EXPECT_TRUE(alias("CREATE TABLE t (a integer, PRIMARY KEY (a DESC))"));
  EXPECT_FALSE(alias("CREATE TABLE t (a INT PRIMARY KEY)"));
  EXPECT_FALSE(alias("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)"));
  EXPECT_FALSE(alias("CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID"));
  EXPECT_FALSE(alias("CREATE TABLE t (a INTEGER, b INT, PRIMARY KEY (a, b))"));
}

}  // namespace
}  // namespace retort::test
