#include "execute/run.hpp"

#include "runs.hpp"

namespace retort {
namespace {

class Run : public Runs {};

TEST_F(Run, UpgradesAndTakesBack) {
  table("a", "");
  table("b", "a");
  const Outcome up = upgrade();
  EXPECT_EQ(up.before, Heads{});
  EXPECT_EQ(up.after, Heads{"b"});
  EXPECT_EQ(up.ran, (std::vector<RevisionId>{"a", "b"}));
  EXPECT_EQ(up.statements, 4);
  EXPECT_EQ(version(), "b");
  EXPECT_EQ(tables(), "t_a,t_b");
  EXPECT_EQ(sql("SELECT count(*) FROM t_b"), "1");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/1");
  EXPECT_EQ(told.said,
            (std::vector<std::string>{"start a 1", "end a 1", "upgrade a", "start b 1", "end b 1", "upgrade b"}));

  EXPECT_TRUE(upgrade().ran.empty());

  const Outcome down = downgrade("base");
  EXPECT_EQ(down.ran, (std::vector<RevisionId>{"b", "a"}));
  EXPECT_EQ(sql("SELECT count(*) FROM retort_version"), "0");
  EXPECT_EQ(sql("SELECT count(*) FROM t_b"), "0");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/1; downgrade b 1/1; downgrade a 1/1");
}

TEST_F(Run, WritesWhoDidWhat) {
  table("a", "");
  upgrade();
  EXPECT_EQ(sql("SELECT revision, revises, direction, step, steps, statement IS NULL, state, started, finished, "
                "username, hostname, "
                "file_name FROM retort_journal"),
            "a||upgrade|1|1|1|done|2026-11-20T08:00:00Z|2026-11-20T08:00:01Z|ada|engine|a.sql");
  EXPECT_EQ(sql("SELECT file_text FROM retort_journal") + "\n\n", texts["a"]);
  EXPECT_EQ(sql("SELECT length(hash) FROM retort_journal"), "32");
}

TEST_F(Run, KeepsATextOnceARevisionAndNoneInAProtectedEnvironment) {
  const std::string steps =
      "-- retort: upgrade\nCREATE TABLE x (a);\n-- retort: upgrade\nCREATE TABLE y (a);\n-- retort: downgrade none "
      "test\n";
  revision("a", "", steps);
  upgrade();
  EXPECT_EQ(sql("SELECT group_concat(file_text IS NULL) FROM retort_journal"), "0,1");
  options.is_protected = true;
  table("b", "a");
  upgrade();
  EXPECT_EQ(sql("SELECT file_text IS NULL, file_name FROM retort_journal WHERE revision = 'b'"), "1|b.sql");
}

TEST_F(Run, ChangesNothingWhereNothingIsToBeDone) {
  table("a", "");
  EXPECT_TRUE(go(Direction::downgrade, "base").ran.empty());
  EXPECT_EQ(sql("SELECT count(*) FROM sqlite_schema"), "0");
}

TEST_F(Run, AFailingStepLeavesTheStateBeforeIt) {
  table("a", "");
  revision("b", "a",
           "-- retort: upgrade\n"
           "CREATE TABLE u (x INTEGER UNIQUE);\n"
           "INSERT INTO u VALUES (1);\n"
           "  INSERT INTO u\n"
           "    SELECT x\n"
           "    FROM t_a;\n"
           "CREATE TABLE never (x);\n"
           "-- retort: downgrade\nDROP TABLE u;\n");
  table("c", "b");
  upgrade("a");
  const std::string before = sql(".dump");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  EXPECT_EQ(sql(".dump"), before);
  const std::string message = error.what();
  EXPECT_NE(message.find("revision b, upgrade step 1 of 1, statement 3 failed: UNIQUE constraint failed: u.x"),
            std::string::npos)
      << message;
  EXPECT_NE(message.find("SQLITE_CONSTRAINT_UNIQUE"), std::string::npos) << message;
  EXPECT_NE(message.find("\n    INSERT INTO u\n"), std::string::npos) << message;
  EXPECT_NE(message.find("The step was rolled back; the database is at a"), std::string::npos) << message;
  EXPECT_EQ(error.where()->file, "db/versions/b.sql");
  EXPECT_EQ(error.where()->line, 9);
  EXPECT_NE(error.hint().find("`retort upgrade heads`"), std::string::npos) << error.hint();
  EXPECT_EQ(error.exit_status(), 5);
}

TEST_F(Run, PointsAtThePlaceThatTheEngineNames) {
  revision("a", "",
           "-- retort: upgrade\nCREATE TABLE u (x);\n  INSERT INTO u\n    VALUES (1), (nothing);\n-- retort: downgrade "
           "none test\n");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  ASSERT_TRUE(error.where());
  EXPECT_EQ(*error.where(), (SourceLocation{"db/versions/a.sql", 9, 18}));
  revision(
      "a", "",
      "-- retort: upgrade\nCREATE TABLE u (x);\n  INSERT INTO nothing VALUES (1);\n-- retort: downgrade none test\n");
  EXPECT_EQ(*error_of<MigrationFailed>([&] { upgrade(); }).where(), (SourceLocation{"db/versions/a.sql", 8, 15}));
}

TEST_F(Run, GoesOnInAPartlyAppliedRevisionOnceItIsMended) {
  table("a", "");
  const std::string first = "-- retort: upgrade\nCREATE TABLE u (x INTEGER);\nINSERT INTO u VALUES (1);\n";
  const std::string rest = "-- retort: downgrade\nDROP TABLE u;\n";
  revision("b", "a", first + "-- retort: upgrade\nUPDATE u SET y = 1;\n" + rest);
  table("c", "b");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("the database is at a (b partly applied, step 1 of 2)"), std::string::npos)
      << error.what();
  EXPECT_NE(error.hint().find("step 1 ran, and must stay as it is"), std::string::npos) << error.hint();
  EXPECT_EQ(version(), "a");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/2");

