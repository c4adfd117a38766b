#include "verify/verify.hpp"

#include <gtest/gtest.h>

#include "../state/project_files.hpp"
#include "project/process.hpp"

namespace retort {
namespace {

using Status = CheckResult::Status;

class VerifyTest : public testing::Test {
 protected:
  VerifyReport report(const VerifyOptions& options = {}) {
    States& states = files_.states();
    const Published published = published_files(files_.settings().revisions, files_.settings().main_branch);
    return verify(states, sqlite::driver(), files_.graph(), files_.settings(), published, options);
  }
  CheckResult check(const std::string& name, const VerifyOptions& options = {}) {
    for (const CheckResult& result : report(options).checks) {
      if (result.name == name) return result;
    }
    return {"none", Status::skipped, "there is no check " + name, {}};
  }
  CheckResult round_trip(const std::string& id) { return check("round trip of " + id); }
  static std::string text(const CheckResult& result) {
    std::string all = result.looked_at;
    for (const std::string& difference : result.differences) all += "\n" + difference;
    return all;
  }
  static void expect_passed(const CheckResult& result) { EXPECT_EQ(result.status, Status::passed) << text(result); }
  static void expect_failed(const CheckResult& result, const std::string& because) {
    EXPECT_EQ(result.status, Status::failed) << text(result);
    EXPECT_NE(text(result).find(because), std::string::npos) << text(result);
  }
  void seeds(const std::string& sql) {
    files_.toml("seeds = \"seeds.sql\"");
    files_.folder().write("seeds.sql", sql);
  }
  void git(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=Test", "-c", "user.email=test@example.org"});
    ProcessOptions options;
    options.folder = files_.folder().path();
    options.environment = {{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"}};
    const ProcessResult result = run_process(arguments, options);
    ASSERT_EQ(result.status, 0) << result.errors;
  }
  void publish() {
    git({"init", "-q", "-b", "main"});
    git({"add", "-A"});
    git({"commit", "-q", "-m", "x"});
    git({"checkout", "-q", "-b", "work"});
  }
  /// aaaa makes t (id, name); bbbb is the test's.
  void second(const std::string& upgrade, const std::string& downgrade) {
    files_.revision("aaaa", "", "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);", "DROP TABLE t;");
    files_.revision("bbbb", "aaaa", upgrade, downgrade);
  }

  ProjectFiles files_;
};

// ---- round trips ----

TEST_F(VerifyTest, ARoundTripThatKeepsItsWordPasses) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'b');");
  second("ALTER TABLE t ADD COLUMN status TEXT;", "ALTER TABLE t DROP COLUMN status;");
  const CheckResult result = round_trip("bbbb");
  expect_passed(result);
  EXPECT_EQ(result.looked_at, "1 table changed, 2 rows; exempt: t.status (created)");
}

TEST_F(VerifyTest, ADowngradeThatForgetsSomethingFails) {
  second("ALTER TABLE t ADD COLUMN status TEXT;\nCREATE INDEX ix ON t (status);", "DROP INDEX ix;");
  expect_failed(round_trip("bbbb"), "after the downgrade: ");
}

TEST_F(VerifyTest, ADowngradeThatFailsIsNamedByLine) {
  second("ALTER TABLE t ADD COLUMN status TEXT;", "DROP INDEX nowhere;");
  expect_failed(round_trip("bbbb"), "db/versions/bbbb.sql:10");
}

TEST_F(VerifyTest, ALostValueFailsWithTheRow) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'kept'), (2, 'lost');");
  second("UPDATE t SET name = 'gone' WHERE id = 2;", "UPDATE t SET name = name;");
  expect_failed(round_trip("bbbb"),
                "after the downgrade: table t: 1 of 2 rows differ: (id: 2, name: 'lost') became (id: 2, name: 'gone')");
}

TEST_F(VerifyTest, ALostRowFails) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'b');");
  second("DELETE FROM t WHERE id = 2;", "UPDATE t SET name = name;");
  expect_failed(round_trip("bbbb"), "(id: 2, name: 'b') is gone");
}

TEST_F(VerifyTest, AValueOfAnotherTypeIsAnotherValue) {
  seeds("INSERT INTO t (id, name) VALUES (1, '007');");
  second(
      "CREATE TABLE u (id INTEGER PRIMARY KEY, name INTEGER);\nINSERT INTO u SELECT id, name FROM t;\nUPDATE t SET "
      "name = (SELECT name FROM u);",
      "DROP TABLE u;");
  expect_failed(round_trip("bbbb"), "(id: 1, name: '007') became (id: 1, name: '7')");
}

