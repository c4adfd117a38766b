// Revisions that another one replaces: in the graph, as targets, and where a database is at one of them.
#include <gtest/gtest.h>

#include "plan/complete.hpp"
#include "plan/stamped.hpp"
#include "sketch.hpp"

namespace retort {
namespace {

std::string order(const RevisionGraph& graph) {
  std::vector<RevisionId> ids;
  for (const auto& file : graph.order()) ids.push_back(join(file->revises, ",") + ">" + file->id);
  return join(ids, " ");
}

RevisionGraph graph_of(std::string_view text) { return RevisionGraph(sketch::files(text)); }

std::string error_of(std::string_view text) {
  try {
    graph_of(text);
  } catch (const ProjectError& error) {
    return error.what();
  }
  return "none";
}

TEST(Replaced, TheGraphIsTheSameBeforeAndAfterTheOldFilesGo) {
  const std::string after = order(graph_of("p; s<p!a,b,c; d<c"));
  EXPECT_EQ(after, ">p p>s s>d");
  for (const char* files : {"p; a<p; b<a; c<b; s<p!a,b,c; d<c", "p; b<a; c<b; s<p!a,b,c; d<c", "p; c<b; s<p!a,b,c; d<c",
                            "p; a<p; s<p!a,b,c; d<c"}) {
    EXPECT_EQ(order(graph_of(files)), after) << files;
  }
  EXPECT_EQ(graph_of("p; b<a; c<b; s<p!a,b,c").left_out().size(), 2U);
}

TEST(Replaced, TheEndOfTheRangeIsAnotherName) {
  const RevisionGraph graph = graph_of("p; s<p!aaa,bbb,ccc; d<ccc; m<d,s; y+ccc");
  EXPECT_EQ(graph.find("ccc")->id, "s");
  EXPECT_EQ(graph.name_of("ccc"), "s");
  EXPECT_EQ(graph.name_of("p"), "p");
  EXPECT_EQ(graph.find("bbb"), nullptr);
  EXPECT_EQ(graph.replacement("bbb")->id, "s");
  EXPECT_EQ(graph.replacement("ccc")->id, "s");
  EXPECT_EQ(graph.replacement("p"), nullptr);
  EXPECT_EQ(graph.find("y")->depends_on, (std::vector<std::string>{"s"}));
  for (const char* target : {"ccc", "cc", "d-1", "ccc+0"}) EXPECT_EQ(graph.resolve(target, {}), Heads{"s"}) << target;
  EXPECT_EQ(graph.resolve("ccc-1", {}), Heads{"p"});
  EXPECT_EQ(graph.get("ccc").id, "s");
}

TEST(Replaced, WhatLiesInBetweenIsNoTarget) {
  try {
    graph_of("p; s<p!a,b,c").resolve("b", {});
    FAIL() << "b is no place of the graph";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "revision b is no place of its own any more: s replaces it, and what came after it");
    EXPECT_EQ(error.hint(), "where that begins: p; where it ends: s");
  }
}

TEST(Replaced, ASquashOfSquashesStandsForAllOfThem) {
  // t = (s, d), s = (a, b, c), and a database may still be at c, at s, or at d.
  const RevisionGraph middle = graph_of("p; t<p!a,b,c,s,d; e<d");
  EXPECT_EQ(order(middle), ">p p>t t>e");
  EXPECT_EQ(middle.find("s"), nullptr);
  EXPECT_EQ(middle.find("c"), nullptr);
  // u = (z, s): c is a name of the same state as s.
  const RevisionGraph end = graph_of("p; u<p!z,a,b,c=s; d<c; f<s");
  EXPECT_EQ(order(end), ">p p>u u>d u>f");
  // The old files are still there, the squash that was squashed among them.
  EXPECT_EQ(order(graph_of("p; a<p; b<a; c<b; s<p!a,b,c; d<c; t<p!a,b,c,s,d; e<d")), ">p p>t t>e");
}

TEST(Replaced, SaysWhatCantBe) {
  EXPECT_EQ(error_of("p; s<p!a,b; t<p!b,c"), "two files replace revision b: s.sql and t.sql");
  EXPECT_EQ(error_of("p; s<p!t; t<p!s"), "revisions s and t replace each other: s.sql and t.sql");
  EXPECT_EQ(error_of("p; s<p!a,b,c; x<b"), "x.sql revises b, which lies between the ends of what s replaces (s.sql)");
  EXPECT_EQ(error_of("p; s<p!a,b,c; x+a"),
            "x.sql depends on a, which lies between the ends of what s replaces (s.sql)");
}

class Carried : public testing::Test {
 protected:
  Plan plan(const Destination& target, Direction direction) {
    carry_over(applied, files);
    return make_plan(complete(files, applied, Lexicon{}, vanished), applied, target, direction);
  }

