// What ends a run half way: another runner, a lock, a person, a crash.
#include <sys/wait.h>

#include "runs.hpp"

namespace retort {
namespace {

/// Stands for the end of the process: thrown out of the fault hook, with nothing of the runner's left to tidy up but
/// what the engine does by itself.
struct Crash {};

class Interruption : public Runs {
 protected:
  void chain(int length) {
    for (int i = 1; i <= length; ++i) table(fmt::format("r{:02}", i), i == 1 ? "" : fmt::format("r{:02}", i - 1));
  }
  /// Ends the run at a point of the fault hook.
  void crash_at(const std::string& point) {
    options.fault = [point](std::string_view now) {
      if (now == point) throw Crash{};
    };
    EXPECT_THROW(upgrade(), Crash);
    options.fault = nullptr;
  }
};

TEST_F(Interruption, NamesEveryStatementAndCommit) {
  table("a", "");
  revision("b", "a", "-- retort: upgrade autocommit\nCREATE TABLE u (x);\nVACUUM;\n-- retort: downgrade none test\n");
  std::vector<std::string> points;
  options.fault = [&](std::string_view point) { points.emplace_back(point); };
  upgrade();
  EXPECT_EQ(points, (std::vector<std::string>{
                        "before-statement a upgrade 1 1", "after-statement a upgrade 1 1",
                        "before-statement a upgrade 1 2", "after-statement a upgrade 1 2",
                        "before-commit a upgrade 1 0", "after-commit a upgrade 1 0", "before-statement b upgrade 1 1",
                        "after-statement b upgrade 1 1", "before-commit b upgrade 1 1", "after-commit b upgrade 1 1",
                        "before-commit b upgrade 1 2", "after-commit b upgrade 1 2", "before-statement b upgrade 1 2",
                        "after-statement b upgrade 1 2", "before-commit b upgrade 1 2", "after-commit b upgrade 1 2"}));
}

TEST_F(Interruption, AStepIsThereWholeOrNotAtAll) {
  table("a", "");
  upgrade();
  const std::string before = sql(".dump");
  table("b", "a");
  for (const std::string point :
       {"before-statement b upgrade 1 1", "after-statement b upgrade 1 1", "before-statement b upgrade 1 2",
        "after-statement b upgrade 1 2", "before-commit b upgrade 1 0"}) {
    crash_at(point);
    EXPECT_EQ(sql(".dump"), before) << point;
  }
  crash_at("after-commit b upgrade 1 0");
  EXPECT_EQ(version(), "b");
  EXPECT_TRUE(upgrade().ran.empty());
}

TEST_F(Interruption, AnotherRunnerThatWasFasterIsNotRepeated) {
  chain(3);
  bool once = false;
  std::vector<RevisionId> others;
  options.fault = [&](std::string_view point) {
    if (point != "after-commit r01 upgrade 1 0" || std::exchange(once, true)) return;
    RunOptions other_options = options;
    other_options.fault = nullptr;
    other_options.user = "bob";
    Told other;
    others = run(graph(), {"r03"}, Direction::upgrade, sqlite::driver(), *connect(), other_options, other).ran;
  };
  const Outcome mine = upgrade();
  EXPECT_EQ(mine.ran, std::vector<RevisionId>{"r01"});
  EXPECT_EQ(others, (std::vector<RevisionId>{"r02", "r03"}));
  EXPECT_EQ(mine.after, Heads{"r03"});
  EXPECT_EQ(sql("SELECT group_concat(username) FROM retort_journal"), "ada,bob,bob");
}

TEST_F(Interruption, AnotherRunnerThatWentFurtherLeavesNothingToDo) {
  chain(3);
  bool once = false;
  options.fault = [&](std::string_view point) {
    if (point != "after-commit r01 upgrade 1 0" || std::exchange(once, true)) return;
    RunOptions other_options = options;
    other_options.fault = nullptr;
    Told other;
    run(graph(), {"r03"}, Direction::upgrade, sqlite::driver(), *connect(), other_options, other);
  };
  EXPECT_EQ(upgrade("r02").after, Heads{"r03"});
  EXPECT_EQ(version(), "r03");
}

TEST_F(Interruption, AWriteThatHasNothingToDoWithItIsNoReasonToStop) {
  chain(3);
  options.fault = [&](std::string_view point) {
    if (point.starts_with("after-commit")) connect()->execute("CREATE TABLE IF NOT EXISTS other (x)");
  };
  EXPECT_EQ(upgrade().ran.size(), 3U);
  EXPECT_EQ(told.said.size(), 9U);
}

TEST_F(Interruption, AStampInBetweenIsPlannedFrom) {
  chain(3);
  bool once = false;
  options.fault = [&](std::string_view point) {
    if (point != "after-commit r01 upgrade 1 0" || std::exchange(once, true)) return;
    RunOptions other_options = options;
    other_options.fault = nullptr;
    stamp(graph(), {"r02"}, sqlite::driver(), *connect(), other_options);
  };
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"r01", "r03"}));
  EXPECT_EQ(tables(), "t_r01,t_r03");
}