TEST_F(VerifyTest, AnEmptyTableGetsARowSoThatNothingIsProvenOnNothing) {
  second("ALTER TABLE t ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP;", "ALTER TABLE t DROP COLUMN at;");
  expect_failed(round_trip("bbbb"), "non-constant default");
  second("ALTER TABLE t ADD COLUMN n INT;", "ALTER TABLE t DROP COLUMN n;");
  const CheckResult result = round_trip("bbbb");
  expect_passed(result);
  EXPECT_EQ(result.looked_at, "1 table changed, 1 row; synthetic row in t; exempt: t.n (created)");
}

TEST_F(VerifyTest, ADroppedColumnIsExemptAndNamed) {
  seeds("INSERT INTO t (id) VALUES (1);");
  second("ALTER TABLE t DROP COLUMN name;", "ALTER TABLE t ADD COLUMN name TEXT NOT NULL DEFAULT '';\n");
  // The column comes back with a default that it did not have.
  expect_failed(round_trip("bbbb"), "after the downgrade: ");
  files_.revision("aaaa", "", "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');",
                  "DROP TABLE t;");
  const CheckResult result = round_trip("bbbb");
  expect_passed(result);
  EXPECT_NE(result.looked_at.find("exempt: t.name (dropped)"), std::string::npos) << result.looked_at;
}

TEST_F(VerifyTest, ARenamedColumnIsNotExempt) {
  seeds("INSERT INTO t (id, title) VALUES (1, 'a');");
  second("ALTER TABLE t RENAME COLUMN name TO title;", "ALTER TABLE t RENAME COLUMN title TO name;");
  const CheckResult good = round_trip("bbbb");
  expect_passed(good);
  EXPECT_EQ(good.looked_at, "1 table changed, 1 row");
  second("ALTER TABLE t RENAME COLUMN name TO title;",
         "ALTER TABLE t RENAME COLUMN title TO name;\n\n-- retort: downgrade\nUPDATE t SET name = '';");
  expect_failed(round_trip("bbbb"),
                "down and up again: table t: 1 of 1 rows differ: (id: 1, title: 'a') became (id: 1, title: '')");
}

TEST_F(VerifyTest, ARenamedTableIsNotExempt) {
  seeds("INSERT INTO people (id, name) VALUES (1, 'a');");
  second("ALTER TABLE t RENAME TO people;", "ALTER TABLE people RENAME TO t;");
  const CheckResult good = round_trip("bbbb");
  expect_passed(good);
  EXPECT_EQ(good.looked_at.find("exempt"), std::string::npos) << good.looked_at;
  second("ALTER TABLE t RENAME TO people;", "ALTER TABLE people RENAME TO t;\n\n-- retort: downgrade\nDELETE FROM t;");
  expect_failed(round_trip("bbbb"), "is gone");
}

TEST_F(VerifyTest, IrreversibleIsProvenUpwards) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a');");
  second("ALTER TABLE t ADD COLUMN n INT;", "");
  const CheckResult result = round_trip("bbbb");
  expect_passed(result);
  EXPECT_NE(result.looked_at.find("up only, it is irreversible: on purpose"), std::string::npos) << result.looked_at;
}

TEST_F(VerifyTest, BelowAnIrreversibleRevisionTheSeedsAreLoadedWhereTheyFit) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a');");
  second("CREATE TABLE u (x);", "");
  const CheckResult result = round_trip("aaaa");
  expect_passed(result);
  EXPECT_NE(result.looked_at.find("seeds were loaded at the state before"), std::string::npos) << result.looked_at;
  EXPECT_NE(result.looked_at.find("not all of them fit there"), std::string::npos) << result.looked_at;
}

TEST_F(VerifyTest, DowngradeNoneComparesNoRows) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a');");
  second("", "");
  files_.folder().write(
      "db/versions/bbbb.sql",
      "-- b\n--\n-- Revision ID: bbbb\n-- Revises: aaaa\n\n-- retort: upgrade\nUPDATE t SET name = trim(name);\n\n"
      "-- retort: downgrade none the blanks had no meaning\n");
  const CheckResult result = round_trip("bbbb");
  expect_passed(result);
  EXPECT_NE(result.looked_at.find("rows are not compared, the downgrade does nothing: the blanks"), std::string::npos);
}

