// A program that migrates itself, on SQLite.
#include "retort/migrator.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "../folder.hpp"
#include "raw_database.hpp"
#include "retort/metadata.hpp"
#include "retort/sqlite.hpp"
#include "retort/transaction.hpp"
#include "two_files.hpp"

namespace retort {
namespace {

using Ids = std::vector<std::string>;

std::string file_text(const std::string& id, const std::string& revises, const std::string& upgrade,
                      const std::string& downgrade) {
  return "-- a revision\n--\n-- Revision ID: " + id + "\n-- Revises: " + revises + "\n\n" + upgrade + "\n" + downgrade;
}

class MigratorTest : public ::testing::Test {
 protected:
  std::string url(const std::string& name = "app.db") const { return "sqlite:" + (folder_ / name).string(); }
  TestFolder folder_;
};

TEST_F(MigratorTest, BringsADatabaseUpAndDown) {
  const Migrator migrator(sqlite::driver(), url(), test_revisions::two_files());
  const MigrationStatus before = migrator.status();
  EXPECT_FALSE(before.exists);
  EXPECT_FALSE(before.up_to_date());
  EXPECT_EQ(before.heads, Ids{"bbbb00000002"});
  EXPECT_EQ(before.pending.size(), 2u);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "app.db"));

  const MigrationResult up = migrator.upgrade();
  EXPECT_EQ(up.ran, (Ids{"aaaa00000001", "bbbb00000002"}));
  EXPECT_EQ(up.after, Ids{"bbbb00000002"});
  EXPECT_TRUE(migrator.status().up_to_date());
  EXPECT_EQ(migrator.upgrade().ran, Ids{});
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT nick, email FROM users"), "a;b \"c\" \\n ] ${x} é|NULL\n");

  const MigrationPlan back = migrator.plan("base");
  EXPECT_EQ(back.direction, Direction::downgrade);
  ASSERT_EQ(back.steps.size(), 2u);
  EXPECT_EQ(back.steps[0].statements, Ids{"ALTER TABLE users DROP COLUMN email"});
  EXPECT_FALSE(back.blocked());
  EXPECT_EQ(migrator.downgrade("-1").after, Ids{"aaaa00000001"});
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
}

TEST_F(MigratorTest, AnOlderProgramSeesThatTheDatabaseIsNewer) {
  Revisions older;
  older.add(test_revisions::two_files().files().front());
  for (const bool is_protected : {false, true}) {
    const std::string place = url(is_protected ? "protected.db" : "open.db");
    MigratorOptions options{.url = place, .is_protected = is_protected};
    Migrator(sqlite::driver(), options, test_revisions::two_files()).upgrade();
    const Migrator old(sqlite::driver(), options, older);
    const MigrationStatus status = old.status();
    EXPECT_EQ(status.unknown, Ids{"bbbb00000002"}) << is_protected;
    EXPECT_EQ(status.current, Ids{"bbbb00000002"});
    EXPECT_FALSE(status.up_to_date());
    EXPECT_EQ(status.obstacles.size(), 1u);
    EXPECT_THROW(old.upgrade(), ProjectError);
  }
}

TEST_F(MigratorTest, ANewerProgramHasOneRevisionInPlaceOfSeveral) {
  Migrator(sqlite::driver(), url(), test_revisions::two_files()).upgrade();
  Revisions squashed;
  squashed.add(
      EmbeddedRevision{"squash.sql",
                       "-- all\n-- Revision ID: cccc00000003\n-- Revises:\n"
                       "-- Replaces: aaaa00000001, bbbb00000002\n\n-- retort: upgrade\n"
                       "CREATE TABLE users (nick TEXT, email TEXT);\n\n-- retort: downgrade\nDROP TABLE users;\n",
                       ""});
  const Migrator newer(sqlite::driver(), url(), squashed);
  const MigrationStatus status = newer.status();
  EXPECT_EQ(status.current, Ids{"cccc00000003"});
  EXPECT_TRUE(status.unknown.empty());
  EXPECT_TRUE(status.up_to_date());
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT * FROM retort_version"), "bbbb00000002\n");
  EXPECT_EQ(newer.upgrade().ran, Ids{});
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT * FROM retort_version"), "cccc00000003\n");
  EXPECT_EQ(newer.downgrade("base").ran, Ids{"cccc00000003"});

  Migrator(sqlite::driver(), url("between.db"), test_revisions::two_files()).upgrade("aaaa00000001");
  const Migrator between(sqlite::driver(), url("between.db"), squashed);
  EXPECT_EQ(between.status().unknown, Ids{"aaaa00000001"});
  EXPECT_THROW(between.upgrade(), ProjectError);
}

