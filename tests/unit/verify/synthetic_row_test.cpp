#include "verify/synthetic_row.hpp"

#include <gtest/gtest.h>

#include "driver/driver.hpp"
#include "retort/sqlite.hpp"

namespace retort {
namespace {

ObjectName table(const std::string& name) { return {{}, Identifier::folded(name)}; }

/// Makes the tables, asks for a row in `t`, and says why there was none.
class SyntheticRowTest : public testing::Test {
 protected:
  std::string add(const std::vector<std::string>& statements) {
    scratch_ = sqlite::driver().make_scratch();
    for (const std::string& statement : statements) connection().execute(statement);
    const Schema schema = sqlite::driver().inspect(connection(), {});
    filled_.clear();
    return add_synthetic_row(connection(), schema, *schema.find_table(table("t")), filled_);
  }
  Connection& connection() { return scratch_->connection(); }
  std::size_t rows(const std::string& name) { return connection().query("SELECT * FROM " + name).rows.size(); }

  std::unique_ptr<Scratch> scratch_;
  std::vector<ObjectName> filled_;
};

TEST_F(SyntheticRowTest, EveryColumnGetsAValue) {
  EXPECT_EQ(add({"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b VARCHAR(3), c REAL, d BLOB, e DATE, f, "
                 "g INT GENERATED ALWAYS AS (id + 1), h NUMERIC) "}),
            "");
  const Row row = connection().query("SELECT id, a, b, c, d, e, f, h FROM t").rows.at(0);
  for (const Value& value : row) EXPECT_FALSE(std::holds_alternative<std::monostate>(value));
}

TEST_F(SyntheticRowTest, StrictTablesGetFittingTypes) {
  EXPECT_EQ(add({"CREATE TABLE t (a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT"}), "");
}

TEST_F(SyntheticRowTest, ParentsAreMadeFirst) {
  EXPECT_EQ(
      add({"CREATE TABLE g (id INTEGER PRIMARY KEY)", "CREATE TABLE p (a INT, b INT REFERENCES g, PRIMARY KEY (a, b))",
           "CREATE TABLE t (id INTEGER PRIMARY KEY, x INT NOT NULL, y INT NOT NULL, FOREIGN KEY (x, y) REFERENCES p)"}),
      "");
  EXPECT_EQ(filled_, (std::vector<ObjectName>{table("g"), table("p"), table("t")}));
  EXPECT_EQ(rows("g"), 1U);
  EXPECT_EQ(rows("p"), 1U);
}

TEST_F(SyntheticRowTest, ExistingParentsAreUsed) {
  EXPECT_EQ(add({"CREATE TABLE p (id INTEGER PRIMARY KEY)", "INSERT INTO p VALUES (5)",
                 "CREATE TABLE t (p INT NOT NULL REFERENCES p)"}),
            "");
  EXPECT_EQ(rows("p"), 1U);
}

TEST_F(SyntheticRowTest, ATableMayPointAtItself) {
  EXPECT_EQ(add({"CREATE TABLE t (id INTEGER PRIMARY KEY, parent INT REFERENCES t)"}), "");
  EXPECT_EQ(add({"CREATE TABLE t (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES t)"}), "");
}

TEST_F(SyntheticRowTest, CirclesEndWhereAColumnMayBeNull) {
  EXPECT_EQ(add({"CREATE TABLE t (id INTEGER PRIMARY KEY, u INT NOT NULL REFERENCES u)",
                 "CREATE TABLE u (id INTEGER PRIMARY KEY, t INT REFERENCES t)"}),
            "");
}

TEST_F(SyntheticRowTest, CirclesWithoutNullAreClosedAtOnce) {
  EXPECT_EQ(add({"CREATE TABLE t (id INTEGER PRIMARY KEY, u INT NOT NULL REFERENCES u)",
                 "CREATE TABLE u (id INTEGER PRIMARY KEY CHECK (id < 100), v TEXT NOT NULL REFERENCES v)",
                 "CREATE TABLE v (name TEXT PRIMARY KEY, t INT NOT NULL REFERENCES t, u INT NOT NULL REFERENCES u)"}),
            "");
  EXPECT_EQ(rows("t") + rows("u") + rows("v"), 3U);
  EXPECT_TRUE(connection().query("PRAGMA foreign_key_check").rows.empty());
}

TEST_F(SyntheticRowTest, WhatCannotBeMadeLeavesNothing) {
  EXPECT_NE(
      add({"CREATE TABLE p (id INTEGER PRIMARY KEY)",
           "CREATE TABLE t (p INT NOT NULL REFERENCES p, s TEXT NOT NULL CHECK (length(s) = 31 AND s LIKE 'q%q'))"}),
      "");
  EXPECT_EQ(rows("p"), 0U);
  EXPECT_TRUE(filled_.empty());
}

TEST_F(SyntheticRowTest, ChecksAreGuessedFromTheirLiterals) {
  EXPECT_EQ(add({"CREATE TABLE t (s TEXT NOT NULL CHECK (s IN ('a''b', 'c')), n INT CHECK (n BETWEEN 10 AND 20), "
                 "m INT CHECK (m > 5000000), p REAL CHECK (p < 0.5))"}),
            "");
}

TEST_F(SyntheticRowTest, WhatCannotBeGuessedIsSaid) {
  EXPECT_NE(add({"CREATE TABLE t (s TEXT NOT NULL CHECK (length(s) = 31 AND s LIKE 'q%q'))"}).find("CHECK"),
            std::string::npos);
  EXPECT_EQ(add({"CREATE TABLE t (s TEXT)",
                 "CREATE TRIGGER r BEFORE INSERT ON t BEGIN SELECT RAISE(ABORT, 'no thanks'); END"}),
            "no thanks");
}

}  // namespace
}  // namespace retort
