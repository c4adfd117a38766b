#include "project/dot_env.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

std::string value(const std::string& text, const std::string& key) {
  return parse_dot_env(SourceText(".env", text)).at(key).text;
}

TEST(DotEnv, ReadsLinesExportsCommentsAndQuotes) {
  const std::string text = R"(# comment
A=1
export B = two words  # told
C='single # $x \n'
D="double \"quoted\"\tand\n${x}\$"   # told

E=
exporter=3
F=pass#word
G="over
lines"
A=again
)";
  EXPECT_EQ(value(text, "A"), "again");
  EXPECT_EQ(value(text, "B"), "two words");
  EXPECT_EQ(value(text, "C"), "single # $x \\n");
  EXPECT_EQ(value(text, "D"), "double \"quoted\"\tand\n${x}$");
  EXPECT_EQ(value(text, "E"), "");
  EXPECT_EQ(value(text, "exporter"), "3");
  EXPECT_EQ(value(text, "F"), "pass#word");
  EXPECT_EQ(value(text, "G"), "over\nlines");
}

void expect_error(const std::string& text, int line, const std::string& message) {
  try {
    parse_dot_env(SourceText(".env", text));
    ADD_FAILURE() << text;
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->line, line) << text;
    EXPECT_EQ(std::string(error.what()), message);
  }
}

TEST(DotEnv, ErrorsNameTheLineAndNotTheValue) {
  expect_error("A=1\nsecret\n", 2, "expected KEY=VALUE");
  expect_error("A=1\n\n1A=2\n", 3, "expected KEY=VALUE");
  expect_error("A=\"1\nB=2\n", 1, "this quote is never closed");
  expect_error("A='1' 2\n", 1, "text after the closing quote");
}

}  // namespace
}  // namespace retort