// ---- what a program hears and says ----

class Listener final : public MigrationObserver {
 public:
  void planned(const MigrationPlan& plan) override { heard.push_back("plan of " + std::to_string(plan.steps.size())); }
  void before_revision(const MigrationRevision& revision, Direction direction) override {
    heard.push_back("before " + std::string(to_string(direction)) + " " + revision.id);
  }
  void after_revision(const MigrationRevision& revision, Direction) override {
    heard.push_back("after " + revision.id);
  }
  void step_started(const MigrationStep& step) override {
    heard.push_back("step " + std::to_string(step.number) + "/" + std::to_string(step.of));
  }
  void step_finished(const MigrationStep&) override { heard.emplace_back("done"); }
  void log(const std::string& line) override { lines.push_back(line); }

  std::vector<std::string> heard, lines;
};

TEST_F(MigratorTest, TellsOfARunAsItGoes) {
  Listener listener;
  const Migrator migrator(sqlite::driver(), {.url = url(), .observer = &listener}, test_revisions::two_files());
  migrator.upgrade();
  EXPECT_EQ(listener.heard, (Ids{"plan of 2", "before upgrade aaaa00000001", "step 1/1", "done", "after aaaa00000001",
                                 "before upgrade bbbb00000002", "step 1/1", "done", "after bbbb00000002"}));
  EXPECT_EQ(listener.lines, (Ids{"Running upgrade  -> aaaa00000001, add users",
                                 "Running upgrade aaaa00000001 -> bbbb00000002, add emails"}));
}

TEST_F(MigratorTest, AHookSeesTheDatabaseBetweenRevisionsAndCanEndTheRun) {
  std::vector<std::string> seen;
  MigratorOptions options{.url = url()};
  options.before_revision = [&](const MigrationRevision& revision, Direction) {
    RawDatabase raw(folder_ / "app.db");
    raw.execute("CREATE TABLE IF NOT EXISTS hooked (at TEXT); INSERT INTO hooked VALUES ('" + revision.id + "')");
    seen.push_back(raw.query("SELECT version_num FROM retort_version"));
    if (revision.id == "bbbb00000002") throw std::domain_error("not today");
  };
  const Migrator migrator(sqlite::driver(), options, test_revisions::two_files());
  EXPECT_THROW(migrator.upgrade(), std::domain_error);
  EXPECT_EQ(seen, (Ids{"", "aaaa00000001\n"}));
  EXPECT_EQ(migrator.status().current, Ids{"aaaa00000001"});
}

TEST_F(MigratorTest, IsInterruptedBetweenRevisions) {
  MigratorOptions options{.url = url()};
  options.after_revision = [&](const MigrationRevision&, Direction) { options.cancellation.cancel(); };
  EXPECT_THROW(Migrator(sqlite::driver(), options, test_revisions::two_files()).upgrade(), Interrupted);

  std::stop_source source;
  MigratorOptions stoppable{.url = url("other.db"), .stop = source.get_token()};
  stoppable.after_revision = [&](const MigrationRevision&, Direction) { source.request_stop(); };
  const Migrator migrator(sqlite::driver(), stoppable, test_revisions::two_files());
  EXPECT_THROW(migrator.upgrade(), Interrupted);
  EXPECT_EQ(Migrator(sqlite::driver(), url("other.db"), test_revisions::two_files()).status().current,
            Ids{"aaaa00000001"});
}