TEST_F(Interruption, AWaitForALockEnds) {
  chain(2);
  upgrade("r01");
  const std::unique_ptr<Connection> other = connect();
  const std::unique_ptr<StepTransaction> held = other->begin();
  lock_wait = std::chrono::milliseconds(1300);
  const auto error = error_of<LockTimeout>([&] { upgrade(); });
  ASSERT_EQ(told.said.size(), 1U);  // once, not at each try
  EXPECT_TRUE(told.said.front().starts_with("waiting for another connection to ")) << told.said.front();
  EXPECT_EQ(error.exit_status(), 4);
  EXPECT_NE(std::string(error.what()).find("The database is at r01"), std::string::npos) << error.what();
  EXPECT_FALSE(error.hint().empty());
  EXPECT_EQ(version(), "r01");
}

TEST_F(Interruption, AReaderThatStaysMakesTheCommitWait) {
  chain(2);
  upgrade("r01");
  const std::unique_ptr<Connection> other = connect();
  other->execute("BEGIN");
  other->query("SELECT count(*) FROM t_r01");
  lock_wait = std::chrono::milliseconds(80);
  EXPECT_THROW(upgrade(), LockTimeout);
  other->execute("COMMIT");
  EXPECT_EQ(version(), "r01");
  EXPECT_EQ(tables(), "t_r01");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"r02"});
}

TEST_F(Interruption, APersonEndsItBetweenTwoStatements) {
  chain(3);
  options.fault = [&](std::string_view point) {
    if (point == "after-statement r02 upgrade 1 1") options.cancellation.cancel();
  };
  const auto error = error_of<Interrupted>([&] { upgrade(); });
  EXPECT_EQ(error.exit_status(), 130);
  EXPECT_NE(std::string(error.what()).find("The database is at r01"), std::string::npos) << error.what();
  EXPECT_EQ(version(), "r01");
  EXPECT_EQ(tables(), "t_r01");
  options.cancellation = Cancellation();
  options.fault = nullptr;
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"r02", "r03"}));
}

class Autocommit : public Interruption {
 protected:
  Autocommit() {
    table("a", "");
    revision("b", "a",
             "-- retort: upgrade autocommit\nCREATE TABLE u (x);\nVACUUM;\nINSERT INTO u VALUES (1);\n"
             "-- retort: upgrade\nINSERT INTO u VALUES (2);\n-- retort: downgrade\nDELETE FROM u;\n");
  }
};

TEST_F(Autocommit, JournalsEachStatementAndTheStep) {
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"a", "b"}));
  EXPECT_EQ(journal(),
            "upgrade a 1/1; upgrade b 1/2 statement 1; upgrade b 1/2 statement 2; upgrade b 1/2 statement 3; upgrade b "
            "1/2; upgrade b 2/2");
  EXPECT_EQ(sql("SELECT group_concat(x) FROM u"), "1,2");
  EXPECT_TRUE(upgrade().ran.empty());
}

TEST_F(Autocommit, EveryCrashIsGoneOnFrom) {
  std::vector<std::string> points;
  options.fault = [&](std::string_view point) {
    if (point.find(" b ") != std::string_view::npos && std::find(points.begin(), points.end(), point) == points.end())
      points.emplace_back(point);
  };
  upgrade();
  ASSERT_GE(points.size(), 16U);
  for (const std::string& point : points) {
    std::filesystem::remove(path());
    crash_at(point);
    upgrade();
    EXPECT_EQ(version(), "b") << point;
    EXPECT_EQ(sql("SELECT group_concat(x) FROM u"), "1,2") << point;
    EXPECT_EQ(sql("SELECT group_concat(step || coalesce('.' || statement, ''), ' ') FROM "
                  "(SELECT * FROM retort_journal WHERE revision = 'b' AND state = 'done' ORDER BY id)"),
              "1.1 1.2 1.3 1 2")
        << point;
  }
}

