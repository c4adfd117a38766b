#include "origin/migration_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "../folder.hpp"
#include "origin/pairs.hpp"
#include "retort/error.hpp"

namespace retort::test {
namespace {

std::vector<std::string> ids(const TestFolder& folder) {
  std::vector<std::string> result;
  for (const Migration& migration : read_migrations(folder.path(), recognise(folder.path()), folder.path()))
    result.push_back(migration.id);
  return result;
}

std::string refusal(const TestFolder& folder) {
  try {
    ids(folder);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

using Ids = std::vector<std::string>;

TEST(MigrationFolder, OrdersGolangMigratesByNumber) {
  const TestFolder folder;
  for (const char* name :
       {"10_c.up.sql", "2_b.up.sql", "2_b.down.sql", "0001_a.up.sql", "11_d.down.sql", "notes.up.sql.txt"})
    folder.write(name, "SELECT 1;");
  EXPECT_EQ(recognise(folder.path()), Tool::golang_migrate);
  EXPECT_EQ(ids(folder), (Ids{"0001", "2", "10", "11"}));
  const std::vector<Migration> all = read_migrations(folder.path(), Tool::golang_migrate, folder.path());
  EXPECT_FALSE(all[0].down);
  EXPECT_TRUE(all[1].down);
  EXPECT_FALSE(all[3].up);
  EXPECT_EQ(all[2].revises, Ids{"2"});
}

TEST(MigrationFolder, RefusesOneVersionTwice) {
  const TestFolder folder;
  folder.write("1_a.up.sql", "");
  folder.write("001_b.up.sql", "");
  EXPECT_NE(refusal(folder), "");
}

TEST(MigrationFolder, OrdersOtherPairsByName) {
  const TestFolder folder;
  for (const char* name : {"b.up.sql", "b.down.sql", "head.up.sql", "10_c.up.sql", "2_d.up.sql"})
    folder.write(name, "");
  EXPECT_EQ(recognise(folder.path()), Tool::pairs);
  const Ids all = ids(folder);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0], "10_c");
  EXPECT_EQ(all[1], "2_d");
  EXPECT_EQ(all[3].substr(0, 5), "head_");  // a word that targets use
}

TEST(MigrationFolder, TakesDieselsVersionsWithoutDashes) {
  const TestFolder folder;
  folder.write("2026-01-02-100000_b/up.sql", "");
  folder.write("20260101100000_a/up.sql", "");
  folder.write("20260101100000_a/metadata.toml", "run_in_transaction = false\n");
  folder.write(".git/up.sql", "");
  folder.write("empty/readme", "");
  EXPECT_EQ(recognise(folder.path()), Tool::diesel);
  EXPECT_EQ(ids(folder), (Ids{"20260101100000", "20260102100000"}));
  const std::vector<Migration> all = read_migrations(folder.path(), Tool::diesel, folder.path());
  EXPECT_FALSE(all[0].up->transactional);
  EXPECT_TRUE(all[1].up->transactional);
  EXPECT_EQ(all[1].create_date, "2026-01-02 10:00:00 UTC");
  EXPECT_EQ(all[1].message, "b");
}

TEST(MigrationFolder, ReadsDbmatesOptions) {
  const TestFolder folder;
  folder.write(
      "2_b.sql",
      "-- above\n--migrate:up   transaction:false  env:X\nCREATE TABLE a (x);\n-- migrate:down\nDROP TABLE a;\n");
  folder.write("10_a.sql", "-- migrate:up\r\nSELECT 1;\r\n");
  folder.write("schema.sql", "no migration");
  EXPECT_EQ(recognise(folder.path()), Tool::dbmate);
  EXPECT_EQ(ids(folder), (Ids{"10", "2"}));  // by name, as dbmate does
  const std::vector<Migration> all = read_migrations(folder.path(), Tool::dbmate, folder.path());
  EXPECT_FALSE(all[1].up->transactional);
  EXPECT_TRUE(all[1].down->transactional);
  EXPECT_EQ(all[1].up->source.text(), "-- above\nCREATE TABLE a (x);\n");
  EXPECT_EQ(all[1].remarks, Ids{"dbmate's option env:X means nothing here"});
  EXPECT_FALSE(all[0].down);
}

TEST(MigrationFolder, RefusesWhatDbmateRefuses) {
  const TestFolder folder;
  folder.write("1_a.sql", "-- migrate:up\n");
  folder.write("2_b.sql", "-- migrate:down\n-- migrate:up\n");
  EXPECT_NE(refusal(folder).find("stands above"), std::string::npos);
  folder.write("2_b.sql", "-- migrate:upgrade\n");
  EXPECT_NE(refusal(folder).find("no \"-- migrate:up\""), std::string::npos);
  for (const char* section : {"up", "down"}) {
    folder.write("2_b.sql", fmt::format("-- migrate:up\n-- migrate:down\n-- migrate:{}\nDROP TABLE a;\n", section));
    EXPECT_EQ(refusal(folder), fmt::format("a second \"-- migrate:{}\"", section));
  }
  folder.write("2_b.sql", "-- a note\nCREATE TABLE a (x);\n-- migrate:up\n");
  EXPECT_EQ(refusal(folder), "a statement stands above \"-- migrate:up\"");
}

TEST(MigrationFolder, NamesWhatItCanNotTell) {
  const TestFolder folder;
  EXPECT_NE(refusal(folder).find("holds no migrations"), std::string::npos);
  folder.write("1_a.up.sql", "");
  folder.write("2_b.sql", "-- migrate:up\n");
  EXPECT_NE(refusal(folder).find("dbmate and of pairs"), std::string::npos);
}

TEST(MigrationId, IsTheVersionOrBeginsAsIt) {
  EXPECT_EQ(id_of_version("20260101120000"), "20260101120000");
  EXPECT_EQ(id_of_version("a version"), id_of_version("a version"));
  EXPECT_NE(id_of_version("a version"), id_of_version("aversion"));
  for (const char* odd : {"head", "", "-1", "a,b", "a@b:c", "0123456789012345678901234567890123456789", "ä ö"})
    EXPECT_EQ(id_problem(id_of_version(odd)), "") << odd;
}

TEST(MigrationNumber, ComparesAsNumbers) {
  EXPECT_TRUE(number_less("2", "10"));
  EXPECT_TRUE(number_less("002", "10"));
  EXPECT_FALSE(number_less("10", "010"));
  EXPECT_EQ(significant_digits("000"), "0");
}

}  // namespace
}  // namespace retort::test