TEST_F(MigratorTest, AStatementUnderWayIsInterrupted) {
  Revisions revisions;
  revisions.add(EmbeddedRevision{
      "1_long.sql",
      file_text("aaaa", "",
                "-- retort: upgrade\nCREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 1000000000) SELECT max(i) FROM n;\n",
                "-- retort: downgrade\nDROP TABLE t;\n"),
      {}});
  std::stop_source source;
  const Migrator migrator(sqlite::driver(), {.url = url(), .stop = source.get_token()}, revisions);
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    source.request_stop();
  });
  EXPECT_THROW(migrator.upgrade(), Interrupted);
  stopper.join();
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT count(*) FROM sqlite_schema WHERE name = 't'"), "0\n");
}

// ---- errors by their types ----

template <class Expected>
std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Expected& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST_F(MigratorTest, ErrorsHaveTypes) {
  const Migrator migrator(sqlite::driver(), url(), test_revisions::two_files());
  EXPECT_EQ(message_of<UsageError>([&] { migrator.upgrade("cccc"); }), "no revision \"cccc\"");
  EXPECT_EQ(message_of<UsageError>([&] { Migrator(sqlite::driver(), "postgresql://h/db"); }),
            "postgresql://h/db is no sqlite database");
  const std::string nowhere = "sqlite:" + (folder_ / "no/such/app.db").string();
  EXPECT_NE(message_of<DatabaseError>([&] {
              Migrator(sqlite::driver(), nowhere, test_revisions::two_files()).upgrade();
            }).find("does not exist"),
            std::string::npos);

  RawDatabase other(folder_ / "busy.db");
  other.execute("BEGIN IMMEDIATE");
  EXPECT_NE(message_of<LockTimeout>([&] {
              Migrator(sqlite::driver(), {.url = url("busy.db"), .lock_wait = std::chrono::milliseconds(50)},
                       test_revisions::two_files())
                  .upgrade();
            }).find("is locked by somebody else"),
            std::string::npos);

  Revisions broken = test_revisions::two_files();
  broken.add(EmbeddedRevision{"3.sql",
                              file_text("cccc", "bbbb00000002", "-- retort: upgrade\nDROP TABLE nobody;\n",
                                        "-- retort: irreversible it never ran\n"),
                              {}});
  const std::string failed = message_of<MigrationFailed>([&] { Migrator(sqlite::driver(), url(), broken).upgrade(); });
  EXPECT_EQ(failed.substr(0, failed.find('\n')),
            "revision cccc, upgrade step 1 of 1, statement 1 failed: no such table: nobody (SQLITE_ERROR)");

  Revisions forged = test_revisions::two_files();
  forged.add(EmbeddedRevision{"4.sql", "-- changed", std::string(64, '0')});
  EXPECT_EQ(message_of<ProjectError>([&] { Migrator(sqlite::driver(), url(), forged).status(); }),
            "the text that is compiled in is not what its hash says");
}

// ---- C++ functions beside SQL ----

Revisions with_function(StepFunction up, StepFunctionOptions options = {}) {
  Revisions revisions;
  revisions.add(EmbeddedRevision{
      "1.sql",
      file_text("aaaa", "",
                "-- retort: upgrade\nCREATE TABLE t (a INTEGER, b TEXT);\nINSERT INTO t VALUES (1, 'x'), (2, 'y');\n\n"
                "-- retort: upgrade\nALTER TABLE t ADD COLUMN c TEXT;\n",
                "-- retort: downgrade\nDROP TABLE t;\n"),
      {}});
  revisions.after_upgrade("aaaa", std::move(up), std::move(options));
  return revisions;
}

