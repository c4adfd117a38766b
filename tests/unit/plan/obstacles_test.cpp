#include <gtest/gtest.h>

#include "plan/obstacle.hpp"
#include "sketch.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

/// The plan asks a dialect two things only; these answers are easy to see through.
class SketchDialect final : public Dialect {
 public:
  std::string_view name() const override { return "sketch"; }
  const Lexicon& lexicon() const override { return lexicon_; }
  Capabilities capabilities(const ServerVersion&) const override { return {}; }
  OperationList lower(const OperationList& operations, const Schema&, const ServerVersion&) const override {
    return operations;
  }
  std::vector<Statement> render(const Operation&, const ServerVersion&) const override { return {}; }
  std::vector<std::string> render_schema(const Schema&, const ServerVersion&) const override { return {}; }
  std::string table_hash(const Table&, const std::vector<Definition>&) const override { return {}; }
  std::string refusal(std::string_view statement, StepMode mode) const override {
    if (statement == "COMMIT") return "COMMIT is the runner's";
    if (statement == "VACUUM" && mode != StepMode::autocommit) return "VACUUM can't run in a transaction";
    return {};
  }

 private:
  Lexicon lexicon_;
};

class Obstacles : public testing::Test {
 protected:
  Obstacles() : files(sketch::files("a; b<a*2; c<b")) {
    for (RevisionFile& file : files) {
      int line = 10;
      for (std::vector<Step>* steps : {&file.upgrade, &file.downgrade}) {
        for (Step& step : *steps) {
          step.line = line;
          step.statements.front().line = line + 1;
          line += 10;
        }
      }
    }
  }

  RevisionFile& file(std::size_t index) { return files[index]; }

  std::vector<Obstacle> found(std::string_view target, Direction direction, bool is_protected = false) const {
    const RevisionGraph graph(files);
    return obstacles(make_plan(graph, applied, sketch::heads(target), direction), graph, applied, dialect,
                     is_protected);
  }
  /// The only one there is.
  Obstacle only(std::string_view target, Direction direction, bool is_protected = false) const {
    const std::vector<Obstacle> all = found(target, direction, is_protected);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Obstacle{} : all.front();
  }
  void ran(const RevisionId& id, std::vector<std::string> hashes) { applied.upgrade_hashes[id] = std::move(hashes); }
  Progress& partly(const RevisionId& id, Direction direction, std::vector<std::string> hashes) {
    Progress& progress = applied.partial[id];
    progress.direction = direction;
    progress.steps = 2;
    progress.steps_done = static_cast<int>(hashes.size());
    progress.hashes = std::move(hashes);
    return progress;
  }

  std::vector<RevisionFile> files;
  Applied applied;
  SketchDialect dialect;
};

constexpr auto kUp = Direction::upgrade;
constexpr auto kDown = Direction::downgrade;

TEST_F(Obstacles, NoneInACleanPlan) {
  EXPECT_TRUE(found("c", kUp).empty());
  applied.heads = {"c"};
  ran("a", {"a up 1"});
  ran("b", {"b up 1", "b up 2"});
  EXPECT_TRUE(found("", kDown).empty());
  EXPECT_TRUE(found("", kDown, true).empty());
}

TEST_F(Obstacles, ATodoStopsItsDirectionOnly) {
  file(1).upgrade[1].todos.push_back({"say a value", 23});
  const Obstacle todo = only("c", kUp);
  EXPECT_EQ(todo.kind, Obstacle::Kind::todo);
  EXPECT_EQ(todo.revision, "b");
  EXPECT_EQ(todo.where, (SourceLocation{"b.sql", 23, 0}));
  EXPECT_EQ(todo.message, "revision b is not finished: todo say a value");
  EXPECT_FALSE(todo.warning);
  EXPECT_TRUE(found("a", kUp).empty());
  applied.heads = {"c"};
  EXPECT_TRUE(found("", kDown).empty());
}

TEST_F(Obstacles, ATodoInAStepThatRanAlreadyStillStops) {
  file(1).upgrade[0].todos.push_back({"say a value", 12});
  applied.heads = {"a"};
  partly("b", kUp, {"b up 1"});
  EXPECT_EQ(only("b", kUp).kind, Obstacle::Kind::todo);
}

TEST_F(Obstacles, AStatementThatItsModeForbidsIsNamedByLine) {
  file(2).upgrade[0].statements.front().text = "COMMIT";
  const Obstacle forbidden = only("c", kUp);
  EXPECT_EQ(forbidden.kind, Obstacle::Kind::forbidden_statement);
  EXPECT_EQ(forbidden.where, (SourceLocation{"c.sql", 11, 0}));
  EXPECT_EQ(forbidden.message, "revision c: COMMIT is the runner's");
}

TEST_F(Obstacles, AskTheDialectWithTheStepsMode) {
  file(2).upgrade[0].statements.front().text = "VACUUM";
  EXPECT_EQ(found("c", kUp).size(), 1U);
  file(2).upgrade[0].mode = StepMode::autocommit;
  EXPECT_TRUE(found("c", kUp).empty());
}

