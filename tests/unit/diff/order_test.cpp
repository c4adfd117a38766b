// The order of operations, for engines that need more of it than SQLite does, and its cost.
#include <gtest/gtest.h>

#include <chrono>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "diff/dependency_order.hpp"
#include "operation/apply.hpp"
#include "operation/describe.hpp"
#include "support/migrate.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

Lines ordered(const std::string& before, const std::string& after, const Capabilities& capabilities,
              const ChangeRules& rules = sqlite::dialect()) {
  Answers answers;
  answers.no_renames = true;
  Lines lines;
  const Schema from = SqliteDatabase(before).schema();
  const Schema to = SqliteDatabase(after).schema();
  const OperationList operations = diff(from, to, capabilities, rules, sqlite::lexicon(), answers).operations;
  Schema applied = from;
  apply(operations, applied, sqlite::lexicon());
  EXPECT_EQ(unequal(applied, to), Lines{});
  for (const Operation& operation : operations) lines.push_back(describe(operation));
  return lines;
}

/// CREATE OR REPLACE VIEW: columns may only be appended.
class ReplacesViews : public ChangeRules {
  using ChangeRules::alters;
  bool alters(const Definition& from, const Definition& to) const override {
    return from.columns.size() <= to.columns.size() &&
           std::equal(from.columns.begin(), from.columns.end(), to.columns.begin());
  }
};

TEST(DependencyOrder, NeedsFirstThenTheLowest) {
  EXPECT_EQ(dependency_order({{2}, {}, {3}, {}}), (std::vector<std::size_t>{1, 3, 2, 0}));
  EXPECT_EQ(dependency_order({{1}, {0}, {}}), (std::vector<std::size_t>{2, 0, 1}));  // a circle
  EXPECT_EQ(dependency_order({{0}}), (std::vector<std::size_t>{0}));
}

TEST(Order, TablesAreCreatedAfterWhatTheyReferTo) {
  const std::string tables =
      "CREATE TABLE a (b INT REFERENCES b); CREATE TABLE b (c INT REFERENCES c); CREATE TABLE c (id INTEGER PRIMARY "
      "KEY)";
  EXPECT_EQ(ordered("", tables, Capabilities{}), (Lines{"added table 'c'", "added table 'b'", "added table 'a'"}));
  EXPECT_EQ(ordered(tables, "", Capabilities{}),
            (Lines{"removed table 'a'", "removed table 'b'", "removed table 'c'"}));
}

TEST(Order, ACircleOfForeignKeysIsCutWhereKeysCanBeAdded) {
  const std::string circle = "CREATE TABLE a (b INT REFERENCES b); CREATE TABLE b (a INT REFERENCES a)";
  EXPECT_EQ(ordered("", circle, Capabilities{}),
            (Lines{"added table 'a'", "added table 'b'", "added foreign key (b) to b on table 'a'"}));
  EXPECT_EQ(ordered(circle, "", Capabilities{}),
            (Lines{"removed foreign key (b) to b on table 'a'", "removed table 'b'", "removed table 'a'"}));
  EXPECT_EQ(ordered("", circle, sqlite_capabilities()), (Lines{"added table 'a'", "added table 'b'"}));
}

TEST(Order, AViewIsReplacedWhereTheEngineCan) {
  const Capabilities capabilities;
  const ReplacesViews rules;
  const std::string table = "CREATE TABLE t (a INT, b INT); ";
  EXPECT_EQ(
      ordered(table + "CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v",
              table + "CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v", capabilities, rules),
      (Lines{"changed view 'v': b added"}));
  EXPECT_EQ(ordered(table + "CREATE VIEW v AS SELECT a FROM t", table + "CREATE VIEW v AS SELECT b FROM t",
                    capabilities, rules),
            (Lines{"removed view 'v'", "added view 'v'"}));
}

TEST(Order, ColumnOrderCountsOnlyWhereAskedFor) {
  const Schema from = SqliteDatabase("CREATE TABLE t (a INT, c INT)").schema();
  const Schema to = SqliteDatabase("CREATE TABLE t (c INT, b INT, a INT)").schema();
  const auto lines = [&](bool column_order) {
    return describe(
        diff(from, to, sqlite_capabilities(), sqlite::dialect(), sqlite::lexicon(), {}, {column_order}).operations);
  };
  EXPECT_EQ(lines(false), (Lines{"added column 't.b'"}));
  EXPECT_EQ(lines(true), (Lines{"added column 't.b'", "changed column order of table 't': (a, c, b) -> (c, b, a)"}));
  SqliteDatabase database("CREATE TABLE t (a INT, c INT); INSERT INTO t VALUES (1, 3)");
  migrate(database, to, {}, {true});
  EXPECT_EQ(database.query("SELECT * FROM t"), (std::vector<SqliteDatabase::Row>{{"3", "NULL", "1"}}));
}

TEST(Order, EqualSchemasHaveNoDifferenceWhateverTheSpelling) {
  EXPECT_EQ(ordered("CREATE TABLE T (A INT, \"b\" text DEFAULT \"x\", UNIQUE (a))",
                    "create table t (b TEXT default 'x', a int unique)", sqlite_capabilities()),
            Lines{});
}

/// 1,000 tables of 8 columns, every tenth changed.
std::string many_tables(const char* type_of_every_tenth) {
  std::string sql;
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(i);
    sql += "CREATE TABLE table_" + n + " (id INTEGER PRIMARY KEY, parent INT REFERENCES table_" +
           std::to_string(i / 2) + ", name TEXT NOT NULL, a INT, b INT, c " +
           (i % 10 == 0 ? type_of_every_tenth : "INT") + ", d TEXT DEFAULT 'x', e REAL);";
    sql += "CREATE INDEX ix_" + n + " ON table_" + n + " (name);";
  }
  return sql;
}

TEST(Order, AThousandTablesTakeNoTime) {
  const Schema from = SqliteDatabase(many_tables("INT")).schema();
  const Schema to = SqliteDatabase(many_tables("TEXT")).schema();
  const auto start = std::chrono::steady_clock::now();
  const Difference difference = diff(from, to, sqlite_capabilities(), sqlite::dialect(), sqlite::lexicon());
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(difference.operations.size(), 100U);
  EXPECT_LT(took,
            std::chrono::milliseconds(500));  // 10 ms unoptimised on an idle machine; a quadratic walk takes seconds
  Answers answers;
  answers.no_renames = true;
  EXPECT_EQ(diff({}, to, sqlite_capabilities(), sqlite::dialect(), sqlite::lexicon(), answers).operations.size(),
            1000U);
}

/// Every table may be any other: each pair is weighed.
TEST(Order, AThousandNewTablesForAThousandOldOnesAreAskedAboutSoon) {
  const Schema from = SqliteDatabase(many_tables("INT")).schema();
  Schema to;
  for (const auto& [name, table] : from.tables) {
    Table other = table;
    other.name = {{}, sqlite::lexicon().identifier("other_" + name.name.text())};
    to.tables.emplace(other.name, other);
  }
  const auto start = std::chrono::steady_clock::now();
  const Difference difference = diff(from, to, sqlite_capabilities(), sqlite::dialect(), sqlite::lexicon());
  const auto took = std::chrono::steady_clock::now() - start;
  ASSERT_EQ(difference.questions.size(), 1000U);
  EXPECT_EQ("other_" + spoken(difference.questions[17].candidates[0].from), spoken(difference.questions[17].to));
  EXPECT_LT(took, std::chrono::seconds(10));  // 0.8 s unoptimised; comparing each two names takes 20
}

}  // namespace
}  // namespace retort::test