TEST_F(MigratorTest, AFunctionMovesRowsInsideTheStep) {
  Revisions revisions = with_function([](Transaction& transaction) {
    EXPECT_EQ(transaction.dialect(), "sqlite");
    const Rows rows = transaction.query("SELECT a, b FROM t WHERE a > $1 ORDER BY a", {0});
    EXPECT_EQ(rows.columns, (Ids{"a", "b"}));
    for (const Row& row : rows.rows)
      transaction.execute("UPDATE t SET c = $1 WHERE a = $2", {text_of(row[1]) + "!", row[0]});
    transaction.execute("CREATE INDEX ix ON t (c)");
    EXPECT_THROW(transaction.execute("COMMIT"), Error);
    EXPECT_THROW(transaction.query("COMMIT"), Error);
  });
  std::string before_drop;
  revisions.before_downgrade("aaaa", [&](Transaction& transaction) {
    before_drop = text_of(transaction.query("SELECT group_concat(c) FROM t").rows[0][0]);
  });
  const Migrator migrator(sqlite::driver(), url(), revisions);
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT a, c FROM t"), "1|x!\n2|y!\n");
  migrator.downgrade("base");
  EXPECT_EQ(before_drop, "x!,y!");
}

TEST_F(MigratorTest, AFunctionThatThrowsLeavesNothingOfItsStep) {
  bool fails = true;
  const Revisions revisions = with_function([&](Transaction& transaction) {
    transaction.execute("UPDATE t SET c = 'half'");
    if (fails) throw std::range_error("no answer from the service");
  });
  const Migrator migrator(sqlite::driver(), url(), revisions);
  try {
    migrator.upgrade();
    FAIL();
  } catch (const MigrationFailed& error) {
    EXPECT_EQ(std::string(error.what()),
              "revision aaaa, upgrade step 2 of 2 failed: the C++ function beside it threw: no answer from the "
              "service\nThe step was rolled back; the database is at base (aaaa partly applied, step 1 of 2)");
    EXPECT_THROW(std::rethrow_if_nested(error), std::range_error);
  }
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT * FROM t"), "1|x\n2|y\n");
  ASSERT_EQ(migrator.status().unfinished.size(), 1u);
  fails = false;
  EXPECT_EQ(migrator.upgrade().after, Ids{"aaaa"});
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT c FROM t"), "half\nhalf\n");
}

TEST_F(MigratorTest, AFunctionIsPartOfWhatRan) {
  const auto nothing = [](Transaction&) {};
  Migrator(sqlite::driver(), url(), with_function(nothing)).upgrade();
  EXPECT_EQ(Migrator(sqlite::driver(), url(), with_function(nothing)).status().edited.size(), 0u);
  EXPECT_EQ(Migrator(sqlite::driver(), url(), with_function(nothing, {.version = "2"})).status().edited.size(), 1u);
  Revisions without = with_function(nothing);
  Revisions alone;
  alone.add(without.files().front());
  EXPECT_EQ(Migrator(sqlite::driver(), url(), alone).status().edited.size(), 1u);
}

TEST_F(MigratorTest, AFunctionNeedsAStepWithATransaction) {
  const auto nothing = [](Transaction&) {};
  const auto status = [&](const Revisions& revisions) {
    return message_of<ProjectError>([&] { Migrator(sqlite::driver(), url(), revisions).status(); });
  };
  EXPECT_EQ(status(with_function(nothing, {.step = 3})),
            "a C++ function runs beside the upgrade of revision aaaa, and there is no step 3");
  Revisions unknown = with_function(nothing);
  unknown.after_upgrade("zzzz", nothing);
  EXPECT_EQ(status(unknown), "a C++ function runs beside revision zzzz, which is not there");
  Revisions vacuum;
  vacuum.add(EmbeddedRevision{
      "1.sql",
      file_text("aaaa", "", "-- retort: upgrade autocommit\nVACUUM;\n", "-- retort: downgrade none nothing changes\n"),
      {}});
  vacuum.after_upgrade("aaaa", nothing);
  EXPECT_EQ(status(vacuum),
            "a C++ function runs beside the upgrade of revision aaaa, and no step of it is an ordinary transaction");
}

// ---- models, filters and project files ----

void users_model(Metadata& metadata) {
  metadata.add(
      table("users").column("id", BigInteger(), {.primary_key = true}).column("nick", Text()).column("email", Text()));
}

