// A program that migrates itself, on SQLite.
#include "retort/migrator.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"
#include "retort/sqlite.hpp"
#include "retort/transaction.hpp"
#include "two_files.hpp"

namespace retort {
namespace {

class MigratorTest : public ::testing::Test {
 protected:
  std::string url() const { return "sqlite:" + (folder_ / "app.db").string(); }
  TestFolder folder_;
};

using Ids = std::vector<std::string>;

TEST_F(MigratorTest, BringsADatabaseUpAndDown) {
  const Migrator migrator(sqlite::driver(), url(), test_revisions::two_files());
  const MigrationStatus before = migrator.status();
  EXPECT_FALSE(before.exists);
  EXPECT_FALSE(before.up_to_date());
  EXPECT_EQ(before.heads, Ids{"bbbb00000002"});
  EXPECT_EQ(before.pending.size(), 2u);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "app.db"));

  const MigrationResult up = migrator.upgrade();
  EXPECT_EQ(up.ran, (Ids{"aaaa00000001", "bbbb00000002"}));
  EXPECT_EQ(up.after, Ids{"bbbb00000002"});
  EXPECT_TRUE(migrator.status().up_to_date());
  EXPECT_EQ(migrator.upgrade().ran, Ids{});

  const MigrationPlan back = migrator.plan("base");
  EXPECT_EQ(back.direction, Direction::downgrade);
  ASSERT_EQ(back.steps.size(), 2u);
  EXPECT_EQ(back.steps[0].statements, Ids{"ALTER TABLE users DROP COLUMN email"});
  EXPECT_EQ(migrator.downgrade("-1").after, Ids{"aaaa00000001"});
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
}

}  // namespace
}  // namespace retort