  // What ran must stay; half an upgrade has no downgrade.
  const std::string broken = texts["b"];
  revision("b", "a",
           "-- retort: upgrade\nCREATE TABLE u (x INTEGER, y);\n-- retort: upgrade\nUPDATE u SET y = 1;\n" + rest);
  EXPECT_NE(
      std::string(error_of<ProjectError>([&] { upgrade(); }).what()).find("upgrade step 1, which ran, was changed"),
      std::string::npos);
  texts["b"] = broken;
  EXPECT_NE(error_of<ProjectError>([&] { downgrade("base"); }).hint().find("retort repair b"), std::string::npos);
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/2");

  revision("b", "a", first + "-- retort: upgrade\nUPDATE u SET x = 2;\n" + rest);
  EXPECT_EQ(upgrade().ran, (std::vector<RevisionId>{"b", "c"}));
  EXPECT_EQ(sql("SELECT x FROM u"), "2");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/2; upgrade b 2/2; upgrade c 1/1");
  EXPECT_TRUE(upgrade().ran.empty());  // and the mended file counts as what ran
  EXPECT_TRUE(told.said.empty());
}

TEST_F(Run, EndsAPartlyAppliedRevisionWhoseLastStepWasTakenOut) {
  const std::string first = "-- retort: upgrade\nCREATE TABLE u (x INTEGER);\n";
  const std::string rest = "-- retort: downgrade\nDROP TABLE u;\n";
  revision("a", "", first + "-- retort: upgrade\nUPDATE u SET y = 1;\n" + rest);
  EXPECT_THROW(upgrade(), MigrationFailed);
  revision("a", "", first + rest);
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"a"});
  EXPECT_EQ(version(), "a");
  EXPECT_EQ(journal(), "upgrade a 1/2; upgrade a 0/1");
  EXPECT_TRUE(upgrade().warnings.empty());
}

