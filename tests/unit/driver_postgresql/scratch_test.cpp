#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "driver/postgresql/throwaway_server.hpp"
#include "server.hpp"

namespace retort::postgresql {
namespace {

namespace fs = std::filesystem;

class ScratchTest : public Database {};
RETORT_ON_EACH_SERVER(ScratchTest);

std::string own_name(Connection& connection) {
  return text_of(connection.query("SELECT current_database()").rows[0][0]);
}

TEST_P(ScratchTest, IsADatabaseOfItsOwnAndGoneAfterwards) {
  const auto there = driver().with_scratch({server(), std::nullopt, false});
  std::string first;
  {
    const auto one = there->make_scratch();
    const auto two = there->make_scratch();
    first = own_name(one->connection());
    EXPECT_NE(first, own_name(two->connection()));
    one->connection().execute("CREATE TABLE t (x int)");
    EXPECT_TRUE(one->connection().has_table({{}, Identifier("t")}));
    EXPECT_FALSE(two->connection().has_table({{}, Identifier("t")}));
    EXPECT_EQ(sql("SELECT count(*) FROM pg_database WHERE datname = '" + first + "'"), "1");
  }
  EXPECT_EQ(sql("SELECT count(*) FROM pg_database WHERE datname = '" + first + "'"), "0");
}

TEST_P(ScratchTest, IsMadeOnTheTargetsServerWhereThatIsNotProtected) {
  const auto open = driver().with_scratch({std::nullopt, url(), false});
  const auto scratch = open->make_scratch();
  EXPECT_EQ(sql("SELECT count(*) FROM pg_database WHERE datname = '" + own_name(scratch->connection()) + "'"), "1");
}

TEST_P(ScratchTest, TakesTheTargetsLocale) {
  const std::string plain = "retort_test_latin";
  sql("DROP DATABASE IF EXISTS " + plain);
  ASSERT_EQ(sql("CREATE DATABASE " + plain + " TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"), "");
  {
    Url target = server();
    target.database = plain;
    const auto like = driver().with_scratch({std::nullopt, target, false});
    const auto scratch = like->make_scratch();
    const Rows found = scratch->connection().query(
        "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()");
    EXPECT_EQ(found.rows[0], (Row{"LATIN1", "C"}));
    EXPECT_NE(like->canonical_version(), driver().canonical_version());
  }
  sql("DROP DATABASE " + plain);
}

TEST_P(ScratchTest, LeftoversOfTheDeadAreSweptAndNothingElse) {
  const std::string mark = "COMMENT ON DATABASE {} IS 'retort scratch database, made at {} UTC'";
  sql("CREATE DATABASE retort_scratch_1_old");
  sql("CREATE DATABASE retort_scratch_1_new");
  sql("CREATE DATABASE retort_scratch_1_unmarked");
  sql(fmt::format(fmt::runtime(mark), "retort_scratch_1_old", "2026-01-01 00:00:00"));
  sql(fmt::format(fmt::runtime(mark), "retort_scratch_1_new", "2999-01-01 00:00:00"));
  driver().with_scratch({server(), std::nullopt, false})->make_scratch();
  EXPECT_EQ(sql("SELECT datname FROM pg_database WHERE datname LIKE 'retort\\_scratch\\_1\\_%' ORDER BY 1"),
            "retort_scratch_1_new\nretort_scratch_1_unmarked");
  sql("DROP DATABASE retort_scratch_1_new");
  sql("DROP DATABASE retort_scratch_1_unmarked");
}

TEST(ThrowawayServerTest, IsGoneWhenItsProcessIsKilled) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      const ThrowawayServer server(choose_binaries(0));
      const std::string folder = server.url("postgres").host + "\n";
      if (::write(ends[1], folder.data(), folder.size()) < 0) ::_exit(1);
      ::pause();
    } catch (const std::exception&) {
      ::_exit(1);
    }
  }
  ::close(ends[1]);
  std::string folder(200, '\0');
  const ssize_t size = ::read(ends[0], folder.data(), folder.size());
  ::close(ends[0]);
  if (size <= 0) {
    ::waitpid(child, nullptr, 0);
    GTEST_SKIP() << "no server could be started";
  }
  folder.resize(static_cast<std::size_t>(size) - 1);
  pid_t server = 0;
  std::ifstream(fs::path(folder) / "data/postmaster.pid") >> server;
  ASSERT_GT(server, 0);
  ASSERT_EQ(::kill(server, 0), 0);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (int i = 0; i < 500 && fs::exists(folder); ++i) ::usleep(20000);
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(::kill(server, 0), -1);
}

TEST(BinariesTest, ReadsVersions) {
  EXPECT_EQ(version_number("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), 150018);
  EXPECT_EQ(version_number("postgres (PostgreSQL) 19beta1"), 190000);
  EXPECT_EQ(version_number("mysqld 8"), std::nullopt);
}

TEST(BinariesTest, NamesBothVersionsWhereNoneFits) {
  if (find_binaries().empty()) GTEST_SKIP() << "no server is installed";
  const auto error = error_of<DatabaseError>([] { choose_binaries(7); });
  const std::string text = error.what();
  EXPECT_NE(text.find("PostgreSQL 7"), std::string::npos) << text;
  EXPECT_NE(text.find(fmt::format("{} in ", find_binaries().front().major())), std::string::npos) << text;
  EXPECT_NE(error.hint().find("RETORT_POSTGRESQL_BINDIR"), std::string::npos);
}

}  // namespace
}  // namespace retort::postgresql
