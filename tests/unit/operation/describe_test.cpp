#include "operation/describe.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "operation/loss.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

OperationList difference(const char* before, const char* after, Answers answers = {}) {
  answers.no_renames = true;
  return diff(SqliteDatabase(before).schema(), SqliteDatabase(after).schema(), sqlite_capabilities(), sqlite::dialect(),
              sqlite::lexicon(), answers)
      .operations;
}

Lines described(const char* before, const char* after) { return describe(difference(before, after)); }

Lines lost(const char* before, const char* after) {
  Lines lines;
  for (const Operation& operation : difference(before, after)) {
    for (const Loss& loss : losses(operation)) lines.push_back(loss.what);
  }
  return lines;
}

TEST(Describe, Tables) {
  EXPECT_EQ(described("CREATE TABLE a (x INT)", "CREATE TABLE b (y INT)"),
            (Lines{"added table 'b'", "removed table 'a'"}));
  EXPECT_EQ(described("CREATE TABLE a (x INT PRIMARY KEY)", "CREATE TABLE a (x INT PRIMARY KEY) STRICT, WITHOUT ROWID"),
            (Lines{"changed options of table 'a': STRICT added, WITHOUT ROWID added"}));
}

TEST(Describe, Columns) {
  EXPECT_EQ(described("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT, c INT)"),
            (Lines{"added column 't.c'", "removed column 't.b'"}));
  EXPECT_EQ(described("CREATE TABLE t (a VARCHAR(20))", "CREATE TABLE t (a TEXT NOT NULL DEFAULT 'x' COLLATE NOCASE)"),
            (Lines{"changed column 't.a': type VARCHAR(20) -> TEXT, NOT NULL added, default none -> 'x', collation "
                   "none -> NOCASE"}));
  EXPECT_EQ(described("CREATE TABLE t (a INT, b INT NOT NULL ON CONFLICT FAIL)",
                      "CREATE TABLE t (a INT, b INT AS (a + 1) STORED)"),
            (Lines{"changed column 't.b': NOT NULL removed, NOT NULL ON CONFLICT FAIL -> ABORT, generated none -> (a + "
                   "1) STORED"}));
}

TEST(Describe, ConstraintsAndIndexes) {
  EXPECT_EQ(described("CREATE TABLE t (a INT, b INT); CREATE INDEX i ON t (a)",
                      "CREATE TABLE t (a INT PRIMARY KEY, b INT CONSTRAINT u UNIQUE REFERENCES t (a), CHECK (b > 0)); "
                      "CREATE UNIQUE INDEX i ON t (b DESC, abs(a))"),
            (Lines{"added check constraint (b > 0) on table 't'", "added unique constraint 'u' (b) on table 't'",
                   "added primary key (a) on table 't'", "changed index 'i' on 't': (a) -> UNIQUE (b DESC, abs(a))",
                   "added foreign key (b) to t (a) on table 't'"}));
}

TEST(Describe, ADropAndACreateOfOneThingIsOneLine) {
  EXPECT_EQ(
      described(
          "CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v",
          "CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT b AS a FROM t; CREATE VIEW w AS SELECT a FROM v"),
      (Lines{"changed view 'v': b AS added"}));  // w is only made anew
  EXPECT_EQ(described("CREATE TABLE t (a INT, b INT, CONSTRAINT c CHECK (a > 0), PRIMARY KEY (a))",
                      "CREATE TABLE t (a INT, b INT, CONSTRAINT c CHECK (a > 1), PRIMARY KEY (b))"),
            (Lines{"changed check constraint 'c' on table 't': (a > 0) -> (a > 1)",
                   "changed primary key on table 't': (a) -> (b)"}));
}