TEST_F(Run, GoesOnInAPartlyDowngradedRevision) {
  const std::string up = "-- retort: upgrade\nCREATE TABLE u (x INTEGER);\nCREATE TABLE v (x INTEGER);\n";
  revision(
      "a", "",
      up + "-- retort: downgrade\nALTER TABLE u RENAME TO u2;\n-- retort: downgrade\nALTER TABLE w RENAME TO w2;\n");
  upgrade();
  const auto error = error_of<MigrationFailed>([&] { downgrade("base"); });
  EXPECT_NE(std::string(error.what()).find("the database is at a (a partly downgraded, step 1 of 2)"),
            std::string::npos)
      << error.what();
  EXPECT_NE(error.hint().find("`retort downgrade base`"), std::string::npos);
  EXPECT_EQ(version(), "a");
  const auto refused = error_of<ProjectError>([&] { upgrade(); });
  EXPECT_NE(refused.hint().find("retort repair a"), std::string::npos);
  revision(
      "a", "",
      up + "-- retort: downgrade\nALTER TABLE u RENAME TO u2;\n-- retort: downgrade\nALTER TABLE v RENAME TO v2;\n");
  EXPECT_EQ(downgrade("base").ran, std::vector<RevisionId>{"a"});
  EXPECT_EQ(tables(), "u2,v2");
  EXPECT_EQ(sql("SELECT count(*) FROM retort_version"), "0");
}

TEST_F(Run, RevisionsWithoutStepsChangeTheVersionOnly) {
  table("a", "");
  table("b", "a");
  table("c", "a");
  revision("d", "b, c", "-- retort: upgrade\n\n-- retort: downgrade none nothing was done\n");
  EXPECT_EQ(upgrade().ran.size(), 4U);
  EXPECT_EQ(version(), "d");
  downgrade("-1");
  EXPECT_EQ(version(), "b,c");
  EXPECT_EQ(journal(), "upgrade a 1/1; upgrade b 1/1; upgrade c 1/1; upgrade d 1/1; downgrade d 0/0");
}

TEST_F(Run, AnEditedFileStopsAnUpgradePastIt) {
  table("a", "");
  upgrade();
  revision("a", "", "-- retort: upgrade\nCREATE TABLE t_a (x INTEGER, y);\n-- retort: downgrade\nDROP TABLE t_a;\n");
  EXPECT_EQ(upgrade().warnings.size(), 1U);  // nothing to go past
  table("b", "a");
  const auto error = error_of<ProjectError>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("revision a was edited after it was applied"), std::string::npos);
  EXPECT_EQ(journal(), "upgrade a 1/1");

  options.is_protected = true;
  EXPECT_THROW(upgrade("a"), ProjectError);
  EXPECT_THROW(downgrade("base"), ProjectError);
  options.is_protected = false;
  const Outcome down = downgrade("base");
  ASSERT_EQ(down.warnings.size(), 1U);
  EXPECT_EQ(told.said.front(), "warning: " + down.warnings.front());
  upgrade();
  EXPECT_EQ(sql("SELECT count(*) FROM pragma_table_info('t_a')"), "2");
  EXPECT_EQ(version(), "b");
}

TEST_F(Run, CommentsAndTheDowngradeMayBeEdited) {
  table("a", "");
  upgrade();
  table("b", "a");
  revision("a", "",
           "-- retort: upgrade\n-- a comment\nCREATE  TABLE t_a (x INTEGER);\ninsert INTO t_a VALUES (1);\n-- retort: "
           "downgrade\nDROP TABLE t_a;\n");
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"b"});
  downgrade("base");
  EXPECT_EQ(tables(), "t_b");
}

TEST_F(Run, TakesAVanishedRevisionBackFromTheJournal) {
  table("a", "");
  table("b", "a");
  revision("c", "b", "-- retort: upgrade\nCREATE TABLE u (x);\n-- retort: downgrade\nDROP TABLE u;\n");
  upgrade();
  texts.erase("c");
  const auto error = error_of<ProjectError>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("the database is at revision c, which no file has"), std::string::npos)
      << error.what();
  EXPECT_NE(error.hint().find("`retort downgrade b`"), std::string::npos) << error.hint();
  const Outcome down = downgrade("b");
  EXPECT_EQ(down.warnings.size(), 1U);
  EXPECT_EQ(tables(), "t_a,t_b");
  EXPECT_EQ(version(), "b");
  EXPECT_EQ(sql("SELECT file_name FROM retort_journal WHERE direction = 'downgrade'"), "c.sql");
  EXPECT_TRUE(upgrade().ran.empty());
}

