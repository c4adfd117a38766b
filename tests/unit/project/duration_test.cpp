#include "project/duration.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

using std::chrono::milliseconds;

TEST(Duration, NumberAndUnit) {
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("60s"), milliseconds(60000));
  EXPECT_EQ(parse_duration("2m"), milliseconds(120000));
  EXPECT_EQ(parse_duration("1h"), milliseconds(3600000));
  EXPECT_EQ(parse_duration("0"), milliseconds(0));
}

TEST(Duration, NothingElse) {
  for (const char* text : {"", "60", "s", "-1s", "1.5s", "60 s", "60sec", "99999999999999h", "9999999999999999999999s"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

}  // namespace
}  // namespace retort
