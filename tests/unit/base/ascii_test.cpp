#include "base/ascii.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Ascii, FoldsAsciiLettersOnly) {
  EXPECT_EQ(ascii_lower("AZaz09_Ä@[`{"), "azaz09_Ä@[`{");
  EXPECT_EQ(ascii_upper("AZaz09_ä@[`{"), "AZAZ09_ä@[`{");
}

TEST(Ascii, ComparesWithoutCase) {
  EXPECT_TRUE(ascii_iequals("Select", "sELECT"));
  EXPECT_FALSE(ascii_iequals("select", "selec"));
  EXPECT_FALSE(ascii_iequals("selec", "select"));
  EXPECT_FALSE(ascii_iequals("@", "`"));  // 0x40 and 0x60: no letters
  EXPECT_TRUE(ascii_iequals("", ""));
}

TEST(Ascii, TrimsWhiteSpaceAtBothEnds) {
  EXPECT_EQ(trim(" \t\r\n\f\va b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Ascii, SplitsLines) {
  using Lines = std::vector<std::string_view>;
  EXPECT_EQ(split_lines(""), Lines{});
  EXPECT_EQ(split_lines("a"), Lines{"a"});
  EXPECT_EQ(split_lines("a\n"), Lines{"a"});
  EXPECT_EQ(split_lines("a\r\n\nb\n\n"), (Lines{"a", "", "b", ""}));
  EXPECT_EQ(split_lines("a\rb"), Lines{"a\rb"});
}

TEST(Ascii, Joins) {
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(join({"a"}, ", "), "a");
  EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
}

}  // namespace
}  // namespace retort
