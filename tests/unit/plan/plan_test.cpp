#include "plan/plan.hpp"

#include <gtest/gtest.h>

#include <random>

#include "sketch.hpp"

namespace retort {
namespace {

constexpr auto kUp = Direction::upgrade;
constexpr auto kDown = Direction::downgrade;

constexpr std::string_view kLine = "a; b<a; c<b; d<c";
constexpr std::string_view kSteps = "a; b<a*2; c<b";
constexpr std::string_view kEmpty = "a; b<a*0; c<b";
constexpr std::string_view kFork = "a; b<a; c<a";
constexpr std::string_view kDiamond = "a; b<a; c<a; m<b,c; t<m";
constexpr std::string_view kUneven = "a; b<a; c<b; d<a; m<c,d";
constexpr std::string_view kBases = "a; b<a; x; y<x; m<b,y";
constexpr std::string_view kDepends = "a; b<a; x; y<x+b";
constexpr std::string_view kAcross = "a; b<a; c<b; x; y<x+b";

struct PlanCase {
  std::string_view name;
  std::string_view graph;
  std::string_view heads;
  std::string_view partial;  // "b 1": one step of b is done; "b 0+2": two statements of its first step; "b 1 down"
  Direction direction;
  std::string_view target;
  std::string_view expected;  // sketch::text, or "error: …"
};

const PlanCase kCases[] = {
    {"line_from_base", kLine, "", "", kUp, "d", "a[a] b[b] c[c] d[d]"},
    {"line_part_of_the_way", kLine, "", "", kUp, "b", "a[a] b[b]"},
    {"line_goes_on", kLine, "b", "", kUp, "d", "c[c] d[d]"},
    {"line_is_there", kLine, "d", "", kUp, "d", ""},
    {"line_is_in_the_middle_as_asked", kLine, "b", "", kUp, "b", ""},
    {"base_to_base", kLine, "", "", kUp, "", ""},
    {"no_revisions_at_all", "", "", "", kUp, "", ""},
    {"upgrade_to_what_is_below", kLine, "d", "", kUp, "b", "error: the database is at d, which is past b already"},
    {"upgrade_to_base", kLine, "b", "", kUp, "", "error: the database is at b, which is past base already"},
    {"unknown_target", kLine, "b", "", kUp, "z", "error: there is no revision z"},
    {"unknown_head", kLine, "z", "", kUp, "d", "error: the database is at revision z, which no file has"},
    {"two_steps", kSteps, "", "", kUp, "c", "a[a] b.1 b.2[b] c[c]"},
    {"two_steps_second_left", kSteps, "a", "b 1", kUp, "c", "b.2[b] c[c]"},
    {"two_steps_second_left_and_no_more", kSteps, "a", "b 1", kUp, "b", "b.2[b]"},
    {"partly_applied_above_the_target", kSteps, "a", "b 1", kUp, "a", ""},
    {"three_steps_third_left", "a; b<a*3", "a", "b 2", kUp, "b", "b.3[b]"},
    {"the_steps_left_were_taken_out", "a; b<a", "a", "b 1", kUp, "b", "b-[b]"},
    {"statements_done_in_the_first_step", "a; b<a", "a", "b 0+2", kUp, "b", "b.1+2[b]"},
    {"statements_done_in_the_second_step", kSteps, "a", "b 1+1", kUp, "c", "b.2+1[b] c[c]"},
    {"a_downgrade_that_stopped_is_no_upgrade", kSteps, "b", "b 1 down", kUp, "c", "c[c]"},
    {"nothing_to_run", kEmpty, "a", "", kUp, "c", "b-[b] c[c]"},
    {"fork_one_side", kFork, "", "", kUp, "b", "a[a] b[b]"},
    {"fork_other_side_too", kFork, "b", "", kUp, "c", "c[b,c]"},
    {"fork_both_sides", kFork, "", "", kUp, "b,c", "a[a] b[b] c[b,c]"},
    {"fork_both_sides_there", kFork, "b,c", "", kUp, "b,c", ""},
    {"fork_one_of_two_there", kFork, "b,c", "", kUp, "b", ""},
    {"fork_upgrade_below_both", kFork, "b,c", "", kUp, "a", "error: the database is at b, c, which is past a already"},
    {"diamond_from_base", kDiamond, "", "", kUp, "m", "a[a] b[b] c[b,c] m[m]"},
    {"diamond_other_side_first", kDiamond, "b", "", kUp, "m", "c[b,c] m[m]"},
    {"diamond_and_on", kDiamond, "c", "", kUp, "t", "b[b,c] m[m] t[t]"},
    {"diamond_merges", kDiamond, "b,c", "", kUp, "m", "m[m]"},
    {"diamond_is_merged", kDiamond, "m", "", kUp, "m", ""},
    {"diamond_past_one_side", kDiamond, "m", "", kUp, "b", "error: the database is at m, which is past b already"},
    {"uneven_short_side_last", kUneven, "c", "", kUp, "m", "d[c,d] m[m]"},
    {"uneven_long_side_last", kUneven, "d", "", kUp, "m", "b[b,d] c[c,d] m[m]"},
    {"bases_from_nothing", kBases, "", "", kUp, "m", "a[a] b[b] x[b,x] y[b,y] m[m]"},
    {"bases_second_one", kBases, "a", "", kUp, "y", "x[a,x] y[a,y]"},
    {"bases_merge", kBases, "a,y", "", kUp, "m", "b[b,y] m[m]"},
    {"depends_from_nothing", kDepends, "", "", kUp, "y", "a[a] b[b] x[b,x] y[y]"},
    {"depends_branch_first", kDepends, "x", "", kUp, "y", "a[a,x] b[b,x] y[y]"},
    {"depends_dependency_there", kDepends, "b", "", kUp, "y", "x[b,x] y[y]"},
    {"depends_implied_is_there", kDepends, "y", "", kUp, "b", ""},
    {"depends_implied_is_past", kDepends, "y", "", kUp, "a", "error: the database is at y, which is past a already"},
    {"a_head_that_another_implies_counts_as_implied", kDepends, "b,y", "", kDown, "x", "y[b,x]"},
    {"depends_on_past_an_implied_one", kAcross, "y", "", kUp, "c", "c[c,y]"},
    {"depends_all_heads", kAcross, "y", "", kUp, "c,y", "c[c,y]"},

    {"line_to_base", kLine, "d", "", kDown, "", "d[c] c[b] b[a] a[]"},
    {"line_back_two", kLine, "d", "", kDown, "b", "d[c] c[b]"},
    {"line_back_to_where_it_is", kLine, "d", "", kDown, "d", ""},
    {"base_back_to_base", kLine, "", "", kDown, "", ""},
    {"downgrade_to_what_is_above", kLine, "b", "", kDown, "d",
     "error: revision d is not applied: the database is at b"},
    {"downgrade_from_base", kLine, "", "", kDown, "a", "error: revision a is not applied: the database is at base"},
    {"two_steps_back", kSteps, "c", "", kDown, "a", "c[b] b.1 b.2[a]"},
    {"two_steps_back_second_left", kSteps, "b", "b 1 down", kDown, "a", "b.2[a]"},
    {"two_steps_back_second_left_and_on", kSteps, "b", "b 1 down", kDown, "", "b.2[a] a[]"},
    {"an_upgrade_that_stopped_is_no_downgrade", kSteps, "a", "b 1", kDown, "", "a[]"},
    {"nothing_to_take_back", kEmpty, "c", "", kDown, "a", "c[b] b-[a]"},
    {"fork_back_to_the_fork", kFork, "b,c", "", kDown, "a", "c[b] b[a]"},
    {"fork_back_to_base", kFork, "b,c", "", kDown, "", "c[b] b[a] a[]"},
    {"fork_nothing_above_one_side", kFork, "b,c", "", kDown, "b", ""},
    {"fork_only_one_side_there", kFork, "b", "", kDown, "a", "b[a]"},
    {"diamond_unmerges", kDiamond, "m", "", kDown, "b", "m[b,c]"},
    {"diamond_unmerges_to_both", kDiamond, "t", "", kDown, "b,c", "t[m] m[b,c]"},
    {"diamond_back_to_the_fork", kDiamond, "m", "", kDown, "a", "m[b,c] c[b] b[a]"},
    {"diamond_back_to_base", kDiamond, "t", "", kDown, "", "t[m] m[b,c] c[b] b[a] a[]"},
    {"uneven_one_below_the_merge", kUneven, "m", "", kDown, "c", "m[c,d]"},
    {"uneven_two_below_the_merge", kUneven, "m", "", kDown, "b", "m[c,d] c[b,d]"},
    {"bases_one_branch_stays", kBases, "m", "", kDown, "a", "m[b,y] b[a,y]"},
    {"bases_to_nothing", kBases, "m", "", kDown, "", "m[b,y] y[b,x] x[b] b[a] a[]"},
    {"depends_gives_both_back", kDepends, "y", "", kDown, "x", "y[b,x]"},
    {"depends_falls_with_its_dependency", kDepends, "y", "", kDown, "a", "y[b,x] b[a,x]"},
    {"depends_still_implied_by_another", kAcross, "c,y", "", kDown, "x", "y[c,x]"},
    {"depends_what_depends_on_the_target_stays", kAcross, "c,y", "", kDown, "b", "c[y]"},
};

Applied applied_of(const PlanCase& test) {
  Applied applied;
  applied.heads = sketch::heads(test.heads);
  if (test.partial.empty()) return applied;
  const std::vector<std::string> words = sketch::words(test.partial, ' ');
  Progress& progress = applied.partial[words.at(0)];
  progress.direction = words.size() > 2 ? kDown : kUp;
  progress.steps_done = std::stoi(words.at(1));
  progress.steps = 2;
  if (const std::size_t plus = words.at(1).find('+'); plus != std::string::npos) {
    progress.statements_done = std::stoi(words.at(1).substr(plus + 1));
  }
  return applied;
}

class PlanTable : public testing::TestWithParam<PlanCase> {};

TEST_P(PlanTable, Plans) {
  const PlanCase& test = GetParam();
  const RevisionGraph graph(sketch::files(test.graph));
  std::string got;
  try {
    const Plan plan = make_plan(graph, applied_of(test), sketch::heads(test.target), test.direction);
    got = sketch::text(plan);
    EXPECT_EQ(plan.from, sketch::heads(test.heads));
    EXPECT_EQ(plan.to, plan.steps.empty() ? plan.from : plan.steps.back().heads_after);
  } catch (const Error& error) {
    got = std::string("error: ") + error.what();
    EXPECT_FALSE(error.hint().empty());
  }
  EXPECT_EQ(got, test.expected);
}

INSTANTIATE_TEST_SUITE_P(Plan, PlanTable, testing::ValuesIn(kCases),
                         [](const auto& tested) { return std::string(tested.param.name); });

/// Heads that are kept while walking must be the tips of what stands, whatever the graph.
TEST(Plan, HeadsAreTheTipsOfWhatStandsOnRandomGraphs) {
  std::mt19937 random(20261120);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  int steps = 0;
  for (int round = 0; round < 700; ++round) {
    std::vector<RevisionFile> files;
    const int count = 1 + below(14);
    for (int i = 0; i < count; ++i) {
      RevisionFile file = sketch::file(fmt::format("r{:02}", i));
      std::set<RevisionId> under;
      for (int n = i == 0 ? 0 : below(4); n > 0; --n) under.insert(fmt::format("r{:02}", below(i)));
      for (const RevisionId& id : under) (below(4) == 0 ? file.depends_on : file.revises).push_back(id);
      files.push_back(file);
    }
    const RevisionGraph graph(files);
    const auto some = [&] {
      std::set<RevisionId> ids;
      for (int n = below(3); n >= 0; --n) ids.insert(fmt::format("r{:02}", below(count)));
      return ids;
    };
    Applied applied;
    std::set<RevisionId> standing;
    for (const Heads& target : {some(), some(), some()}) {
      const Plan up = make_plan(
          graph, applied,
          [&] {
            Heads all = target;
            all.insert(standing.begin(), standing.end());  // never backwards
            return all;
          }(),
          kUp);
      for (const PlannedStep& step : up.steps) {
        standing.insert(step.file->id);
        ASSERT_EQ(step.heads_after, graph.tips(standing));
        ++steps;
      }
      applied.heads = up.to;
      const std::vector<RevisionId> all(standing.begin(), standing.end());
      const Heads back = {all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]};
      const Plan down = make_plan(graph, applied, back, kDown);
      for (const PlannedStep& step : down.steps) {
        ASSERT_EQ(standing.erase(step.file->id), 1U);
        ASSERT_EQ(step.heads_after, graph.tips(standing));
        ++steps;
      }
      applied.heads = down.to;
    }
  }
  EXPECT_GT(steps, 5000);
}

}  // namespace
}  // namespace retort