TEST(Describe, AConstraintOrIndexSaysOnlyWhatChanged) {
  const ObjectName t{{}, Identifier("t")};
  Check check{Identifier("c"), {"(a > 0)", "(a > 0)"}};
  Check valid = check;
  check.not_valid = true;
  check.options = {{"comment", "why"}, {"not enforced", ""}};
  valid.options = {{"comment", "whatever"}};
  EXPECT_EQ(describe(OperationList{AddConstraint{t, check}}),
            (Lines{"added check constraint 'c' (a > 0) NOT ENFORCED NOT VALID on table 't'"}));
  EXPECT_EQ(describe(OperationList{AlterConstraint{t, check, valid}}),
            (Lines{"changed check constraint 'c' on table 't': (a > 0) NOT ENFORCED NOT VALID -> (a > 0), comment why "
                   "-> whatever"}));
  EXPECT_EQ(describe(OperationList{DropConstraint{t, valid}, AddConstraint{t, valid}}), Lines{});
  Index index;
  index.name = Identifier("i");
  index.parts = {KeyPart{Identifier("a"), {}, {}, true, true}, KeyPart{Identifier("b"), {}, {}, false, true}};
  index.where = Expression{"(a > 0)", "(a > 0)"};
  index.include = {Identifier("c")};
  EXPECT_EQ(describe(OperationList{CreateIndex{t, index}}),
            (Lines{"added index 'i' on 't (a DESC NULLS LAST, b NULLS FIRST)' INCLUDE (c) WHERE a > 0"}));
  Index set = index;
  set.options = {{"parameter:fillfactor", "70"}};
  EXPECT_EQ(describe(OperationList{AlterIndex{t, index, set}}),
            (Lines{"changed index 'i' on 't': fillfactor default -> 70"}));
  EXPECT_EQ(describe(OperationList{DropIndex{t, index}, CreateIndex{t, index}}), Lines{});
}

TEST(Describe, AnIdentityTakesItsSequenceAlong) {
  const ObjectName t{{}, Identifier("t")};
  Column plain;
  plain.name = Identifier("a");
  plain.type = "integer";
  Column counts = plain;
  counts.options = {{"identity", "ALWAYS"}, {"identity:sequence", "t_a_seq"}, {"identity:start", "7"}};
  EXPECT_EQ(describe(Operation(AlterColumn{t, counts, plain, {}})), "changed column 't.a': identity ALWAYS -> none");
  EXPECT_EQ(describe(Operation(AlterColumn{t, plain, counts, {}})),
            "changed column 't.a': identity none -> ALWAYS, identity start default -> 7");
}

TEST(Describe, ACompositeTypeSaysItsAttributesOnce) {
  Definition type;
  type.key = {ObjectKind::composite_type, {{}, Identifier("c")}};
  type.values = {"a", "b"};
  type.options = {{"attribute:a", "integer"}, {"attribute:b", "text"}};
  Definition more = type;
  more.values = {"a", "b", "d"};
  more.options["attribute:d"] = "date";
  Definition turned = type;
  turned.values = {"b", "a"};
  EXPECT_EQ(describe(Operation(AlterDefinition{type, more})), "changed composite type 'c': attribute d none -> date");
  EXPECT_EQ(describe(Operation(AlterDefinition{more, type})), "changed composite type 'c': attribute d date -> none");
  EXPECT_EQ(describe(Operation(AlterDefinition{type, turned})), "changed composite type 'c': (a, b) -> (b, a)");
}

TEST(Describe, Json) {
  Answers answers;
  answers.existing.push_back({{{}, sqlite::lexicon().identifier("t")}, sqlite::lexicon().identifier("b"), "a + 1"});
  const OperationList operations =
      difference("CREATE TABLE t (a INT, c INT)", "CREATE TABLE t (a INT, b INT NOT NULL, CHECK (a > 0))", answers);
  ASSERT_EQ(operations.size(), 3U);
  const auto add = to_json(operations[0]);
  EXPECT_EQ(add.at("operation"), "add_column");
  EXPECT_EQ(add.at("table"), "t");
  EXPECT_EQ(add.at("column").at("name"), "b");
  EXPECT_EQ(add.at("existing"), "a + 1");
  EXPECT_EQ(add.at("description"), "added column 't.b'");
  EXPECT_EQ(to_json(operations[1]).at("loses"), nlohmann::json::array({"the values of column 't.c'"}));
  EXPECT_EQ(to_json(operations[2]).at("constraint").at("kind"), "check");
}