TEST_F(Run, AVanishedRevisionOfAProtectedEnvironmentNeedsItsFile) {
  options.is_protected = true;
  table("a", "");
  table("b", "a");
  upgrade();
  texts.erase("b");
  const auto error = error_of<ProjectError>([&] { downgrade("a"); });
  EXPECT_NE(error.hint().find("check out the branch that has b.sql"), std::string::npos) << error.hint();
}

TEST_F(Run, ATodoAnywhereStopsTheWholePlan) {
  table("a", "");
  revision(
      "b", "a",
      "-- retort: upgrade\n-- retort: todo say a value\nCREATE TABLE u (x);\n-- retort: downgrade\nDROP TABLE u;\n");
  const auto error = error_of<ProjectError>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("todo say a value"), std::string::npos);
  EXPECT_EQ(error.where()->to_string(), "db/versions/b.sql:7");
  EXPECT_EQ(sql("SELECT count(*) FROM sqlite_schema"), "0");
  EXPECT_EQ(upgrade("a").ran.size(), 1U);
}

TEST_F(Run, GoesOnFromAlembicsTable) {
  options.names.version_table.name = Identifier("alembic_version");
  sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY "
      "(version_num)); "
      "INSERT INTO alembic_version VALUES ('a'); CREATE TABLE t_a (x);");
  table("a", "");
  table("b", "a");
  EXPECT_FALSE(has_bookkeeping(*connect(), options.names));
  EXPECT_EQ(upgrade().ran, std::vector<RevisionId>{"b"});
  EXPECT_EQ(sql("SELECT version_num FROM alembic_version"), "b");
  EXPECT_EQ(journal(), "upgrade b 1/1");
  EXPECT_EQ(sql("SELECT count(*) FROM sqlite_schema WHERE name = 'retort_version'"), "0");
}

TEST_F(Run, AViolationThatShowsAtTheCommitFailsTheStep) {
  revision("a", "",
           "-- retort: upgrade\nCREATE TABLE p (id INTEGER PRIMARY KEY);\n"
           "CREATE TABLE c (p INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED);\n-- retort: downgrade none test\n");
  revision("b", "a", "-- retort: upgrade\nINSERT INTO c VALUES (7);\n-- retort: downgrade none test\n");
  upgrade("a");
  const std::string before = sql(".dump");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("revision b, upgrade step 1 of 1 failed"), std::string::npos)
      << error.what();
  EXPECT_EQ(sql(".dump"), before);
}

TEST_F(Run, AStatementThatRollsBackTheTransactionFailsTheStep) {
  revision("a", "",
           "-- retort: upgrade\nCREATE TABLE u (x INTEGER UNIQUE ON CONFLICT ROLLBACK);\nINSERT INTO u VALUES (1);\n"
           "-- retort: downgrade none test\n");
  revision("b", "a",
           "-- retort: upgrade\nINSERT INTO u VALUES (2);\nINSERT INTO u VALUES (1);\nINSERT INTO u VALUES (3);\n-- "
           "retort: downgrade none test\n");
  upgrade("a");
  const std::string before = sql(".dump");
  const auto error = error_of<MigrationFailed>([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("statement 2 failed"), std::string::npos) << error.what();
  EXPECT_EQ(sql(".dump"), before);
}

TEST_F(Run, StatementsThatEndTheTransactionAreRefusedBeforeAnythingRuns) {
  table("a", "");
  for (const std::string statement :
       {"COMMIT", "ROLLBACK", "INSERT OR ROLLBACK INTO t_a VALUES (1)", "ATTACH 'x' AS x"}) {
    revision("b", "a",
             "-- retort: upgrade\nCREATE TABLE u (x);\n" + statement + ";\n-- retort: downgrade\nDELETE FROM u;\n");
    const auto error = error_of<ProjectError>([&] { upgrade(); });
    EXPECT_EQ(error.where()->line, 8) << statement;
    EXPECT_EQ(sql("SELECT count(*) FROM sqlite_schema"), "0");
  }
}

}  // namespace
}  // namespace retort