TEST_F(Obstacles, EveryPartOfThePlanIsLookedAt) {
  file(0).upgrade[0].statements.front().text = "COMMIT";
  file(1).upgrade[1].todos.push_back({"x", 23});
  file(2).upgrade[0].statements.front().text = "COMMIT";
  EXPECT_EQ(found("c", kUp).size(), 3U);
}

TEST_F(Obstacles, AnIrreversibleRevisionStopsADowngradeThroughIt) {
  file(1).downgrade.clear();
  file(1).no_downgrade = NoDowngrade{true, "the old values are gone", 30};
  applied.heads = {"c"};
  EXPECT_TRUE(found("b", kDown).empty());
  const Obstacle irreversible = only("a", kDown);
  EXPECT_EQ(irreversible.kind, Obstacle::Kind::irreversible);
  EXPECT_EQ(irreversible.where, (SourceLocation{"b.sql", 30, 0}));
  EXPECT_EQ(irreversible.message, "revision b can't be downgraded: the old values are gone");
  EXPECT_NE(irreversible.hint.find("retort downgrade b"), std::string::npos);
}

TEST_F(Obstacles, NothingToTakeBackIsNoObstacle) {
  file(1).downgrade.clear();
  file(1).no_downgrade = NoDowngrade{false, "only data", 30};
  applied.heads = {"c"};
  EXPECT_TRUE(found("", kDown).empty());
}

TEST_F(Obstacles, AnEditedFileStopsAnUpgradePastIt) {
  applied.heads = {"b"};
  ran("b", {"b up 1", "something else"});
  const Obstacle edited_file = only("c", kUp);
  EXPECT_EQ(edited_file.kind, Obstacle::Kind::edited);
  EXPECT_EQ(edited_file.where, (SourceLocation{"b.sql", 20, 0}));
  EXPECT_EQ(edited_file.message, "revision b was edited after it was applied: upgrade step 2 is not what ran");
  EXPECT_NE(edited_file.hint.find("`retort downgrade a`, then `retort upgrade b`"), std::string::npos);
  EXPECT_NE(edited_file.hint.find("`retort repair b --as applied`"), std::string::npos);
  EXPECT_FALSE(edited_file.warning);
}

TEST_F(Obstacles, AnEditedFileIsToldWhereThereIsNothingToGoPast) {
  applied.heads = {"b"};
  ran("b", {"b up 1", "something else"});
  EXPECT_TRUE(only("b", kUp).warning);
}

TEST_F(Obstacles, AnEditedFileIsToldWhenItIsTakenBack) {
  applied.heads = {"c"};
  ran("b", {"b up 1", "something else"});
  EXPECT_TRUE(only("a", kDown).warning);
  EXPECT_TRUE(found("b", kDown).empty());  // not through it
}

TEST_F(Obstacles, AnEditedFileStopsEverythingInAProtectedEnvironment) {
  applied.heads = {"c"};
  ran("a", {"something else"});
  for (const auto& [target, direction] : {std::pair{"c", kUp}, std::pair{"b", kDown}, std::pair{"", kDown}}) {
    const Obstacle edited_file = only(target, direction, true);
    EXPECT_EQ(edited_file.kind, Obstacle::Kind::edited);
    EXPECT_FALSE(edited_file.warning);
    EXPECT_NE(edited_file.hint.find("retort revision"), std::string::npos);
    EXPECT_EQ(edited_file.hint.find("retort downgrade"), std::string::npos);
  }
}

TEST_F(Obstacles, StepsAddedOrTakenOutAreEdits) {
  applied.heads = {"c"};
  ran("a", {"a up 1", "a up 2"});
  ran("b", {"b up 1"});
  const RevisionGraph graph(files);
  EXPECT_EQ(edited(graph, applied), (std::vector<RevisionId>{"a", "b"}));
  const std::vector<Obstacle> all = found("c", kUp, true);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].message, "revision a was edited after it was applied: 2 upgrade steps ran, the file has 1");
  EXPECT_EQ(all[1].message, "revision b was edited after it was applied: 1 upgrade steps ran, the file has 2");
}

TEST_F(Obstacles, AnEditedFileThatIsNotAppliedIsNoConcern) {
  ran("b", {"something else"});  // as after a stamp backwards
  EXPECT_TRUE(found("c", kUp).empty());
}

TEST_F(Obstacles, AnEditedFileOnAnotherBranchIsNoConcernOfAnUpgrade) {
  files = sketch::files("a; b<a; c<a; d<b");
  applied.heads = {"b"};
  ran("b", {"something else"});
  EXPECT_TRUE(found("c", kUp).empty());
  EXPECT_EQ(found("d", kUp).size(), 1U);
}

TEST_F(Obstacles, WhatDidNotRunMayBeMended) {
  applied.heads = {"a"};
  partly("b", kUp, {"b up 1"});
  file(1).upgrade[1].hash = "mended";
  EXPECT_TRUE(found("c", kUp).empty());
}

