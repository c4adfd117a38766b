#include "plan/complete.hpp"

#include <gtest/gtest.h>

#include "sketch.hpp"

namespace retort {
namespace {

std::string text_of(const RevisionId& id, const std::string& revises) {
  return "-- vanished\n--\n-- Revision ID: " + id + "\n-- Revises: " + revises +
         "\n\n-- retort: upgrade\nCREATE TABLE t (x);\n\n-- retort: downgrade\nDROP TABLE t;\n";
}

class Complete : public testing::Test {
 protected:
  RevisionGraph run() { return complete(files, applied, lexicon, vanished); }

  RevisionGraph files{sketch::files("a; b<a")};
  Applied applied;
  Lexicon lexicon;
  std::vector<RevisionId> vanished;
};

TEST_F(Complete, LeavesAWholeGraphAlone) {
  applied.heads = {"b"};
  vanished = {"left over"};
  EXPECT_FALSE(has_vanished(files, applied));
  EXPECT_EQ(run().order().size(), 2U);
  EXPECT_TRUE(vanished.empty());
}

TEST_F(Complete, TakesVanishedRevisionsFromTheJournal) {
  applied.heads = {"d"};
  applied.texts = {{"c", text_of("c", "b")}, {"d", text_of("d", "c")}, {"z", text_of("z", "")}};
  applied.file_names = {{"c", "c.sql"}, {"d", "d.sql"}};
  EXPECT_TRUE(has_vanished(files, applied));
  const RevisionGraph graph = run();
  EXPECT_EQ(vanished, (std::vector<RevisionId>{"c", "d"}));
  ASSERT_NE(graph.find("d"), nullptr);
  EXPECT_EQ(graph.find("d")->source.name(), "d.sql (from the journal)");
  EXPECT_EQ(graph.find("z"), nullptr);  // kept in the journal, but the database is not at it
  EXPECT_EQ(sketch::text(make_plan(graph, applied, {"b"}, Direction::downgrade)), "d[c] c[b]");
}

TEST_F(Complete, NamesTheFileOfARevisionThatNobodyHas) {
  applied.heads = {"d"};
  applied.file_names = {{"d", "20261120_d.sql"}};
  try {
    run();
    FAIL() << "a revision that nobody has must be an error";
  } catch (const ProjectError& error) {
    EXPECT_STREQ(error.what(), "the database is at revision d, which no file has, and the journal keeps no text of it");
    EXPECT_NE(error.hint().find("20261120_d.sql"), std::string::npos);
    EXPECT_NE(error.hint().find("retort stamp"), std::string::npos);
  }
}

TEST_F(Complete, NeedsTheVanishedParentsToo) {
  applied.heads = {"d"};
  applied.texts = {{"d", text_of("d", "c")}};
  EXPECT_THROW(run(), ProjectError);
}

TEST_F(Complete, TakesAVanishedRevisionThatIsHalfDone) {
  applied.heads = {"b"};
  applied.partial["c"].steps = 2;
  EXPECT_TRUE(has_vanished(files, applied));
  EXPECT_EQ(run().find("c"), nullptr);
  applied.texts = {{"c", text_of("c", "b")}};
  EXPECT_NE(run().find("c"), nullptr);
}

TEST_F(Complete, AVanishedHeadStopsAnUpgradeAndIsToldOfADowngrade) {
  applied.heads = {"d"};
  applied.texts = {{"c", text_of("c", "b")}, {"d", text_of("d", "c")}};
  const RevisionGraph graph = run();
  const std::vector<Obstacle> up = vanished_obstacles(graph, vanished, applied, Direction::upgrade);
  ASSERT_EQ(up.size(), 1U);
  EXPECT_EQ(up[0].kind, Obstacle::Kind::unknown_revision);
  EXPECT_FALSE(up[0].warning);
  EXPECT_NE(up[0].hint.find("`retort downgrade b`"), std::string::npos);  // the first that a file has
  const std::vector<Obstacle> down = vanished_obstacles(graph, vanished, applied, Direction::downgrade);
  ASSERT_EQ(down.size(), 1U);
  EXPECT_TRUE(down[0].warning);
}

}  // namespace
}  // namespace retort
