// The table graph_cases.txt: what is asked of a graph, and what comes of it. The same lines go to Alembic.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "plan/stamped.hpp"
#include "sketch.hpp"

namespace retort {
namespace {

const std::string kTable = std::string(RETORT_SOURCE_DIR) + "/tests/unit/plan/graph_cases.txt";

std::string answer(const RevisionGraph& graph, const Heads& applied, const std::vector<std::string>& asked) {
  try {
    if (asked.at(0) == "stamp") {
      std::vector<Destination> targets;
      for (std::size_t i = 1; i < asked.size(); ++i) targets.push_back(graph.destination(asked[i], applied));
      return "= => " + describe(stamped(graph, applied, targets), {});
    }
    Applied state;
    state.heads = applied;
    const Direction direction = asked.at(0) == "up" ? Direction::upgrade : Direction::downgrade;
    const Plan plan = make_plan(graph, state, graph.destination(asked.at(1), applied), direction);
    std::vector<std::string> steps;
    for (const PlannedStep& step : plan.steps) steps.push_back(step.file->id);
    return fmt::format("= {}{}=> {}", join(steps, " "), steps.empty() ? "" : " ", describe(plan.to, {}));
  } catch (const UsageError& error) {
    EXPECT_FALSE(error.hint().empty()) << error.what();
    return fmt::format("! {} | {}", error.what(), error.hint());
  }
}

TEST(GraphCases, AllOfTheTable) {
  std::ifstream file(kTable);
  ASSERT_TRUE(file) << kTable;
  RevisionGraph graph;
  std::string line, name, rewritten;
  std::set<std::string> names;
  std::string got;
  int answered = 0;
  while (std::getline(file, line)) {
    if (line.starts_with("  ")) {
      EXPECT_EQ(std::string(trim(line)), got) << name;
      ++answered;
      continue;
    }
    rewritten += line + "\n";
    if (line.starts_with("graph ")) {
      graph = RevisionGraph(sketch::files(line.substr(line.find(':') + 1)));
    } else if (!line.empty() && !line.starts_with('#')) {
      const std::vector<std::string> parts = sketch::words(line, '|');
      ASSERT_EQ(parts.size(), 3U) << line;
      name = parts[0];
      ASSERT_TRUE(names.insert(name).second) << "two cases are named " << name;
      got = answer(graph, parts[1] == "-" ? Heads{} : sketch::heads(parts[1]), sketch::words(parts[2], ' '));
      rewritten += "  " + got + "\n";
    }
  }
  if (std::getenv("RETORT_UPDATE") != nullptr) {
    std::ofstream(kTable) << rewritten;
    return;
  }
  EXPECT_EQ(answered, static_cast<int>(names.size())) << "a case has no answer; RETORT_UPDATE=1 writes it";
  EXPECT_GE(names.size(), 150U);
}

}  // namespace
}  // namespace retort
