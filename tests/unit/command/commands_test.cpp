// The commands as a program calls them: what comes back is data, and nothing is printed.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "command/check.hpp"
#include "command/current.hpp"
#include "command/history.hpp"
#include "command/init.hpp"
#include "command/plan.hpp"
#include "command/revision.hpp"
#include "command/stamp.hpp"
#include "command/upgrade.hpp"
#include "driver/driver.hpp"
#include "retort/sqlite.hpp"

namespace retort::command {
namespace {

namespace fs = std::filesystem;

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    std::string path = (fs::temp_directory_path() / "retort-commands-XXXXXX").string();
    ASSERT_NE(mkdtemp(path.data()), nullptr);
    folder_ = path;
    init(surroundings(), {});
  }
  void TearDown() override { fs::remove_all(folder_); }

  Surroundings surroundings() {
    Surroundings around;
    around.drivers = {sqlite::driver()};
    around.now = [] { return std::string("2026-11-20T08:30:00Z"); };
    around.new_id = [this] { return "aaaa0000000" + std::to_string(++ids_); };
    around.working_directory = folder_;
    return around;
  }
  Context context() {
    ProjectOptions options;
    options.working_directory = folder_;
    options.process_environment = {{"XDG_CACHE_HOME", (folder_ / "cache").string()}};
    return {surroundings(), Project::open(options)};
  }
  void schema(const std::string& text) { std::ofstream(folder_ / "db/schema.sql") << text; }
  RevisionResult generate(const std::string& message, RevisionOptions options = {}) {
    options.message = message;
    options.autogenerate = true;
    return revision(context(), options);
  }
  static constexpr const char* kUsers = "CREATE TABLE users (id INTEGER PRIMARY KEY, nick TEXT);";

  fs::path folder_;
  int ids_ = 0;
  Observer silent_;
};

TEST_F(Commands, InitTellsWhatItWroteAndRefusesToDoItAgain) {
  EXPECT_TRUE(fs::exists(folder_ / "retort.toml"));
  EXPECT_TRUE(fs::exists(folder_ / "db/versions/script.sql.tmpl"));
  EXPECT_THROW(init(surroundings(), {}), UsageError);
}

TEST_F(Commands, ARevisionComesBackWithItsOperationsBothWays) {
  schema(kUsers);
  const RevisionResult result = generate("create users");
  EXPECT_EQ(result.status, RevisionResult::Status::written);
  EXPECT_EQ(result.id, "aaaa00000001");
  EXPECT_TRUE(fs::exists(result.path));
  ASSERT_EQ(result.scripts.upgrade.operations.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<CreateTable>(result.scripts.upgrade.operations[0]));
  ASSERT_EQ(result.scripts.downgrade.losses.size(), 1U);
  EXPECT_EQ(generate("again").status, RevisionResult::Status::no_difference);
}

TEST_F(Commands, QuestionsAreValuesAndNothingIsWritten) {
  schema(kUsers);
  generate("create users");
  schema("CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);");
  const RevisionResult asked = generate("rename nick");
  ASSERT_EQ(asked.status, RevisionResult::Status::questions);
  ASSERT_EQ(asked.scripts.questions.size(), 1U);
  EXPECT_FALSE(fs::exists(asked.path));

  RevisionOptions answered;
  answered.answers.renames.emplace_back(asked.scripts.questions[0].candidates[0].from, asked.scripts.questions[0].to);
  const RevisionResult written = generate("rename nick", answered);
  EXPECT_EQ(written.status, RevisionResult::Status::written);
  ASSERT_EQ(written.scripts.downgrade.operations.size(), 1U) << "the way back is a rename, too";
  EXPECT_TRUE(std::holds_alternative<RenameColumn>(written.scripts.downgrade.operations[0]));
}

TEST_F(Commands, UpgradeAndDowngradeTellWhatRan) {
  schema(kUsers);
  generate("create users");
  const MigrateResult up = upgrade(context(), "head", silent_);
  EXPECT_EQ(up.address, "sqlite:app.db");
  EXPECT_EQ(up.outcome.ran, std::vector<RevisionId>{"aaaa00000001"});
  EXPECT_TRUE(current(context()).at_heads);
  const MigrateResult down = downgrade(context(), "-1", silent_);
  EXPECT_TRUE(down.outcome.after.empty());
  EXPECT_FALSE(current(context()).at_heads);
}

TEST_F(Commands, CheckTellsModelsAndDriftApart) {
  schema(kUsers);
  generate("create users");
  upgrade(context(), "head", silent_);
  EXPECT_TRUE(check(context()).passed());
  sqlite::driver()
      .connect(Url::parse("sqlite:" + (folder_ / "app.db").string()), {})
      ->execute("CREATE INDEX by_hand ON users (nick)");
  const CheckReport report = check(context());
  EXPECT_TRUE(report.models.equal());
  ASSERT_EQ(report.drift.operations.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<CreateIndex>(report.drift.operations[0]));
  EXPECT_FALSE(report.passed());
}

TEST_F(Commands, StampRefusesADatabaseThatDiffers) {
  schema(kUsers);
  generate("create users");
  const StampResult refused = stamp(context(), {{"head"}, false, false});
  EXPECT_FALSE(refused.stamped);
  EXPECT_FALSE(refused.comparison.equal());
  EXPECT_FALSE(fs::exists(folder_ / "app.db"));
  EXPECT_TRUE(stamp(context(), {{"head"}, false, true}).stamped);
}

TEST_F(Commands, APlanOfADropTellsWhatIsLost) {
  schema(kUsers);
  generate("create users");
  upgrade(context(), "head", silent_);
  schema("");
  generate("drop users");
  const PlanResult planned = plan(context(), "head");
  ASSERT_EQ(planned.plan.steps.size(), 1U);
  const PlannedStep& step = planned.plan.steps[0];
  EXPECT_EQ(losses_above(*step.file, step.body->statements.at(0)),
            std::vector<std::string>{"all rows of table 'users'"});
  EXPECT_FALSE(planned.blocked());
}

TEST_F(Commands, HistoryMarksWhatIsPendingOnlyWhereItAsksTheDatabase) {
  schema(kUsers);
  generate("create users");
  const auto plain = history(context(), {});
  const auto marked = history(context(), {std::nullopt, true});
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_FALSE(plain[0].is_pending);
  EXPECT_TRUE(marked.at(0).is_pending);
}

}  // namespace
}  // namespace retort::command
