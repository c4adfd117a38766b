#include "revision/target.hpp"

#include <gtest/gtest.h>

#include "retort/error.hpp"

namespace retort {
namespace {

TEST(ParseTarget, TakesTheOffsetOffTheEnd) {
  EXPECT_EQ(parse_target("head"), (Target{"", "head", std::nullopt}));
  EXPECT_EQ(parse_target("+2"), (Target{"", "", 2}));
  EXPECT_EQ(parse_target("-1"), (Target{"", "", -1}));
  EXPECT_EQ(parse_target(" 3f2a+12 "), (Target{"", "3f2a", 12}));
  EXPECT_EQ(parse_target("2026-11-20-1"), (Target{"", "2026-11-20", -1}));
  EXPECT_EQ(parse_target("3f2a-"), (Target{"", "3f2a-", std::nullopt}));
}

TEST(ParseTarget, TakesTheLabelOffTheFront) {
  EXPECT_EQ(parse_target("shop@head-1"), (Target{"shop", "head", -1}));
  EXPECT_EQ(parse_target("shop@+1"), (Target{"shop", "", 1}));
}

TEST(ParseTarget, RefusesWhatIsNoTarget) {
  for (const char* text : {"", "  ", "+", "-", "+x", "-1x", "@head", "shop@", "+99999999999"}) {
    EXPECT_THROW(parse_target(text), UsageError) << text;
  }
}

}  // namespace
}  // namespace retort
