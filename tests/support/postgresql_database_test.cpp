#include "support/postgresql_database.hpp"

#include <fmt/format.h>

namespace retort::testing {
namespace {

TEST(PostgresqlDatabase, IsEmptyAndItsOwn) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const PostgresqlDatabase a(major);
    const PostgresqlDatabase b(major);
    a.execute("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, NULL), (2, 'x')");
    EXPECT_EQ(a.query("SELECT * FROM t ORDER BY a"), "1|\n2|x");
    EXPECT_EQ(b.query("SELECT count(*) FROM pg_class WHERE relname = 't'"), "0");
    EXPECT_EQ(b.query("SELECT current_database(), current_setting('server_version_num')::int / 10000"),
              fmt::format("{}|{}", b.name(), major));
  }
}

TEST(PostgresqlDatabase, IsGoneAfterwardsAndSaysWhatFailed) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    std::string name;
    {
      const PostgresqlDatabase database(major);
      name = database.name();
      try {
        database.execute("SELECT 1 / 0");
        ADD_FAILURE() << "nothing was thrown";
      } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("division by zero"), std::string::npos) << error.what();
      }
    }
    const PostgresqlDatabase other(major);
    EXPECT_EQ(other.query(fmt::format("SELECT count(*) FROM pg_database WHERE datname = '{}'", name)), "0");
  }
}

}  // namespace
}  // namespace retort::testing
