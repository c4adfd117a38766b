// A squash that ends in the middle, wherever that is, leaves the graph as it was after it.
#include "command/squash.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/ascii.hpp"
#include "command/history.hpp"
#include "command/init.hpp"
#include "retort/sqlite.hpp"

namespace retort::command {
namespace {

namespace fs = std::filesystem;

class Squash : public testing::Test {
 protected:
  void SetUp() override {
    std::string path = (fs::temp_directory_path() / "retort-squash-XXXXXX").string();
    ASSERT_NE(mkdtemp(path.data()), nullptr);
    folder_ = path;
    init(surroundings(), {});
    write_all();
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write_all() {
    const std::vector<std::string> ids = {"aaaa", "bbbb", "cccc", "dddd", "ffff"};
    for (std::size_t i = 0; i < ids.size(); ++i) write(ids[i], i == 0 ? "" : ids[i - 1]);
  }

  Surroundings surroundings() {
    Surroundings around;
    around.drivers = {sqlite::driver()};
    around.now = [] { return std::string("2026-11-20T08:30:00Z"); };
    around.new_id = [] { return std::string("eeee"); };
    around.working_directory = folder_;
    return around;
  }
  Context context() {
    ProjectOptions options;
    options.working_directory = folder_;
    options.process_environment = {{"XDG_CACHE_HOME", (folder_ / "cache").string()}};
    return {surroundings(), Project::open(options)};
  }

  void write(const std::string& id, const std::string& revises) {
    write(id, revises, fmt::format("CREATE TABLE t_{} (x);", id), fmt::format("DROP TABLE t_{};", id));
  }
  void write(const std::string& id, const std::string& revises, const std::string& up, const std::string& down) {
    std::ofstream(folder_ / "db/versions" / (id + ".sql")) << fmt::format(
        "-- {0}\n-- Revision ID: {0}\n-- Revises: {1}\n\n-- retort: upgrade\n{2}\n\n-- retort: downgrade\n{3}\n", id,
        revises, up, down);
  }

  /// "ffff<eeee eeee<aaaa aaaa<"
  std::string graph() {
    std::string text;
    for (const RevisionInfo& info : history(context(), {})) text += info.id + "<" + join(info.revises, ",") + " ";
    return text;
  }

  std::size_t files() {
    const fs::directory_iterator folder(folder_ / "db/versions");
    return static_cast<std::size_t>(std::count_if(begin(folder), end(folder), [](const fs::directory_entry& entry) {
      return entry.path().extension() == ".sql";
    }));
  }

  SquashOptions middle() {
    SquashOptions options;
    options.range = "bbbb:dddd";
    return options;
  }

  fs::path folder_;
};

TEST_F(Squash, WhereverItIsKilledTheGraphIsTheSameAndTheNextCallFinishesIt) {
  const std::string whole = graph();
  const std::string after = "ffff<eeee eeee<aaaa aaaa< ";
  int points = 0;
  for (int killed = 1; killed <= 4; ++killed) {
    SCOPED_TRACE(killed);
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "db/versions"))
      if (entry.path().extension() == ".sql") fs::remove(entry.path());
    write_all();
    ASSERT_EQ(graph(), whole);
    const pid_t child = fork();
    if (child == 0) {
      SquashOptions options = middle();
      int point = 0;
      options.fault = [&](std::string_view) {
        if (++point == killed) _exit(9);
      };
      squash(context(), options);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 9) ++points;
    EXPECT_EQ(graph(), after);
    if (killed < 4) {
      EXPECT_EQ(files(), 3U + static_cast<std::size_t>(4 - killed));
      const SquashResult rest = squash(context(), middle());
      EXPECT_EQ(rest.status, SquashResult::Status::finished);
      EXPECT_EQ(rest.id, "eeee");
      EXPECT_EQ(rest.removed.size(), static_cast<std::size_t>(4 - killed));
    }
    EXPECT_EQ(files(), 3U);
    EXPECT_EQ(graph(), after);
  }
  EXPECT_EQ(points, 4);
}

TEST_F(Squash, WhatFailsWritesNothing) {
  const std::string before = graph();
  SquashOptions options = middle();
  options.range = "bbbb:zzzz";
  EXPECT_THROW(squash(context(), options), UsageError);
  options.range = "bbbb:dddd";
  options.id = "aaaa";
  EXPECT_THROW(squash(context(), options), UsageError);
  options.id.reset();
  options.dry_run = true;
  EXPECT_EQ(squash(context(), options).status, SquashResult::Status::proven);
  EXPECT_EQ(graph(), before);
  EXPECT_EQ(files(), 5U);
}

TEST_F(Squash, ADifferenceThatKeepsOtherRowsIsNotTaken) {
  write("cccc", "bbbb", "ALTER TABLE t_aaaa DROP COLUMN y;", "ALTER TABLE t_aaaa ADD COLUMN y;");
  write("dddd", "cccc", "ALTER TABLE t_aaaa ADD COLUMN y;", "ALTER TABLE t_aaaa DROP COLUMN y;");
  write("aaaa", "", "CREATE TABLE t_aaaa (x, y);", "DROP TABLE t_aaaa;");
  SquashOptions options = middle();
  options.dry_run = true;
  const SquashResult result = squash(context(), options);
  EXPECT_FALSE(result.is_difference);
  EXPECT_EQ(result.why_sections.substr(0, 45), "the difference of the two ends does something");
}

TEST_F(Squash, ADifferenceThatNoRowSawIsNotTaken) {
  write("aaaa", "", "CREATE TABLE t_aaaa (x NOT NULL CHECK (x GLOB '[0-9]-[a-z]#'));", "DROP TABLE t_aaaa;");
  write("cccc", "bbbb", "ALTER TABLE t_aaaa ADD COLUMN y;", "ALTER TABLE t_aaaa DROP COLUMN y;");
  SquashOptions options = middle();
  options.dry_run = true;
  EXPECT_EQ(squash(context(), options).why_sections,
            "table t_aaaa has no rows by which the difference of the two ends could be proven");
}

TEST_F(Squash, WhatIsNotWhatWasSquashedIsNotRemoved) {
  squash(context(), middle());
  write("bbbb", "aaaa");
  write("cccc", "bbbb", "CREATE TABLE t_cccc (x, y);", "DROP TABLE t_cccc;");
  EXPECT_THROW(squash(context(), {}), UsageError);
  EXPECT_EQ(files(), 5U);
  write("cccc", "bbbb");
  SquashOptions dry;
  dry.dry_run = true;
  EXPECT_THROW(squash(context(), dry), UsageError);
  EXPECT_EQ(files(), 5U);
  EXPECT_EQ(squash(context(), {}).removed.size(), 2U);
}

TEST_F(Squash, AFunctionBesideARevisionIsRefused) {
  Revisions revisions;
  revisions.after_upgrade("cccc", [](Transaction&) {});
  Context with = context();
  with.revisions = &revisions;
  try {
    squash(with, middle());
    FAIL() << "no file holds a function";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "a C++ function runs beside revision cccc: no file can hold it");
  }
  EXPECT_EQ(files(), 5U);
}

}  // namespace
}  // namespace retort::command
