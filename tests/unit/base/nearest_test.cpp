#include "base/nearest.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(EditDistance, CountsSingleEdits) {
  EXPECT_EQ(edit_distance("upgrade", "upgrade"), 0U);
  EXPECT_EQ(edit_distance("upgrad", "upgrade"), 1U);
  EXPECT_EQ(edit_distance("upgradee", "upgrade"), 1U);
  EXPECT_EQ(edit_distance("upgrabe", "upgrade"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, CountsExchangedNeighboursAsOne) {
  EXPECT_EQ(edit_distance("upgarde", "upgrade"), 1U);
  EXPECT_EQ(edit_distance("ab", "ba"), 1U);
}

TEST(Nearest, ListsTheNearestFirstAndKeepsTheOrderOfEquals) {
  const std::vector<std::string> known = {"3f2a", "3f2b", "3f3c", "9e1b"};
  EXPECT_EQ(nearest("3f2c", known, 1), (std::vector<std::string>{"3f2a", "3f2b", "3f3c"}));
  EXPECT_EQ(nearest("3f3c", known, 1), (std::vector<std::string>{"3f3c"}));
  EXPECT_EQ(nearest("3f2ba", known, 2), (std::vector<std::string>{"3f2a", "3f2b"}));
  EXPECT_TRUE(nearest("zzzz", known, 2).empty());
}

}  // namespace
}  // namespace retort
