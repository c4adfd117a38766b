#include "project/variables.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"

namespace retort {
namespace {

const SourceLocation kHere{"retort.toml", 3, 1};

TEST(Variables, AreReplacedOnce) {
  const Variables variables({{"A", "1"}, {"B", "${A}"}}, {}, "/nonexistent/.env", ".env");
  EXPECT_EQ(variables.expand("x${A}y${A}", kHere, "'url'"), "x1y1");
  EXPECT_EQ(variables.expand("${B}", kHere, "'url'"), "${A}");
  EXPECT_EQ(variables.expand("$${A} $A $", kHere, "'url'"), "${A} $A $");
}

TEST(Variables, BadNamesAreErrors) {
  const Variables variables({}, {}, "/nonexistent/.env", ".env");
  for (const char* text : {"${", "${}", "${A", "${1A}", "${A:-x}"})
    EXPECT_THROW(variables.expand(text, kHere, "'url'"), ProjectError) << text;
}

TEST(Variables, DotEnvDoesNotNest) {
  const TestFolder folder;
  const auto file = folder.write(".env", "HOST=h\nURL=x://${HOST}\nPLAIN='${HOST}'\n");
  const Variables variables({}, {}, file, ".env");
  EXPECT_EQ(variables.find("PLAIN"), "${HOST}");
  EXPECT_EQ(variables.find("NONE"), std::nullopt);
  try {
    variables.find("URL");
    FAIL();
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->to_string(), ".env:2");
  }
}

TEST(Variables, AreSeen) {
  EXPECT_TRUE(has_variable("a${B}"));
  EXPECT_TRUE(has_variable("$${A}${B}"));
  EXPECT_FALSE(has_variable("$${A}"));
  EXPECT_FALSE(has_variable("$A"));
}

}  // namespace
}  // namespace retort
