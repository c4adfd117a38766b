#include "project/key_suggestion.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(KeySuggestion, FindsWhatWasMeant) {
  const std::vector<std::string> known = {"url", "protected", "scratch", "version_table", "lock_wait"};
  EXPECT_EQ(key_suggestion("protcted", known), "did you mean 'protected'?");
  EXPECT_EQ(key_suggestion("LOCK-WAIT", known), "did you mean 'lock_wait'?");
  EXPECT_EQ(key_suggestion("rul", known), "did you mean 'url'?");
  EXPECT_EQ(key_suggestion("version", known), "did you mean 'version_table'?");
  EXPECT_EQ(key_suggestion("something", known), "known are url, protected, scratch, version_table, lock_wait");
}

}  // namespace
}  // namespace retort
