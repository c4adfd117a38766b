#include "plan/applied.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

JournalEntry row(const RevisionId& revision, const std::string& direction, int step, int steps, const std::string& hash,
                 std::optional<int> statement = std::nullopt, const std::string& state = "done") {
  JournalEntry entry;
  entry.revision = revision;
  entry.direction = direction;
  entry.step = step;
  entry.steps = steps;
  entry.statement = statement;
  entry.hash = hash;
  entry.state = state;
  return entry;
}

using Hashes = std::vector<std::string>;

TEST(Applied, KnowsNothingWithoutAJournal) {
  const Applied applied = applied_from({"a"}, {});
  EXPECT_EQ(applied.heads, Heads{"a"});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_TRUE(applied.upgrade_hashes.empty());
}

TEST(Applied, KnowsTheHashesOfStepsThatRan) {
  const Applied applied = applied_from(
      {"b"}, {row("a", "upgrade", 1, 1, "h1"), row("b", "upgrade", 1, 2, "h2"), row("b", "upgrade", 2, 2, "h3")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_EQ(applied.upgrade_hashes.at("a"), Hashes{"h1"});
  EXPECT_EQ(applied.upgrade_hashes.at("b"), (Hashes{"h2", "h3"}));
}

TEST(Applied, IsPartlyAppliedUntilTheLastStep) {
  const Applied applied = applied_from({"a"}, {row("b", "upgrade", 1, 2, "h1")});
  const Progress& progress = applied.partial.at("b");
  EXPECT_EQ(progress.direction, Direction::upgrade);
  EXPECT_EQ(progress.steps_done, 1);
  EXPECT_EQ(progress.steps, 2);
  EXPECT_EQ(progress.hashes, Hashes{"h1"});
  EXPECT_FALSE(applied.upgrade_hashes.contains("b"));
  EXPECT_EQ(describe(applied.heads, applied.partial), "a (b partly applied, step 1 of 2)");
}

TEST(Applied, EndsWithTheStepsOfAFileThatWasMendedInBetween) {
  const Applied applied = applied_from(
      {"b"}, {row("b", "upgrade", 1, 2, "h1"), row("b", "upgrade", 2, 3, "h2"), row("b", "upgrade", 3, 3, "h3")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_EQ(applied.upgrade_hashes.at("b"), (Hashes{"h1", "h2", "h3"}));
}

TEST(Applied, EndsWithoutAStepWhereNoneWasLeft) {
  const Applied applied = applied_from({"b"}, {row("b", "upgrade", 1, 2, "h1"), row("b", "upgrade", 0, 1, "")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_EQ(applied.upgrade_hashes.at("b"), Hashes{"h1"});
}

TEST(Applied, CountsStatementsOfAnAutocommitStep) {
  const Applied applied = applied_from(
      {"a"}, {row("b", "upgrade", 1, 2, "h1"), row("b", "upgrade", 2, 2, "s1", 1), row("b", "upgrade", 2, 2, "s2", 2)});
  const Progress& progress = applied.partial.at("b");
  EXPECT_EQ(progress.steps_done, 1);
  EXPECT_EQ(progress.statements_done, 2);
  EXPECT_EQ(progress.statement_hashes, (Hashes{"s1", "s2"}));
  EXPECT_FALSE(progress.statement_started);
  EXPECT_EQ(describe(progress), "partly applied, step 1 of 2, statement 2");
}

TEST(Applied, KnowsOfAStatementThatNeverEnded) {
  const Applied applied =
      applied_from({"a"}, {row("b", "upgrade", 1, 1, "s1", 1), row("b", "upgrade", 1, 1, "s2", 2, "started")});
  EXPECT_EQ(applied.partial.at("b").statements_done, 1);
  EXPECT_EQ(applied.partial.at("b").statement_started, 2);
}

TEST(Applied, ForgetsAnAttemptThatASecondOneEnded) {
  const Applied applied =
      applied_from({"a"}, {row("b", "upgrade", 1, 1, "s1", 1, "started"), row("b", "upgrade", 1, 1, "s1", 1)});
  EXPECT_EQ(applied.partial.at("b").statements_done, 1);
  EXPECT_FALSE(applied.partial.at("b").statement_started);
}

TEST(Applied, DropsStatementsWithTheRowOfTheirStep) {
  const Applied applied = applied_from({"a"}, {row("b", "upgrade", 1, 2, "s1", 1), row("b", "upgrade", 1, 2, "h1")});
  EXPECT_EQ(applied.partial.at("b").steps_done, 1);
  EXPECT_EQ(applied.partial.at("b").statements_done, 0);
  EXPECT_TRUE(applied.partial.at("b").statement_hashes.empty());
}

TEST(Applied, ForgetsHashesWithTheDowngrade) {
  const Applied applied = applied_from(
      {"a"}, {row("a", "upgrade", 1, 1, "h1"), row("b", "upgrade", 1, 1, "h2"), row("b", "downgrade", 1, 1, "d2")});
  EXPECT_TRUE(applied.upgrade_hashes.contains("a"));
  EXPECT_FALSE(applied.upgrade_hashes.contains("b"));
}

TEST(Applied, KnowsWhatARevisionStoodOnWhenItRan) {
  const auto on = [](JournalEntry entry, std::vector<RevisionId> revises) {
    entry.revises = std::move(revises);
    return entry;
  };
  std::vector<JournalEntry> journal = {on(row("b", "upgrade", 1, 2, "h1"), {"a"})};
  EXPECT_TRUE(applied_from({"a"}, journal).revises.empty());
  journal.push_back(on(row("b", "upgrade", 2, 2, "h2"), {"a"}));
  EXPECT_EQ(applied_from({"b"}, journal).revises, (std::map<RevisionId, std::vector<RevisionId>>{{"b", {"a"}}}));
  for (const JournalEntry& end : {row("b", "downgrade", 1, 1, "h3"), row("c", "stamp", 0, 0, ""),
                                  row("b", "repair", 0, 0, "", std::nullopt, "applied")}) {
    std::vector<JournalEntry> ended = journal;
    ended.push_back(end);
    EXPECT_TRUE(applied_from({"b"}, ended).revises.empty()) << end.direction;
  }
}

TEST(Applied, TakesTheLastOfSeveralUpgrades) {
  const Applied applied = applied_from(
      {"a"}, {row("a", "upgrade", 1, 1, "old"), row("a", "downgrade", 1, 1, "d"), row("a", "upgrade", 1, 1, "new")});
  EXPECT_EQ(applied.upgrade_hashes.at("a"), Hashes{"new"});
}

TEST(Applied, IsPartlyDowngraded) {
  const Applied applied = applied_from({"b"}, {row("b", "upgrade", 1, 1, "h"), row("b", "downgrade", 1, 2, "d1")});
  EXPECT_EQ(applied.partial.at("b").direction, Direction::downgrade);
  EXPECT_EQ(describe(applied.partial.at("b")), "partly downgraded, step 1 of 2");
  EXPECT_TRUE(applied.upgrade_hashes.contains("b"));
}

TEST(Applied, BelievesTheVersionTableMoreThanTheJournal) {
  const std::vector<JournalEntry> half = {row("b", "upgrade", 1, 2, "h1")};
  EXPECT_TRUE(applied_from({"b"}, half).partial.empty());  // somebody else finished it
  const std::vector<JournalEntry> half_back = {row("b", "downgrade", 1, 2, "d1")};
  EXPECT_TRUE(applied_from({"a"}, half_back).partial.empty());  // somebody else took it back
}

TEST(Applied, AStampEndsWhatWasHalfDone) {
  const Applied applied = applied_from(
      {"a"}, {row("a", "upgrade", 1, 1, "h"), row("b", "upgrade", 1, 2, "h1"), row("a", "stamp", 0, 0, "")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_TRUE(applied.upgrade_hashes.empty());  // of a, nobody knows any more what ran
}

TEST(Applied, AStampKeepsWhatIsKnownOfOtherRevisions) {
  const Applied applied = applied_from({"b"}, {row("a", "upgrade", 1, 1, "h"), row("b", "stamp", 0, 0, "")});
  EXPECT_TRUE(applied.upgrade_hashes.contains("a"));
}

TEST(Applied, AStampToBaseForgetsAll) {
  const Applied applied = applied_from({}, {row("a", "upgrade", 1, 1, "h"), row("", "stamp", 0, 0, "")});
  EXPECT_TRUE(applied.upgrade_hashes.empty());
}

TEST(Applied, ARepairAsAppliedTakesTheHashesOfTheRepair) {
  const Applied applied =
      applied_from({"b"}, {row("b", "upgrade", 1, 2, "h1"), row("b", "repair", 1, 2, "n1", std::nullopt, "applied"),
                           row("b", "repair", 2, 2, "n2", std::nullopt, "applied")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_EQ(applied.upgrade_hashes.at("b"), (Hashes{"n1", "n2"}));
}

TEST(Applied, ARepairAsUnappliedForgets) {
  const Applied applied =
      applied_from({"a"}, {row("b", "upgrade", 1, 2, "h1"), row("b", "repair", 0, 2, "", std::nullopt, "unapplied")});
  EXPECT_TRUE(applied.partial.empty());
  EXPECT_FALSE(applied.upgrade_hashes.contains("b"));
}

TEST(Applied, KeepsTheNewestTextAndName) {
  JournalEntry first = row("a", "upgrade", 1, 2, "h1");
  first.file_text = "old";
  first.file_name = "a.sql";
  JournalEntry second = row("a", "upgrade", 2, 2, "h2");
  second.file_text = "new";
  JournalEntry third = row("a", "downgrade", 1, 2, "d1");
  const Applied applied = applied_from({"a"}, {first, second, third});
  EXPECT_EQ(applied.texts.at("a"), "new");
  EXPECT_EQ(applied.file_names.at("a"), "a.sql");
}

}  // namespace
}  // namespace retort