TEST(Losses, RowsAndValues) {
  EXPECT_EQ(lost("CREATE TABLE a (x INT); CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT)"),
            (Lines{"the values of column 't.b'", "all rows of table 'a'"}));
  EXPECT_EQ(lost("CREATE VIRTUAL TABLE f USING fts5(a)", ""), (Lines{"all rows of virtual table 'f'"}));
}

TEST(Losses, WhatIsComputedOrKeptIsNotLost) {
  EXPECT_EQ(lost("CREATE TABLE t (a INT, b INT AS (a)); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT 1",
                 "CREATE TABLE t (a INT NOT NULL, CHECK (a > 0))"),
            Lines{});
  EXPECT_EQ(lost("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT, b INT AS (a))"),
            (Lines{"the values of column 't.b', which is computed from now on"}));
}

TEST(Describe, WhatMakesWayForAWhileIsNoDifference) {
  const ObjectName t{{}, Identifier("t")};
  Column with;
  with.name = Identifier("a");
  with.type = "integer";
  with.server_default = Expression{"f()", "f()"};
  Column without = with;
  without.server_default.reset();
  EXPECT_EQ(describe(OperationList{AlterColumn{t, with, without, {}}, AlterColumn{t, without, with, {}}}), Lines{});
  Column wide = without;
  wide.type = "bigint";
  Column wide_with = wide;
  wide_with.server_default = Expression{"g()", "g()"};
  EXPECT_EQ(describe(OperationList{AlterColumn{t, with, without, {}}, AlterColumn{t, without, wide, {}},
                                   AlterColumn{t, wide, wide_with, {}}}),
            (Lines{"changed column 't.a': type integer -> bigint, default f() -> g()"}));
  Definition domain;
  domain.key = {ObjectKind::domain, {{}, Identifier("d")}};
  domain.options["check:c"] = "VALUE > 0";
  Definition bare = domain;
  bare.options.clear();
  EXPECT_EQ(describe(OperationList{AlterDefinition{domain, bare}, AlterDefinition{bare, domain}}), Lines{});
  EXPECT_EQ(describe(OperationList{CreateDefinition{bare}, AlterDefinition{bare, domain}}),
            (Lines{"added domain 'd'"}));
}

TEST(Losses, TypesThatMayNotHoldTheValues) {
  const auto loses = [](const std::string& from, const std::string& to) {
    return !lost(("CREATE TABLE t (a " + from + ")").c_str(), ("CREATE TABLE t (a " + to + ")").c_str()).empty();
  };
  EXPECT_FALSE(loses("VARCHAR(20)", "VARCHAR(30)"));
  EXPECT_FALSE(loses("VARCHAR(20)", "TEXT"));
  EXPECT_FALSE(loses("SMALLINT", "BIGINT"));
  EXPECT_FALSE(loses("INT", "INTEGER"));
  EXPECT_TRUE(loses("INTEGER", "TEXT"));
  EXPECT_TRUE(loses("INTEGER", "VARCHAR(5)"));
  EXPECT_TRUE(loses("VARCHAR(20)", "VARCHAR(10)"));
  EXPECT_TRUE(loses("TEXT", "VARCHAR(10)"));
  EXPECT_TRUE(loses("BIGINT", "SMALLINT"));
  EXPECT_TRUE(loses("TEXT", "INTEGER"));
  EXPECT_TRUE(loses("DECIMAL(10, 2)", "DECIMAL(8, 2)"));
}

}  // namespace
}  // namespace retort::test