TEST_F(VerifyTest, ADowngradeOfNothingMayNotLeaveTheSchemaChanged) {
  second("", "");
  files_.folder().write(
      "db/versions/bbbb.sql",
      "-- b\n--\n-- Revision ID: bbbb\n-- Revises: aaaa\n\n-- retort: upgrade\nCREATE TABLE u (x);\n\n"
      "-- retort: downgrade none nobody minds\n");
  expect_failed(round_trip("bbbb"), "after the downgrade: ");
}

TEST_F(VerifyTest, EachRevisionOfAChainIsProven) {
  seeds("INSERT INTO t (id, name, a, b) VALUES (1, 'n', 'a', 'b');");
  second("ALTER TABLE t ADD COLUMN a TEXT;", "ALTER TABLE t DROP COLUMN a;");
  files_.revision("cccc", "bbbb", "ALTER TABLE t ADD COLUMN b TEXT;", "ALTER TABLE t DROP COLUMN b;");
  files_.schema("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, a TEXT, b TEXT);");
  const VerifyReport all = report();
  EXPECT_TRUE(all.passed());
  std::vector<std::string> names;
  for (const CheckResult& result : all.checks) names.push_back(result.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"one head", "published files unchanged", "models = chain", "seeds load at head",
                                      "round trip of aaaa", "round trip of bbbb", "round trip of cccc"}));
}

TEST_F(VerifyTest, ARevisionThatCannotRunFailsAndThoseAboveSaySo) {
  second("CREATE INDEX i ON nowhere (x);", "DROP INDEX i;");
  files_.revision("cccc", "bbbb", "CREATE TABLE c (x);", "DROP TABLE c;");
  const VerifyReport all = report();
  EXPECT_FALSE(all.passed());
  expect_failed(round_trip("bbbb"), "db/versions/bbbb.sql:7: revision bbbb can't be replayed");
  expect_failed(round_trip("cccc"), "revision bbbb before it can't be replayed");
}

TEST_F(VerifyTest, ATodoInTheDowngradeFails) {
  second("ALTER TABLE t ADD COLUMN n INT;", "-- retort: todo what then\nALTER TABLE t DROP COLUMN n;");
  expect_failed(round_trip("bbbb"), "what then");
}

TEST_F(VerifyTest, AMadeUpRowDoesNotStandInTheWayOfOlderRevisions) {
  files_.revision("aaaa", "", "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT CHECK (n < 5));", "DROP TABLE t;");
  files_.revision(
      "bbbb", "aaaa",
      "CREATE TABLE u (id INTEGER PRIMARY KEY, n INT);\nINSERT INTO u SELECT * FROM t;\nDROP TABLE t;\nALTER "
      "TABLE u RENAME TO t;",
      "CREATE TABLE u (id INTEGER PRIMARY KEY, n INT CHECK (n < 5));\nINSERT INTO u SELECT * FROM t;\nDROP TABLE "
      "t;\nALTER TABLE u RENAME TO t;");
  files_.revision("cccc", "bbbb", "ALTER TABLE t ADD COLUMN c TEXT;", "ALTER TABLE t DROP COLUMN c;");
  const CheckResult upper = round_trip("cccc");
  expect_passed(upper);
  EXPECT_NE(upper.looked_at.find("synthetic row in t"), std::string::npos) << upper.looked_at;
  const CheckResult lower = round_trip("bbbb");
  expect_passed(lower);
  EXPECT_NE(lower.looked_at.find("synthetic row in t"), std::string::npos) << lower.looked_at;
}

TEST_F(VerifyTest, RowsOfChildrenAreAtStake) {
  files_.revision("aaaa", "",
                  "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT);\nCREATE TABLE c (p INT NOT NULL REFERENCES p ON "
                  "DELETE CASCADE);",
                  "DROP TABLE c;\nDROP TABLE p;");
  files_.revision(
      "bbbb", "aaaa",
      "CREATE TABLE u (id INTEGER PRIMARY KEY, n TEXT, m TEXT);\nINSERT INTO u (id, n) SELECT id, n FROM p;\nDROP "
      "TABLE p;\nALTER TABLE u RENAME TO p;",
      "ALTER TABLE p DROP COLUMN m;");
  expect_failed(round_trip("bbbb"), "DROP TABLE p would change rows of table 'c' too");
}

