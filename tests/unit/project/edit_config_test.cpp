#include "project/edit_config.hpp"

#include <gtest/gtest.h>

namespace retort::test {
namespace {

std::string excluded(const std::string& text) {
  return with_excluded(SourceText("retort.toml", text), "schema_migrations").value_or("none");
}

TEST(EditConfig, AddsATableOrALine) {
  EXPECT_EQ(excluded("schema = \"a.sql\""), "schema = \"a.sql\"\n\n[managed]\nexclude = [\"schema_migrations\"]\n");
  EXPECT_EQ(excluded("[managed] # mine\ncolumn_order = true\n\n[lint]\n"),
            "[managed] # mine\nexclude = [\"schema_migrations\"]\ncolumn_order = true\n\n[lint]\n");
}

TEST(EditConfig, LeavesWhatSaysItAlready) {
  const std::string one = "[managed]\nexclude = \"schema_migrations\"\n";
  const std::string several = "[managed]\nexclude = [\"x\", \"schema_migrations\"]\n";
  EXPECT_EQ(excluded(one), one);
  EXPECT_EQ(excluded(several), several);
}

TEST(EditConfig, ChangesNoLineOfAPersons) {
  EXPECT_EQ(excluded("[managed]\nexclude = [\"x\"]\n"), "none");
  EXPECT_EQ(excluded("managed = { column_order = true }\n"), "none");
}

TEST(EditConfig, PutsAKeyAboveAllTables) {
  const auto with = [](const std::string& text) {
    return with_key(SourceText("retort.toml", text), "version_table", "alembic_version").value_or("none");
  };
  EXPECT_EQ(with("[lint]\n"), "version_table = \"alembic_version\"\n[lint]\n");
  EXPECT_EQ(with("version_table = \"alembic_version\"\n"), "version_table = \"alembic_version\"\n");
  EXPECT_EQ(with("version_table = \"mine\"\n"), "none");
}

}  // namespace
}  // namespace retort::test
