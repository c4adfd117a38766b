#include "project/nearest.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> known = {"url", "protected", "scratch", "version_table", "lock_wait"};
  EXPECT_EQ(nearest("protcted", known), "protected");
  EXPECT_EQ(nearest("LOCK-WAIT", known), "lock_wait");
  EXPECT_EQ(nearest("rul", known), "url");
  EXPECT_EQ(nearest("version", known), "version_table");
  EXPECT_EQ(nearest("something", known), "");
}

}  // namespace
}  // namespace retort
