#include "execute/stamp.hpp"

#include "runs.hpp"

namespace retort {
namespace {

class Stamp : public Runs {
 protected:
  Outcome stamp_at(const Heads& heads) { return stamp(graph(), heads, sqlite::driver(), *connect(), options); }
  Outcome repair_as(const RevisionId& id, RepairAs as) {
    return repair(graph(), id, as, sqlite::driver(), *connect(), options);
  }
  /// b stops after its first step of two.
  void half() {
    table("a", "");
    revision("b", "a",
             "-- retort: upgrade\nCREATE TABLE u (x);\n-- retort: upgrade\nUPDATE u SET y = 1;\n-- retort: "
             "downgrade\nDROP TABLE nothing;\n");
    table("c", "b");
    EXPECT_THROW(upgrade(), MigrationFailed);
  }
};

TEST_F(Stamp, SetsTheVersionWithoutRunningAnything) {
  table("a", "");
  table("b", "a");
  const Outcome outcome = stamp_at({"b"});
  EXPECT_EQ(outcome.before, Heads{});
  EXPECT_EQ(outcome.after, Heads{"b"});
  EXPECT_EQ(version(), "b");
  EXPECT_EQ(tables(), "");
  EXPECT_EQ(journal(), "stamp b 0/0");
  stamp_at({"a"});
  EXPECT_EQ(version(), "a");
  EXPECT_EQ(sql("SELECT revises FROM retort_journal ORDER BY id DESC LIMIT 1"), "b");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"b"});
  stamp_at({});
  EXPECT_EQ(sql("SELECT count(*) FROM retort_version"), "0");
}

TEST_F(Stamp, KeepsOnlyHeads) {
  table("a", "");
  table("b", "a");
  table("c", "a");
  stamp_at({"a", "b", "c"});
  EXPECT_EQ(version(), "b,c");
  EXPECT_THROW(stamp_at({"z"}), UsageError);
  EXPECT_EQ(version(), "b,c");
}

TEST_F(Stamp, TakesTheWordOverARevisionThatNobodyKnows) {
  table("a", "");
  upgrade();
  sql("UPDATE retort_version SET version_num = 'lost'");
  EXPECT_THROW(upgrade(), ProjectError);
  stamp_at({"a"});
  EXPECT_EQ(version(), "a");
  EXPECT_TRUE(upgrade().ran.empty());
}

TEST_F(Stamp, EndsWhatIsHalfDoneAndSaysSo) {
  half();
  EXPECT_EQ(stamp_at({"b"}).warnings,
            std::vector<std::string>{"revision b was partly applied, step 1 of 2; the stamp ends that"});
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"c"});
}

TEST_F(Stamp, ARepairAsAppliedGoesOnAfterIt) {
  half();
  const Outcome outcome = repair_as("b", RepairAs::applied);
  EXPECT_EQ(outcome.before, Heads{"a"});
  EXPECT_EQ(outcome.after, Heads{"b"});
  EXPECT_EQ(version(), "b");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/2; repair b 1/2 applied; repair b 2/2 applied");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"c"});
}

TEST_F(Stamp, ARepairAsUnappliedStartsAgain) {
  half();
  EXPECT_EQ(repair_as("b", RepairAs::unapplied).after, Heads{"a"});
  EXPECT_EQ(version(), "a");
  sql("DROP TABLE u");
  revision("b", "a", "-- retort: upgrade\nCREATE TABLE u (x, y);\n-- retort: downgrade\nDELETE FROM u;\n");
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"b", "c"}));
}

TEST_F(Stamp, ARepairEndsHalfADowngrade) {
  for (const RepairAs as : {RepairAs::applied, RepairAs::unapplied}) {
    std::filesystem::remove(path());
    table("a", "");
    revision("b", "a",
             "-- retort: upgrade\nCREATE TABLE u (x);\n-- retort: downgrade\nDELETE FROM u;\n-- retort: "
             "downgrade\nDELETE FROM nothing;\n");
    upgrade();
    EXPECT_THROW(downgrade("base"), MigrationFailed);
    EXPECT_EQ(version(), "b");
    repair_as("b", as);
    EXPECT_EQ(version(), as == RepairAs::applied ? "b" : "a");
    EXPECT_TRUE(read_applied(*connect(), options.names).partial.empty());
  }
}

TEST_F(Stamp, ARepairTakesAnEditedFileAsWhatRan) {
  table("a", "");
  upgrade();
  table("b", "a");
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t_a (x INTEGER);\n-- retort: downgrade\nDELETE FROM t_a;\n");
  EXPECT_THROW(upgrade(), ProjectError);
  EXPECT_THROW(repair_as("a", RepairAs::unapplied), UsageError);
  repair_as("a", RepairAs::applied);
  EXPECT_EQ(version(), "a");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"b"});
}

TEST_F(Stamp, ARepairOfWhatIsWholeIsRefused) {
  table("a", "");
  table("b", "a");
  upgrade("a");
  const auto applied = error_of<UsageError>([&] { repair_as("a", RepairAs::applied); });
  EXPECT_STREQ(applied.what(), "there is nothing to repair: revision a is applied, and as it ran");
  const auto unapplied = error_of<UsageError>([&] { repair_as("b", RepairAs::applied); });
  EXPECT_STREQ(unapplied.what(), "there is nothing to repair: revision b is not applied");
  EXPECT_THROW(repair_as("z", RepairAs::applied), UsageError);
  EXPECT_EQ(journal(), "upgrade a 1/1");
}

}  // namespace
}  // namespace retort
