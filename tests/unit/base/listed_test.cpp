#include "base/listed.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Listed, NamesAsManyAsItIsTold) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}, 1), "a");
  EXPECT_EQ(listed({"a", "b"}, 2), "a, b");
  EXPECT_EQ(listed({"a", "b", "c", "d"}, 2), "a, b and 2 more");
}

}  // namespace
}  // namespace retort