TEST_F(MigratorTest, ChecksTheModels) {
  MigratorOptions options{.url = url(), .models = users_model};
  const Migrator migrator(sqlite::driver(), options, test_revisions::two_files());
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_TRUE(migrator.check().passed());

  options.models = [](Metadata& metadata) {
    users_model(metadata);
    metadata.add(table("teams").column("id", BigInteger(), {.primary_key = true}));
  };
  const Migrator more(sqlite::driver(), options, test_revisions::two_files());
  EXPECT_FALSE(more.check().passed());
  EXPECT_EQ(more.check().models.differences, Ids{"added table 'teams'"});
  EXPECT_NE(more.verify().failures(), "");
  options.counts = [](const SchemaObject& object) { return object.name != "teams"; };
  EXPECT_TRUE(Migrator(sqlite::driver(), options, test_revisions::two_files()).check().passed());

  RawDatabase(folder_ / "app.db").execute("CREATE TABLE byhand (a)");
  EXPECT_EQ(migrator.check().database.differences, Ids{"added table 'byhand'"});
  options.models = [](Metadata& metadata) { metadata.add(table("users")); };
  EXPECT_EQ(message_of<ModelError>([&] { Migrator(sqlite::driver(), options, test_revisions::two_files()).check(); }),
            "table users has no column");
}

TEST_F(MigratorTest, TakesAProjectFile) {
  folder_.write("retort.toml", "[environments.local]\nurl = \"sqlite:app.db\"\n");
  folder_.write("db/versions/1_t.sql", file_text("aaaa", "", "-- retort: upgrade\nCREATE TABLE t (a);\n",
                                                 "-- retort: downgrade\nDROP TABLE t;\n"));
  const Migrator migrator(sqlite::driver(), {.project = folder_ / "retort.toml"});
  EXPECT_EQ(migrator.upgrade().ran, Ids{"aaaa"});
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT count(*) FROM t"), "0\n");
}

// ---- threads ----

TEST_F(MigratorTest, ThreadsMigrateDatabasesOfTheirOwn) {
  std::vector<std::thread> threads;
  std::atomic<int> ran = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const Migrator migrator(sqlite::driver(), {.url = url(std::to_string(i) + ".db"), .models = users_model},
                              test_revisions::two_files());
      ran += static_cast<int>(migrator.upgrade().ran.size());
      if (!migrator.check().passed()) ran += 1000;
      migrator.downgrade("base");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, 16);
}

TEST_F(MigratorTest, ThreadsThatMeetInOneDatabaseRunEachRevisionOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> ran = 0;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      ran += static_cast<int>(Migrator(sqlite::driver(), url(), test_revisions::two_files()).upgrade().ran.size());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, 2);
}

// ---- a connection that is there ----

TEST_F(MigratorTest, RunsOnAConnectionThatIsHandedIn) {
  RawDatabase raw(":memory:");
  raw.execute("PRAGMA busy_timeout = 1234; PRAGMA foreign_keys = OFF; CREATE TABLE mine (a)");
  const Migrator migrator(sqlite::on(raw.handle()), test_revisions::two_files());
  EXPECT_EQ(migrator.status().pending.size(), 2u);
  EXPECT_EQ(migrator.upgrade().ran.size(), 2u);
  EXPECT_EQ(raw.query("SELECT count(*) FROM users"), "1\n");
  EXPECT_EQ(migrator.check().database.differences, Ids{"added table 'mine'"});
  EXPECT_EQ(raw.query("PRAGMA busy_timeout; PRAGMA foreign_keys; PRAGMA query_only"), "1234\n0\n0\n");
  raw.execute("INSERT INTO users (id) VALUES (7)");
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});

  raw.execute("BEGIN");
  EXPECT_EQ(message_of<UsageError>([&] { migrator.upgrade(); }),
            "the connection that was handed in has a transaction open");
  raw.execute("COMMIT");
  raw.execute("CREATE TABLE users (a)");
  EXPECT_NE(message_of<MigrationFailed>([&] { migrator.upgrade(); }).find("already exists"), std::string::npos);
  EXPECT_EQ(raw.query("SELECT count(*) FROM mine"), "0\n") << "the connection is still open";
}

}  // namespace
}  // namespace retort
