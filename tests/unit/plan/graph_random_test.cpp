// Random graphs with branches, merges, dependencies and labels against a plain search: sets that grow until nothing is
// added, paths walked one edge at a time. Nothing is shared with the graph but the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>

#include "plan/stamped.hpp"
#include "sketch.hpp"

namespace retort {
namespace {

using Ids = std::set<RevisionId>;

class PlainSearch {
 public:
  explicit PlainSearch(const std::vector<RevisionFile>& files) : files_(files) {}

  Ids parents(const RevisionId& id) const { return {of(id).revises.begin(), of(id).revises.end()}; }
  Ids below(const RevisionId& id) const {
    Ids found = parents(id);
    for (const std::string& symbol : of(id).depends_on) found.insert(owner(symbol));
    return found;
  }
  Ids children(const RevisionId& id) const {
    return where([&](const RevisionId& other) { return parents(other).contains(id); });
  }
  Ids above(const RevisionId& id) const {
    return where([&](const RevisionId& other) { return below(other).contains(id); });
  }
  Ids heads() const {
    return where([&](const RevisionId& id) { return children(id).empty(); });
  }
  Ids bases() const {
    return where([&](const RevisionId& id) { return parents(id).empty(); });
  }
  RevisionId owner(const std::string& symbol) const {
    for (const RevisionFile& file : files_)
      if (std::find(file.branch_labels.begin(), file.branch_labels.end(), symbol) != file.branch_labels.end())
        return file.id;
    return symbol;
  }

  using Edges = Ids (PlainSearch::*)(const RevisionId&) const;
  Ids closure(Ids ids, Edges edges) const {
    for (std::size_t before = 0; before != ids.size();) {
      before = ids.size();
      for (const RevisionId& id : Ids(ids)) ids.merge((this->*edges)(id));
    }
    return ids;
  }
  Ids lineage(const RevisionId& id) const {
    Ids found = closure({id}, &PlainSearch::parents);
    found.merge(closure({id}, &PlainSearch::children));
    return found;
  }
  /// What nothing else of `ids` stands on.
  Ids tips(const Ids& ids) const {
    Ids found = ids;
    for (const RevisionId& id : ids) {
      Ids under = closure({id}, &PlainSearch::below);
      under.erase(id);
      for (const RevisionId& each : under) found.erase(each);
    }
    return found;
  }
  /// One edge at a time; none where the way divides or ends.
  std::optional<Ids> walk(const RevisionId& from, int steps, const Ids& within) const {
    Ids here = {from};
    for (int n = 0; n < std::abs(steps); ++n) {
      if (here.size() != 1) return std::nullopt;
      Ids next = steps > 0 ? children(*here.begin()) : parents(*here.begin());
      std::erase_if(next, [&](const RevisionId& id) { return !within.contains(id); });
      if (next.empty()) return std::nullopt;
      here = next;
    }
    if (steps > 0 && here.size() != 1) return std::nullopt;
    return steps < 0 ? tips(here) : here;
  }
  Ids all() const {
    return where([](const RevisionId&) { return true; });
  }

 private:
  const RevisionFile& of(const RevisionId& id) const {
    return *std::find_if(files_.begin(), files_.end(), [&](const RevisionFile& file) { return file.id == id; });
  }
  Ids where(const std::function<bool(const RevisionId&)>& holds) const {
    Ids found;
    for (const RevisionFile& file : files_)
      if (holds(file.id)) found.insert(file.id);
    return found;
  }

  const std::vector<RevisionFile>& files_;
};

class RandomGraphs : public testing::Test {
 protected:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  std::vector<RevisionFile> files() {
    std::vector<RevisionFile> made;
    const int count = 2 + below(13);
    for (int i = 0; i < count; ++i) {
      RevisionFile file = sketch::file(fmt::format("r{:02}", i));
      Ids under;
      for (int n = i == 0 || below(7) == 0 ? 0 : 1 + below(5) / 4; n > 0; --n) under.insert(made[below(i)].id);
      file.revises.assign(under.begin(), under.end());
      if (i > 2 && below(4) == 0) {
        const RevisionFile& other = made[below(i)];
        const std::string symbol = other.branch_labels.empty() ? other.id : other.branch_labels.front();
        if (!under.contains(other.id)) file.depends_on = {symbol};
      }
      if (below(4) == 0) file.branch_labels = {fmt::format("label{}", i)};
      made.push_back(file);
    }
    return made;
  }
  Ids some(const Ids& of) {
    Ids chosen;
    for (const RevisionId& id : of)
      if (below(3) == 0) chosen.insert(id);
    return chosen;
  }
  RevisionId one(const Ids& of) { return *std::next(of.begin(), below(static_cast<int>(of.size()))); }

