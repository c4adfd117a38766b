#include "project/git.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"
#include "project/process.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

class GitTest : public testing::Test {
 protected:
  void git(const fs::path& where, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c",
                                         "commit.gpgsign=false", "-c", "protocol.file.allow=always"});
    ProcessOptions options;
    options.folder = where;
    options.environment = {{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"}};
    const ProcessResult result = run_process(arguments, options);
    ASSERT_EQ(result.status, 0) << result.errors;
  }
  void commit_all() {
    git(repo_, {"add", "-A"});
    git(repo_, {"commit", "-q", "--allow-empty", "-m", "x"});
  }
  void make_repository(const std::string& branch = "main") {
    fs::create_directories(repo_);
    git(repo_, {"init", "-q", "-b", branch});
    folder_.write("repo/db/versions/1_a.sql", "a\r\n");
    folder_.write("repo/db/versions/ü b.sql", "b");
    folder_.write("repo/db/versions/readme.md", "no");
    folder_.write("repo/db/versions/sub/c.sql", "no");
    folder_.write("repo/other.sql", "top");
    commit_all();
  }

  TestFolder folder_;
  fs::path repo_ = folder_ / "repo";
  fs::path versions_ = repo_ / "db/versions";
};

TEST_F(GitTest, FilesAreAsAtTheMergeBase) {
  make_repository();
  git(repo_, {"checkout", "-q", "-b", "work"});
  folder_.write("repo/db/versions/2_new.sql", "new");
  folder_.write("repo/db/versions/1_a.sql", "edited");
  commit_all();
  git(repo_, {"checkout", "-q", "main"});
  folder_.write("repo/db/versions/9_theirs.sql", "theirs");
  commit_all();
  git(repo_, {"checkout", "-q", "work"});
  folder_.write("repo/db/versions/3_uncommitted.sql", "x");

  const Published published = published_files({versions_}, "main");
  EXPECT_TRUE(published.known) << published.why_not;
  EXPECT_EQ(published.commit.size(), 40U);
  ASSERT_EQ(published.files.size(), 2U);
  EXPECT_EQ(published.files[0].path, versions_ / "1_a.sql");
  EXPECT_EQ(published.files[0].text, "a\r\n");
  EXPECT_EQ(published.files[1].path, versions_ / "ü b.sql");
  EXPECT_EQ(published.files[1].text, "b");
}

TEST_F(GitTest, TheTopFolderCanHoldRevisions) {
  make_repository();
  const Published published = published_files({repo_}, "main");
  ASSERT_EQ(published.files.size(), 1U);
  EXPECT_EQ(published.files[0].text, "top");
}

TEST_F(GitTest, OriginsBranchServesWhereThereIsNoLocalOne) {
  make_repository("trunk");
  git(folder_.path(), {"clone", "-q", repo_.string(), "clone"});
  git(folder_ / "clone", {"checkout", "-q", "-b", "work"});
  git(folder_ / "clone", {"branch", "-q", "-D", "trunk"});
  EXPECT_EQ(published_files({folder_ / "clone/db/versions"}, "trunk").files.size(), 2U);
  EXPECT_EQ(published_files({folder_ / "clone/db/versions"}, "origin/trunk").files.size(), 2U);
}

TEST_F(GitTest, WhatGitCannotTellHasAReason) {
  fs::create_directories(versions_);
  EXPECT_EQ(published_files({versions_}, "main").why_not, "not a git repository");
  EXPECT_EQ(published_files({repo_ / "none"}, "main").why_not, "there is no folder " + (repo_ / "none").string());
  git(repo_, {"init", "-q", "-b", "main"});
  EXPECT_EQ(published_files({versions_}, "main").why_not, "no commit yet");
  commit_all();
  EXPECT_TRUE(published_files({versions_}, "main").known);
  EXPECT_EQ(published_files({versions_}, "trunk").why_not, "no branch trunk");
  EXPECT_EQ(published_files({versions_}, "--all").why_not, "no branch --all");
  git(repo_, {"checkout", "-q", "--orphan", "lone"});
  folder_.write("repo/lone.txt", "x");  // or the two roots would be one commit
  commit_all();
  EXPECT_EQ(published_files({versions_}, "main").why_not, "no commit in common with main");
}

TEST_F(GitTest, AShallowCloneCannotTell) {
  make_repository();
  commit_all();
  git(folder_.path(), {"clone", "-q", "--depth", "1", "file://" + repo_.string(), "clone"});
  EXPECT_EQ(published_files({folder_ / "clone/db/versions"}, "main").why_not, "shallow clone");
}

TEST_F(GitTest, AHooksVariablesDoNotMislead) {
  make_repository();
  ::setenv("GIT_DIR", "/nonexistent", 1);
  ::setenv("GIT_INDEX_FILE", "/nonexistent", 1);
  const Published published = published_files({versions_}, "main");
  ::unsetenv("GIT_DIR");
  ::unsetenv("GIT_INDEX_FILE");
  EXPECT_EQ(published.files.size(), 2U);
}

TEST_F(GitTest, ALinkToTheFolderIsFollowed) {
  make_repository();
  fs::create_symlink(versions_, folder_ / "linked");
  const Published published = published_files({folder_ / "linked"}, "main");
  ASSERT_EQ(published.files.size(), 2U);
  EXPECT_EQ(published.files[0].path, folder_ / "linked/1_a.sql");
}

}  // namespace
}  // namespace retort