  RevisionGraph files = graph_of("p; s<p!a,b,c; d<c; x");
  Applied applied;
  std::vector<RevisionId> vanished;
};

TEST_F(Carried, ADatabaseAtTheEndIsAtWhatReplacesIt) {
  applied.rows = {"c", "x"};
  EXPECT_EQ(sketch::text(plan({"d", "x"}, Direction::upgrade)), "d[d,x]");
  EXPECT_EQ(applied.heads, (Heads{"s", "x"}));
  EXPECT_EQ(sketch::text(plan({"p", "x"}, Direction::downgrade)), "s[p,x]");
  EXPECT_TRUE(vanished.empty());
}

TEST_F(Carried, ADatabaseInBetweenIsToldWhatToDo) {
  applied.rows = {"b"};
  applied.texts = {
      {"a",
       "-- a\n-- Revision ID: a\n-- Revises: p\n-- Branch Labels: l\n\n-- retort: upgrade\n\n-- retort: downgrade none "
       "x\n"},
      {"b", "-- b\n-- Revision ID: b\n-- Revises: a\n\n-- retort: upgrade\n\n-- retort: downgrade none x\n"}};
  EXPECT_EQ(sketch::text(plan({"p"}, Direction::downgrade)), "b-[a] a-[p]");
  const RevisionGraph graph = complete(files, applied, Lexicon{}, vanished);
  const std::vector<Obstacle> up = vanished_obstacles(graph, vanished, applied, Direction::upgrade);
  ASSERT_EQ(up.size(), 1U);
  EXPECT_FALSE(up[0].warning);
  EXPECT_EQ(up[0].message, "the database is at revision b, which lies between the ends of what s replaces");
  EXPECT_EQ(up[0].hint,
            "check out the commit before s came (`git log --diff-filter=A -- s.sql` shows the one that brought it), "
            "`retort upgrade c` there, and go on here; or take it back here: `retort downgrade p`");
}

TEST_F(Carried, ADatabaseInBetweenWithoutTextsIsToldTheSame) {
  applied.rows = applied.heads = {"b"};
  try {
    complete(files, applied, Lexicon{}, vanished);
    FAIL() << "b is nowhere";
  } catch (const ProjectError& error) {
    EXPECT_STREQ(error.what(), "the database is at revision b, which lies between the ends of what s replaces");
    EXPECT_NE(error.hint().find("`retort upgrade c` there"), std::string::npos);
  }
}

TEST_F(Carried, HalfOfAReplacedRevisionStopsBothWays) {
  applied.rows = applied.heads = {"c"};
  Progress& progress = applied.partial["c"];
  progress.direction = Direction::downgrade;
  progress.steps_done = 1;
  progress.steps = 2;
  for (const Direction direction : {Direction::upgrade, Direction::downgrade}) {
    const std::vector<Obstacle> found = vanished_obstacles(files, {}, applied, direction);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].warning);
    EXPECT_EQ(found[0].message, "revision c is partly downgraded, step 1 of 2, and s replaces it");
    EXPECT_NE(found[0].hint.find("`retort downgrade p` there"), std::string::npos);
  }
}

TEST_F(Carried, HalfOfWhatIsAppliedByNowIsNone) {
  applied.rows = {"c"};
  applied.partial["a"].steps = 2;
  carry_over(applied, files);
  drop_overtaken(applied, files);
  EXPECT_TRUE(applied.partial.empty());
  applied.rows = {"p"};
  applied.partial["a"].steps = 2;
  carry_over(applied, files);
  drop_overtaken(applied, files);
  EXPECT_EQ(vanished_obstacles(files, {}, applied, Direction::upgrade).size(), 1U);
}

TEST_F(Carried, AStampMovesARowWithAnOldName) {
  EXPECT_EQ(stamped(files, {"c", "x"}, {Destination{"p"}}), (Heads{"p", "x"}));
  EXPECT_EQ(stamped(files, {"c"}, {Destination{"d"}}), (Heads{"d"}));
}

}  // namespace
}  // namespace retort