TEST_F(VerifyTest, AnInterruptEndsItAndIsNoFinding) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  States& states = files_.states();
  const Cancellation cancellation;
  states.interrupt_with(cancellation);
  cancellation.cancel();
  EXPECT_THROW(verify(states, sqlite::driver(), files_.graph(), files_.settings(), Published{}, {}), Interrupted);
}

// ---- the other checks ----

TEST_F(VerifyTest, SeveralHeadsFail) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  files_.revision("cccc", "aaaa", "CREATE TABLE c (x);", "DROP TABLE c;");
  expect_failed(check("one head"), "retort merge bbbb cccc");
  EXPECT_EQ(check("round trips").status, Status::skipped);
}

TEST_F(VerifyTest, ModelsThatAreNotTheChainFail) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  files_.schema("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\nCREATE TABLE u (x);");
  expect_passed(check("models = chain"));
  files_.schema("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE u (x);");
  expect_failed(check("models = chain"), "t.name");
  files_.schema("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\nCREATE TABLE v (x);");
  expect_failed(check("models = chain"), "may be what was 'u'");
}

TEST_F(VerifyTest, SeedsThatDoNotLoadFailByLine) {
  seeds("INSERT INTO t (id, name) VALUES (1, 'a');\nINSERT INTO t (id, name) VALUES (2, NULL);");
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  expect_failed(check("seeds load at head"), "seeds.sql:2");
  seeds("INSERT INTO t (id, name) VALUES (1, 'a');\nINSERT INTO t (id, name) VALUES (2, 'b');");
  const CheckResult result = check("seeds load at head");
  expect_passed(result);
  EXPECT_EQ(result.looked_at, "1 file, 2 rows loaded");
}

// ---- what the main branch has ----

TEST_F(VerifyTest, WithoutGitEveryRevisionIsVerified) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  const VerifyReport all = report();
  EXPECT_EQ(all.notes, (std::vector<std::string>{"every revision is verified: not a git repository"}));
  EXPECT_EQ(check("published files unchanged").status, Status::skipped);
  expect_passed(round_trip("aaaa"));
}

TEST_F(VerifyTest, OnlyNewRevisionsAreProven) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  publish();
  EXPECT_EQ(round_trip("bbbb").status, Status::skipped);
  files_.revision("cccc", "bbbb", "CREATE TABLE c (x);", "DROP TABLE c;");
  EXPECT_EQ(round_trip("bbbb").status, Status::skipped);
  expect_passed(round_trip("cccc"));
  expect_passed(check("round trip of bbbb", {true}));
  const CheckResult published = check("published files unchanged");
  expect_passed(published);
  EXPECT_EQ(published.looked_at.rfind("2 files of main at ", 0), 0U) << published.looked_at;
}

TEST_F(VerifyTest, EditedPublishedFilesFailAndAreProvenAgain) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  publish();
  files_.revision("bbbb", "aaaa", "CREATE TABLE u (y);", "DROP TABLE u;");
  expect_failed(
      check("published files unchanged"),
      "db/versions/bbbb.sql is not what main has, line 7: \"CREATE TABLE u (x);\" became \"CREATE TABLE u (y);\"");
  expect_passed(round_trip("bbbb"));
}

TEST_F(VerifyTest, RemovedPublishedFilesFail) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  publish();
  std::filesystem::remove(files_.folder() / "db/versions/bbbb.sql");
  expect_failed(check("published files unchanged"), "bbbb.sql (revision bbbb) is gone");
}

TEST_F(VerifyTest, AnotherNameOrLineEndIsNoEdit) {
  second("CREATE TABLE u (x);", "DROP TABLE u;");
  publish();
  std::filesystem::rename(files_.folder() / "db/versions/bbbb.sql", files_.folder() / "db/versions/2_second.sql");
  std::string crlf = files_.folder().read("db/versions/aaaa.sql");
  for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) crlf.insert(at, "\r");
  files_.folder().write("db/versions/aaaa.sql", crlf);
  const CheckResult result = check("published files unchanged");
  expect_passed(result);
  EXPECT_NE(result.looked_at.find("bbbb.sql is now 2_second.sql"), std::string::npos) << result.looked_at;
}

}  // namespace
}  // namespace retort