TEST_F(Obstacles, WhatRanOfAPartlyAppliedRevisionMustStand) {
  applied.heads = {"a"};
  partly("b", kUp, {"b up 1"});
  file(1).upgrade[0].hash = "changed";
  const Obstacle partly_applied = only("c", kUp);
  EXPECT_EQ(partly_applied.kind, Obstacle::Kind::partly_applied);
  EXPECT_EQ(partly_applied.where, (SourceLocation{"b.sql", 10, 0}));
  EXPECT_EQ(partly_applied.message, "revision b is partly applied, and upgrade step 1, which ran, was changed");
  EXPECT_NE(partly_applied.hint.find("retort repair b"), std::string::npos);
}

TEST_F(Obstacles, StatementsThatRanMustStand) {
  applied.heads = {"b"};
  Step& step = file(2).upgrade[0];
  step.mode = StepMode::autocommit;
  step.statements.push_back(step.statements.front());
  step.statements[1].text = "VACUUM";
  step.statements[1].line = 12;
  Progress& progress = partly("c", kUp, {});
  progress.statements_done = 1;
  progress.statement_hashes = {token_hash(step.statements[0].text, dialect.lexicon())};
  EXPECT_TRUE(found("c", kUp).empty());
  step.statements[0].text = "  select 'c up 1' -- as it was";
  EXPECT_TRUE(found("c", kUp).empty());
  step.statements[0].text = "SELECT 'other'";
  EXPECT_EQ(only("c", kUp).message,
            "revision c is partly applied, and statement 1 of upgrade step 1, which ran, was changed");
  step.statements.clear();
  EXPECT_EQ(only("c", kUp).kind, Obstacle::Kind::partly_applied);
}

TEST_F(Obstacles, AnAutocommitStepThatStoppedCanNotTurnIntoATransaction) {
  applied.heads = {"b"};
  Progress& progress = partly("c", kUp, {});
  progress.statements_done = 1;
  progress.statement_hashes = {token_hash("SELECT 'c up 1'", dialect.lexicon())};
  EXPECT_EQ(only("c", kUp).kind, Obstacle::Kind::partly_applied);
}

TEST_F(Obstacles, HalfAnUpgradeCanNotBeDowngraded) {
  applied.heads = {"a"};
  partly("b", kUp, {"b up 1"});
  for (const std::string_view target : {"a", ""}) {
    const Obstacle across = only(target, kDown);
    EXPECT_EQ(across.kind, Obstacle::Kind::partly_applied);
    EXPECT_EQ(across.message, "revision b is partly applied, step 1 of 2: there is no downgrade from there");
    EXPECT_NE(across.hint.find("`retort upgrade b`"), std::string::npos);
    EXPECT_NE(across.hint.find("`retort repair b --as applied`"), std::string::npos);
  }
}

TEST_F(Obstacles, HalfADowngradeCanNotBeUpgraded) {
  applied.heads = {"b"};
  partly("b", kDown, {"b down 1"});
  for (const std::string_view target : {"b", "c"}) {
    const Obstacle across = only(target, kUp);
    EXPECT_EQ(across.message, "revision b is partly downgraded, step 1 of 2: there is no upgrade from there");
    EXPECT_NE(across.hint.find("`retort downgrade a`"), std::string::npos);
  }
  EXPECT_TRUE(found("a", kDown).empty());
}

TEST_F(Obstacles, ProgressThatAnotherToolFinishedIsNoObstacle) {
  applied.heads = {"c"};
  partly("b", kUp, {"b up 1"});  // c stands on b
  EXPECT_TRUE(found("", kDown).empty());
}

/// The version table says that all below a head ran: a file that got another parent later makes that untrue.
TEST_F(Obstacles, AnAppliedRevisionThatWasMovedStopsAnUpgrade) {
  files = sketch::files("a; b<a; c<b; d<c");
  applied.heads = {"c"};
  applied.revises["c"] = {"a"};
  for (const std::string_view target : {"c", "d"}) {
    const Obstacle moved = only(target, kUp);
    EXPECT_EQ(moved.kind, Obstacle::Kind::moved);
    EXPECT_FALSE(moved.warning);
    EXPECT_EQ(moved.message, "revision c ran on a, and its file says now that it revises b: b did not run here");
    EXPECT_EQ(moved.hint,
              "take it back, say where the database is then, and go on: `retort downgrade b`, `retort stamp a`, "
              "`retort upgrade head`");
  }
  EXPECT_TRUE(only("b", kDown).warning);
  applied.revises["c"] = {};
  EXPECT_EQ(only("c", kUp).message,
            "revision c ran on base, and its file says now that it revises b: a, b did not run here");
}

TEST_F(Obstacles, OtherParentsAreNoObstacleWhereTheyRan) {
  files = sketch::files("a; b<a; c<b; d<c");
  applied.heads = {"c"};
  applied.revises["c"] = {"a"};
  ran("b", {"b up 1"});
  EXPECT_TRUE(found("d", kUp).empty());
}

TEST_F(Obstacles, FewerParentsAreNoObstacle) {
  files = sketch::files("a; b<a; c<b");
  applied.heads = {"c"};
  applied.revises["c"] = {"a", "b"};
  EXPECT_TRUE(found("c", kUp).empty());
}

}  // namespace
}  // namespace retort