TEST_F(Autocommit, AVacuumThatNobodySawEndIsRunAgain) {
  crash_at("after-statement b upgrade 1 2");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/2 statement 1; upgrade b 1/2 statement 2 started");
  const Applied applied = read_applied(*connect(), options.names);
  EXPECT_EQ(applied.partial.at("b").statement_started, 2);
  EXPECT_EQ(describe(applied.partial.at("b")), "partly applied, step 0 of 2, statement 1");
  upgrade();
  EXPECT_EQ(journal(),
            "upgrade a 1/1; upgrade b 1/2 statement 1; upgrade b 1/2 statement 2 started; upgrade b 1/2 statement 2; "
            "upgrade b 1/2 statement 3; upgrade b 1/2; upgrade b 2/2");
}

TEST_F(Autocommit, AFailingStatementLeavesThoseBeforeIt) {
  revision("b", "a",
           "-- retort: upgrade autocommit\nCREATE TABLE u (x);\nINSERT INTO nothing VALUES (1);\n-- retort: "
           "downgrade\nDROP TABLE u;\n");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  EXPECT_NE(
      std::string(error.what())
          .find("The statement was rolled back; the database is at a (b partly applied, step 0 of 1, statement 1)"),
      std::string::npos)
      << error.what();
  EXPECT_EQ(tables(), "t_a,u");
  const std::string first = "-- retort: upgrade autocommit\nCREATE TABLE u (x);\n";
  revision("b", "a",
           "-- retort: upgrade autocommit\nCREATE TABLE v (x);\nINSERT INTO u VALUES (1);\n-- retort: downgrade\nDROP "
           "TABLE u;\n");
  EXPECT_NE(std::string(error_of<ProjectError>([&] { upgrade(); }).what())
                .find("statement 1 of upgrade step 1, which ran, was changed"),
            std::string::npos);
  revision("b", "a", first + "INSERT INTO u VALUES (1);\n-- retort: downgrade\nDROP TABLE u;\n");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"b"});
  EXPECT_EQ(sql("SELECT count(*) FROM u"), "1");
}

TEST_F(Autocommit, PragmasAreSetOutsideATransaction) {
  revision("b", "a",
           "-- retort: upgrade autocommit\nPRAGMA journal_mode = WAL;\n-- retort: downgrade autocommit\nPRAGMA "
           "journal_mode = DELETE;\n");
  upgrade();
  EXPECT_EQ(sql("PRAGMA journal_mode"), "wal");
  downgrade("a");
  EXPECT_EQ(sql("PRAGMA journal_mode"), "delete");
}

/// Eight processes start the same upgrade: each ends well, and each revision ran once.
TEST_F(Interruption, EightRunnersAtOnceRunEachRevisionOnce) {
  chain(25);
  revision("r26", "r25",
           "-- retort: upgrade autocommit\nCREATE TABLE u (x);\nVACUUM;\nINSERT INTO u VALUES (1);\n-- retort: "
           "downgrade none test\n");
  lock_wait = std::chrono::milliseconds(60000);
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      int status = 0;
      try {
        upgrade();
      } catch (const std::exception& error) {
        std::fprintf(stderr, "runner %d: %s\n", i, error.what());
        status = 1;
      }
      _exit(status);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  EXPECT_EQ(version(), "r26");
  EXPECT_EQ(sql("SELECT count(*), count(DISTINCT revision) FROM retort_journal WHERE statement IS NULL"), "26|26");
  EXPECT_EQ(sql("SELECT count(*) FROM retort_journal WHERE statement IS NOT NULL AND state = 'done'"), "3");
  EXPECT_EQ(sql("SELECT count(*) FROM u"), "1");
  EXPECT_EQ(sql("SELECT count(*) FROM t_r25"), "1");
}

}  // namespace
}  // namespace retort
