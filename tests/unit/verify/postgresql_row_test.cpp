#include <gtest/gtest.h>

#include "driver/driver.hpp"
#include "retort/postgresql.hpp"
#include "support/postgresql_database.hpp"
#include "verify/row_image.hpp"
#include "verify/synthetic_row.hpp"

namespace retort {
namespace {

using testing::PostgresqlDatabase;

class PostgresqlRowTest : public ::testing::Test {
 protected:
  void SetUp() override { RETORT_NEEDS_POSTGRESQL(15); }

  /// Runs the statements, asks for a row in public.t, and says why there was none.
  std::string add(const std::string& statements) {
    database_ = std::make_unique<PostgresqlDatabase>(15);
    database_->execute(statements);
    connection_ = postgresql::driver().connect(Url::parse(database_->url()), {});
    schema_ = postgresql::driver().inspect(*connection_, {});
    filled_.clear();
    const Table* table = schema_.find_table({Identifier("public"), Identifier("t")});
    return table == nullptr ? "no table t" : add_synthetic_row(*connection_, schema_, *table, filled_);
  }

  std::unique_ptr<PostgresqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
  Schema schema_;
  std::vector<ObjectName> filled_;
};

TEST_F(PostgresqlRowTest, EveryTypeHasAValue) {
  EXPECT_EQ(
      add("CREATE TYPE mood AS ENUM ('sad', 'happy');"
          "CREATE TYPE pair AS (a int, b text);"
          "CREATE TYPE \"Float range\" AS RANGE (subtype = float8);"
          "CREATE DOMAIN year AS integer CHECK (VALUE >= 1901 AND VALUE <= 2155);"
          "CREATE DOMAIN code AS varchar(3) NOT NULL;"
          "CREATE TABLE t (a smallint, b bigint, c numeric(3,2), d real, e boolean, f bytea, g uuid, h timestamptz(3), "
          "i interval, j jsonb, k inet, l tsvector, m int[], n text[][], o mood, p pair, q \"Float range\", r year, "
          "s code, t bit(3), u bit varying, v char(2), w \"char\", x xml, y int4multirange, z point, aa money, "
          "ab time(0) without time zone, ac mood[], ad year[], ae numeric(2,2), af daterange)"),
      "");
  const Rows rows = connection_->query("SELECT * FROM t");
  ASSERT_EQ(rows.rows.size(), 1U);
  for (std::size_t i = 0; i < rows.columns.size(); ++i)
    EXPECT_FALSE(std::holds_alternative<std::monostate>(rows.rows[0][i])) << rows.columns[i];
}

TEST_F(PostgresqlRowTest, AnErrorEndsTheAttemptAlone) {
  EXPECT_EQ(add("CREATE TABLE t (a int CHECK (a % 7 = 3), b text CHECK (b IN ('x', 'y') AND a > 0))"), "");
  EXPECT_NE(add("CREATE TABLE t (a int NOT NULL CHECK (false))"), "");
  EXPECT_EQ(text_of(connection_->query("SELECT count(*) FROM t").rows[0][0]), "0");
}

TEST_F(PostgresqlRowTest, IdentityAndGeneratedColumnsAreNoObstacle) {
  EXPECT_EQ(
      add("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, n int, d int GENERATED ALWAYS AS (n * 2) STORED)"), "");
  EXPECT_EQ(text_of(connection_->query("SELECT id FROM t").rows[0][0]), "900001");
}

TEST_F(PostgresqlRowTest, ARowFitsAPartition) {
  EXPECT_EQ(
      add("CREATE TABLE t (at date NOT NULL, kind text) PARTITION BY RANGE (at);"
          "CREATE TABLE t_old PARTITION OF t FOR VALUES FROM ('1990-01-01') TO ('1991-01-01') PARTITION BY LIST (kind);"
          "CREATE TABLE t_old_a PARTITION OF t_old FOR VALUES IN ('a', 'b')"),
      "");
  EXPECT_EQ(read_rows(*connection_, schema_).count(), 1U);
}

TEST_F(PostgresqlRowTest, ParentsAreMadeFirst) {
  EXPECT_EQ(add("CREATE TABLE p (id uuid PRIMARY KEY, self uuid NOT NULL REFERENCES p);"
                "CREATE TABLE t (id int PRIMARY KEY, p uuid NOT NULL REFERENCES p)"),
            "");
  EXPECT_EQ(filled_.size(), 2U);
}

TEST_F(PostgresqlRowTest, RowsOfChildrenAreTheirOwn) {
  EXPECT_EQ(add("CREATE TABLE t (a int); CREATE TABLE child (b int) INHERITS (t)"), "");
  connection_->execute("INSERT INTO child VALUES (1, 2)");
  const RowImage image = read_rows(*connection_, schema_);
  EXPECT_EQ(image.count(), 2U);
}

}  // namespace
}  // namespace retort
