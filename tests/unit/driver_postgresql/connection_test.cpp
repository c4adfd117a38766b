#include "server.hpp"

namespace retort::postgresql {
namespace {

class ConnectionTest : public Database {};
RETORT_ON_EACH_SERVER(ConnectionTest);

TEST_P(ConnectionTest, ValuesGoThereAndComeBack) {
  const auto connection = connect();
  const Rows rows = connection->query(
      "SELECT $1::bigint AS number, $2::text AS words, $3::bytea AS bytes, $4::float8 AS half, $5::text AS nothing, "
      "true AS yes, 1.50::numeric AS exact",
      {std::int64_t{-7}, std::string("ä'\"\\"), Blob{std::string("\0\xff", 2)}, 0.5, {}});
  const std::vector<std::string> names{"number", "words", "bytes", "half", "nothing", "yes", "exact"};
  EXPECT_EQ(rows.columns, names);
  const Row expected{std::int64_t{-7}, std::string("ä'\"\\"), Blob{std::string("\0\xff", 2)}, 0.5, {},
                     std::int64_t{1},  std::string("1.50")};
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(rows.rows[0], expected);
}

TEST_P(ConnectionTest, AStatementIsPreparedOnce) {
  const auto connection = connect();
  for (int i = 0; i < 5; ++i) connection->query("SELECT $1::int", {std::int64_t{i}});
  const Rows kept = connection->query("SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int'");
  EXPECT_EQ(kept.rows[0][0], Value(std::int64_t{1}));
}

TEST_P(ConnectionTest, AFailedStatementLeavesTheConnectionUsable) {
  const auto connection = connect();
  for (int i = 0; i < 2; ++i) {
    const auto error = error_of<DatabaseError>([&] { connection->query("SELECT nosuch"); });
    EXPECT_EQ(error.server().code, "42703");
  }
  EXPECT_EQ(connection->query("SELECT 1").rows.size(), 1u);
}

TEST_P(ConnectionTest, TheServerKnowsWhoAsks) {
  const auto connection = connect();
  EXPECT_EQ(connection->query("SELECT current_setting('application_name')").rows[0][0], Value("retort"));
  EXPECT_EQ(connection->query("SELECT current_setting('client_encoding')").rows[0][0], Value("UTF8"));
}

TEST_P(ConnectionTest, AReadOnlyConnectionCannotWrite) {
  options.read_only = true;
  const auto connection = connect();
  const auto error = error_of<DatabaseError>([&] { connection->execute("CREATE TABLE t (x int)"); });
  EXPECT_EQ(error.server().code, "25006");
}

TEST_P(ConnectionTest, HasItsSettingsFromTheStartBesideThoseOfTheUrl) {
  sql("ALTER DATABASE " + database->name() + " SET TimeZone = 'Asia/Tokyo'");
  Url with = url();
  with.options["options"] = "-c work_mem=7MB -c DateStyle=German";
  const Rows rows =
      driver()
          .connect(with, options)
          ->query(
              "SELECT current_setting('TimeZone'), current_setting('work_mem'), current_setting('DateStyle'), "
              "current_setting('lock_timeout')");
  EXPECT_EQ(rows.rows.at(0), (Row{Value("UTC"), Value("7MB"), Value("ISO, MDY"), Value("5s")}));
}

TEST_P(ConnectionTest, ItsSettingsAreThoseOfTheOptions) {
  options.lock_timeout = std::chrono::milliseconds(1234);
  options.statement_timeout = std::chrono::milliseconds(60001);
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  Statement statement;
  statement.text =
      "CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS l, current_setting('statement_timeout') AS s, "
      "current_setting('search_path') AS p";
  step->run(statement);
  step->check();
  step->commit();
  EXPECT_EQ(sql("SELECT l, s, p FROM seen"), "1234ms|60001ms|public");
}

TEST_P(ConnectionTest, FindsTables) {
  sql("CREATE TABLE t (x int); CREATE SCHEMA s; CREATE TABLE s.\"U\" (x int); CREATE VIEW v AS SELECT 1");
  const auto connection = connect();
  EXPECT_TRUE(connection->has_table({{}, Identifier("t")}));
  EXPECT_TRUE(connection->has_table({Identifier("s"), Identifier("U")}));
  EXPECT_FALSE(connection->has_table({Identifier("s"), Identifier("u")}));
  EXPECT_FALSE(connection->has_table({Identifier("s"), Identifier("t")}));
  EXPECT_FALSE(connection->has_table({Identifier("public"), Identifier("v")}));
}

TEST_P(ConnectionTest, SaysWhatIsWrongWithTheAddress) {
  Url nowhere = url();
  nowhere.password = "hunter2";
  nowhere.database = "nosuch";
  const auto missing = error_of<DatabaseError>([&] { driver().connect(nowhere, {}); });
  EXPECT_NE(std::string(missing.what()).find("\"nosuch\" does not exist"), std::string::npos) << missing.what();
  EXPECT_EQ(std::string(missing.what()).find("hunter2"), std::string::npos);
  EXPECT_NE(missing.hint().find("createdb"), std::string::npos);

  nowhere.options["sslmod"] = "disable";
  const auto unknown = error_of<UsageError>([&] { driver().connect(nowhere, {}); });
  EXPECT_EQ(unknown.hint(), "did you mean sslmode?");
}

}  // namespace
}  // namespace retort::postgresql