  std::mt19937 random_{20261121};
};

Ids steps_of(const Plan& plan) {
  Ids steps;
  for (const PlannedStep& step : plan.steps) steps.insert(step.file->id);
  return steps;
}

/// Each step's revision stands on what stands already, and nothing stands on what goes.
void expect_order(const Plan& plan, const PlainSearch& search, Ids standing) {
  for (const PlannedStep& step : plan.steps) {
    const RevisionId& id = step.file->id;
    if (plan.direction == Direction::upgrade) {
      const Ids under = search.below(id);
      ASSERT_TRUE(std::includes(standing.begin(), standing.end(), under.begin(), under.end())) << id;
      standing.insert(id);
    } else {
      for (const RevisionId& over : search.above(id)) ASSERT_FALSE(standing.contains(over)) << id;
      standing.erase(id);
    }
    ASSERT_EQ(step.heads_after, search.tips(standing)) << id;
  }
}

TEST_F(RandomGraphs, AgreeWithAPlainSearch) {
  int upgrades = 0, downgrades = 0, branch_downgrades = 0, walks = 0, refused_walks = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::vector<RevisionFile> all = files();
    const RevisionGraph graph(all);
    const PlainSearch search(all);
    SCOPED_TRACE(fmt::format("round {}", round));
    ASSERT_EQ(Ids(graph.tips()), search.tips(search.all()));
    const std::vector<RevisionId> heads = graph.heads();
    ASSERT_EQ(Ids(heads.begin(), heads.end()), search.heads());

    const Ids standing = search.closure(some(search.all()), &PlainSearch::below);
    Applied applied;
    applied.heads = search.tips(standing);

    const RevisionId target = one(search.all());
    const RevisionId branch = one(search.all());
    const Ids lineage = search.lineage(branch);
    ASSERT_EQ(graph.lineage(branch), lineage);

    // heads of a branch
    Ids branch_heads = search.heads();
    std::erase_if(branch_heads, [&](const RevisionId& id) { return !lineage.contains(id); });
    ASSERT_EQ(graph.resolve(branch + "@heads", {}), branch_heads);

    // upwards
    if (!standing.contains(target)) {
      const Plan plan = make_plan(graph, applied, graph.destination(target, applied.heads), Direction::upgrade);
      Ids wanted = search.closure({target}, &PlainSearch::below);
      for (const RevisionId& id : standing) wanted.erase(id);
      ASSERT_EQ(steps_of(plan), wanted);
      expect_order(plan, search, standing);
      ++upgrades;
    }
    // downwards: all branches above, or one
    if (standing.contains(target)) {
      for (const bool one_branch : {false, true}) {
        const bool member = lineage.contains(target);
        if (one_branch && !member) {
          EXPECT_THROW(graph.destination(branch + "@" + target, applied.heads), UsageError);
          continue;
        }
        const std::string text = one_branch ? branch + "@" + target : target;
        const Plan plan = make_plan(graph, applied, graph.destination(text, applied.heads), Direction::downgrade);
        Ids roots = search.children(target);
        if (one_branch) std::erase_if(roots, [&](const RevisionId& id) { return !lineage.contains(id); });
        Ids falling = search.closure(roots, &PlainSearch::above);
        std::erase_if(falling, [&](const RevisionId& id) { return !standing.contains(id); });
        ASSERT_EQ(steps_of(plan), falling) << text;
        expect_order(plan, search, standing);
        ++(one_branch ? branch_downgrades : downgrades);
      }
    }
    // counting
    const int count = (1 + below(3)) * (below(2) == 0 ? 1 : -1);
    const std::optional<Ids> walked = search.walk(target, count, search.all());
    const bool to_base = count < 0 && !walked;
    try {
      const Heads found = graph.resolve(fmt::format("{}{:+}", target, count), {});
      if (!(to_base && found.empty())) {
        ASSERT_TRUE(walked.has_value()) << target << count;
        ASSERT_EQ(found, *walked) << target << count;
      }
      ++walks;
    } catch (const UsageError&) {
      ASSERT_FALSE(walked.has_value()) << target << count;
      ++refused_walks;
    }
    // stamps: what is related moves, the others stay
    const Heads stamp = stamped(graph, applied.heads, {graph.destination(target, {})});
    Ids expected = applied.heads;
    Ids related = search.closure({target}, &PlainSearch::below);
    related.merge(search.closure({target}, &PlainSearch::above));
    std::erase_if(expected, [&](const RevisionId& id) { return related.contains(id); });
    expected.insert(target);
    ASSERT_EQ(stamp, search.tips(expected));
  }
  EXPECT_GT(upgrades, 500);
  EXPECT_GT(downgrades, 500);
  EXPECT_GT(branch_downgrades, 200);
  EXPECT_GT(walks, 500);
  EXPECT_GT(refused_walks, 500);
}

/// A list that reads newest first names each revision once, and before all that it stands on.
TEST_F(RandomGraphs, AreListedNewestFirst) {
  for (int round = 0; round < 1000; ++round) {
    const std::vector<RevisionFile> all = files();
    const RevisionGraph graph(all);
    const PlainSearch search(all);
    const std::vector<RevisionId> list = graph.newest_first(search.all());
    ASSERT_EQ(Ids(list.begin(), list.end()), search.all());
    ASSERT_EQ(list.size(), all.size());
    Ids seen;
    for (const RevisionId& id : list) {
      for (const RevisionId& above : search.above(id)) ASSERT_TRUE(seen.contains(above)) << above << " after " << id;
      seen.insert(id);
    }
  }
}

TEST(GraphSize, TenThousandRevisionsWithMergesArePlannedFast) {
  constexpr int kCount = 10000;
  std::mt19937 random(7);
  std::vector<RevisionFile> files;
  std::vector<RevisionId> heads;
  for (int i = 0; i < kCount; ++i) {
    RevisionFile file = sketch::file(fmt::format("{:08x}{:04x}", random(), i));
    if (heads.size() < 8 && (i < 3 || random() % 10 == 0)) {
      if (i > 0) file.revises = {files[random() % files.size()].id};
    } else if (heads.size() >= 8 || (heads.size() > 2 && random() % 10 == 0)) {
      file.revises = {heads[0], heads[1]};
      heads.erase(heads.begin(), heads.begin() + 2);
    } else {
      const std::size_t at = random() % heads.size();
      file.revises = {heads[at]};
      heads.erase(heads.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (i > 100 && random() % 20 == 0) {
      const RevisionId& other = files[random() % files.size()].id;
      if (std::find(file.revises.begin(), file.revises.end(), other) == file.revises.end()) file.depends_on = {other};
    }
    std::erase_if(heads, [&](const RevisionId& id) {
      return std::find(file.revises.begin(), file.revises.end(), id) != file.revises.end();
    });
    heads.push_back(file.id);
    if (i % 100 == 0) file.branch_labels = {fmt::format("label{}", i)};
    files.push_back(std::move(file));
  }
  const std::string middle = files[kCount / 2].id;
  const auto begin = std::chrono::steady_clock::now();
  const RevisionGraph graph(std::move(files));
  Applied applied;
  const Plan up = make_plan(graph, applied, graph.destination("heads", {}), Direction::upgrade);
  applied.heads = up.to;
  const Plan down = make_plan(graph, applied, graph.destination(middle, applied.heads), Direction::downgrade);
  const std::size_t listed = graph.newest_first(graph.ancestors(graph.tips())).size();
  const auto end = std::chrono::steady_clock::now();
  const double ms = std::chrono::duration<double, std::milli>(end - begin).count();
  fmt::print("10,000 revisions with merges: linked, planned up and down, and listed in {:.0f} ms\n", ms);
  EXPECT_EQ(up.steps.size(), static_cast<std::size_t>(kCount));
  EXPECT_GT(down.steps.size(), 1000U);
  EXPECT_EQ(listed, static_cast<std::size_t>(kCount));
  EXPECT_LT(ms, 5000) << "something is no longer linear";
}

}  // namespace
}  // namespace retort
