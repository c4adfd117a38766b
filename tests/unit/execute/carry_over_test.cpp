// A database at a revision that another one replaces.
#include "runs.hpp"

namespace retort {
namespace {

class CarryOver : public Runs {
 protected:
  /// p <- a <- b <- d ran; then s takes the place of a and b.
  void squash(const std::string& at) {
    table("p", "");
    table("a", "p");
    table("b", "a");
    table("d", "b");
    upgrade(at);
    texts.erase("a");
    texts.erase("b");
    texts["s"] =
        "-- s\n--\n-- Revision ID: s\n-- Revises: p\n-- Replaces: a, b\n\n"
        "-- retort: upgrade\nCREATE TABLE t_a (x INTEGER);\nINSERT INTO t_a VALUES (1);\n\n"
        "-- retort: upgrade\nCREATE TABLE t_b (x INTEGER);\nINSERT INTO t_b VALUES (1);\n\n"
        "-- retort: downgrade\nDROP TABLE t_b;\nDROP TABLE t_a;\n";
  }
};

TEST_F(CarryOver, AnUpgradeGoesOnAndWritesTheNewName) {
  squash("b");
  const Outcome outcome = upgrade();
  EXPECT_EQ(outcome.before, Heads{"s"});
  EXPECT_EQ(outcome.ran, std::vector<RevisionId>{"d"});
  EXPECT_EQ(version(), "d");
  EXPECT_EQ(journal(), "upgrade p 1/1; upgrade a 1/1; upgrade b 1/1; replace s 1/2; replace s 2/2; upgrade d 1/1");
  EXPECT_EQ(sql("SELECT revises FROM retort_journal WHERE direction = 'replace' AND file_text LIKE '%Replaces%'"), "b");
  EXPECT_EQ(tables(), "t_a,t_b,t_d,t_p");
}

TEST_F(CarryOver, WhereNothingIsLeftToRunTheNameIsWrittenAllTheSame) {
  squash("b");
  texts.erase("d");
  EXPECT_TRUE(upgrade().ran.empty());
  EXPECT_EQ(version(), "s");
  EXPECT_TRUE(upgrade().ran.empty());
  EXPECT_EQ(journal(), "upgrade p 1/1; upgrade a 1/1; upgrade b 1/1; replace s 1/2; replace s 2/2");
}

TEST_F(CarryOver, WhatReplacesIsTakenBack) {
  squash("b");
  EXPECT_EQ(downgrade("p").ran, std::vector<RevisionId>{"s"});
  EXPECT_EQ(version(), "p");
  EXPECT_EQ(tables(), "t_p");
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"s", "d"}));
}

TEST_F(CarryOver, ADatabasePastItNeedsNothing) {
  squash("d");
  EXPECT_TRUE(upgrade().ran.empty());
  EXPECT_EQ(version(), "d");
  EXPECT_EQ(downgrade("s").ran, std::vector<RevisionId>{"d"});
  EXPECT_EQ(version(), "s");
}

TEST_F(CarryOver, AFileThatIsEditedAfterwardsIsNoticed) {
  squash("b");
  upgrade("s");
  texts["s"].insert(texts["s"].find("\n\n-- retort: downgrade"), "\nSELECT 1;");
  EXPECT_THROW(upgrade(), ProjectError);
}

TEST_F(CarryOver, OneInBetweenIsRefusedAndCanBeTakenBack) {
  squash("a");
  const ProjectError error = error_of<ProjectError>([&] { upgrade(); });
  EXPECT_STREQ(error.what(), "the database is at revision a, which lies between the ends of what s replaces");
  EXPECT_EQ(version(), "a");
  EXPECT_EQ(downgrade("p").ran, std::vector<RevisionId>{"a"});
  sql("DROP TABLE t_a");  // its downgrade leaves it
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"s", "d"}));
}

TEST_F(CarryOver, ARunThatEndsInTheMiddleIsGoneOnWith) {
  for (const std::string point : {"before-commit carry-over", "after-commit carry-over"}) {
    std::filesystem::remove(path());
    texts.clear();
    squash("b");
    struct Killed {};
    options.fault = [&](std::string_view now) {
      if (now == point) throw Killed{};
    };
    EXPECT_THROW(upgrade(), Killed);
    EXPECT_EQ(version(), point.starts_with("before") ? "b" : "s");
    options.fault = nullptr;
    EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"d"});
    EXPECT_EQ(version(), "d");
    EXPECT_EQ(sql("SELECT count(*) FROM retort_journal WHERE direction = 'replace'"), "2");
  }
}

TEST_F(CarryOver, ARepairWritesTheNewNameToo) {
  squash("b");
  upgrade("s");
  sql("UPDATE retort_version SET version_num = 'b'");
  texts["s"].insert(texts["s"].find("\n\n-- retort: downgrade"), "\nSELECT 1;");
  repair(graph(), "s", RepairAs::applied, sqlite::driver(), *connect(), options);
  EXPECT_EQ(version(), "s");
}

}  // namespace
}  // namespace retort
