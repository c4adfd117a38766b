#include "project/revision_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "../folder.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

std::string revision(const std::string& id, const std::string& revises) {
  return "-- " + id + "\n--\n-- Revision ID: " + id + "\n-- Revises: " + revises +
         "\n\n-- retort: upgrade\nCREATE TABLE " + id + " (x);\n\n-- retort: downgrade\nDROP TABLE " + id + ";\n";
}

TEST(RevisionFolder, ReadsSqlOfAllFoldersByName) {
  const TestFolder folder;
  folder.write("one/2_b.sql", revision("bbbb", "aaaa"));
  folder.write("two/1_a.sql", revision("aaaa", ""));
  folder.write("one/.hidden.sql", "no revision");
  folder.write("one/script.sql.tmpl", "no revision");
  folder.write("one/sub/3.sql", "no revision");
  const auto files = read_revisions({folder / "one", folder / "two", folder / "one"}, folder.path(), Lexicon{});
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].id, "aaaa");
  EXPECT_EQ(files[0].source.name(), "two/1_a.sql");
  EXPECT_EQ(files[1].id, "bbbb");
}

TEST(RevisionFolder, AMissingFolderNamesTheSetting) {
  const TestFolder folder;
  try {
    read_revisions({folder / "db/versions"}, folder.path(), Lexicon{});
    FAIL();
  } catch (const ProjectError& error) {
    EXPECT_EQ(error.where()->file, "db/versions");
    EXPECT_NE(error.hint().find("'revisions'"), std::string::npos);
  }
}

TEST(RevisionFolder, MissingFilesAndFoldersAreNotEmptyFiles) {
  const TestFolder folder;
  EXPECT_THROW(read_source(folder / "none.sql", folder.path()), ProjectError);
  EXPECT_THROW(read_source(folder.path(), folder.path()), ProjectError);
}

TEST(RevisionFolder, PathsAreShownFromWhereThePersonIs) {
  EXPECT_EQ(shown_path("/a/b/c.sql", "/a"), "b/c.sql");
  EXPECT_EQ(shown_path("/a/b/../c.sql", "/a"), "c.sql");
  EXPECT_EQ(shown_path("/x/c.sql", "/a"), "/x/c.sql");
  EXPECT_EQ(shown_path("/x/c.sql", ""), "/x/c.sql");
}

TEST(WriteFile, MakesReplacesAndKeepsTheMode) {
  const TestFolder folder;
  write_file(folder / "new/deep/file.sql", "one");
  EXPECT_EQ(folder.read("new/deep/file.sql"), "one");
  ::chmod((folder / "new/deep/file.sql").c_str(), 0640);
  fs::create_symlink(folder / "new/deep/file.sql", folder / "link.sql");
  write_file(folder / "link.sql", "two");
  EXPECT_EQ(folder.read("new/deep/file.sql"), "two");
  EXPECT_TRUE(fs::is_symlink(folder / "link.sql"));
  struct stat status {};
  ::stat((folder / "new/deep/file.sql").c_str(), &status);
  EXPECT_EQ(status.st_mode & 0777, 0640U);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "new/deep"), fs::directory_iterator()), 1);
}

TEST(WriteFile, FailureIsNamedAndLeavesNothing) {
  const TestFolder folder;
  fs::create_directories(folder / "target");
  EXPECT_THROW(write_file(folder / "target", "x"), ProjectError);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

}  // namespace
}  // namespace retort
