// What StepTransaction::check refuses: new foreign key violations, keys that can't work, views and triggers that broke.
#include <fmt/format.h>

#include "database.hpp"
#include "driver/sqlite/foreign_key.hpp"
#include "driver/sqlite/open.hpp"
#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {
namespace {

class CheckTest : public DatabaseTest {
 protected:
  /// What check() says after these statements; empty where it passes and the step was committed.
  std::string check(const std::vector<std::string>& statements, StepMode mode = StepMode::foreign_keys_off) {
    const auto connection = connect();
    const auto step = connection->begin_step(mode);
    for (const std::string& sql : statements) step->run(statement(sql));
    return thrown<DatabaseError>([&] {
      step->check();
      step->commit();
    });
  }
  std::string check_on(const std::vector<std::string>& statements) {
    return check(statements, StepMode::transactional);
  }
};

TEST_F(CheckTest, NewOrphansAreNamed) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p);"
      "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (10, 1), (11, 2), (12, NULL)");
  const std::string message = check({"DELETE FROM p WHERE id = 2"});
  EXPECT_HAS(message, "1 row of table 'c' (rowid 11) refers to no row of 'p'");
  EXPECT_HAS(message, "SQLITE_CONSTRAINT_FOREIGNKEY");
  EXPECT_EQ(raw("SELECT count(*) FROM p"), "2");
  EXPECT_HAS(check({"DELETE FROM p"}), "2 rows of table 'c' (rowid 10, 11)");
  EXPECT_HAS(check({"UPDATE c SET p = 5 WHERE id = 12"}), "(rowid 12)");
}

TEST_F(CheckTest, OldOrphansAreNotThisStepsBusiness) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p);"
      "INSERT INTO p VALUES (1); INSERT INTO c VALUES (10, 1), (11, 99)");
  EXPECT_EQ(check({"CREATE TABLE n (id INTEGER PRIMARY KEY, p REFERENCES p)", "INSERT INTO n SELECT * FROM c",
                   "DROP TABLE c", "ALTER TABLE n RENAME TO c"}),
            "");
  EXPECT_HAS(check({"UPDATE c SET p = 98 WHERE id = 10"}), "1 row of table 'c' (rowid 10)");
}

TEST_F(CheckTest, OldOrphansAreFollowedThroughRenames) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p); INSERT INTO c "
      "VALUES (11, 99)");
  EXPECT_EQ(check({"UPDATE c SET id = id", "ALTER TABLE c RENAME TO d", "ALTER TABLE p RENAME TO q"}), "");
  EXPECT_EQ(raw("SELECT sql FROM sqlite_schema WHERE name = 'd'"),
            "CREATE TABLE \"d\" (id INTEGER PRIMARY KEY, p REFERENCES \"q\")");
}

TEST_F(CheckTest, TriggersThatWriteAreSeen) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p); CREATE TABLE x (a);"
      "CREATE TRIGGER tr AFTER INSERT ON x BEGIN DELETE FROM p; END; INSERT INTO p VALUES (1); INSERT INTO c VALUES "
      "(1)");
  EXPECT_HAS(check({"INSERT INTO x VALUES (1)"}), "table 'c'");
}

TEST_F(CheckTest, KeysThatCanNotWorkAreNamed) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY, a, b COLLATE NOCASE, UNIQUE (a, b)); CREATE UNIQUE INDEX u ON p (b);"
      "CREATE TABLE c (p REFERENCES p, b REFERENCES p (b), a, FOREIGN KEY (b, a) REFERENCES p (b, a));");
  EXPECT_HAS(check({"DROP TABLE p"}), "(p) of table 'c' refers to 'p', which does not exist")
      << "though there are no rows";
  for (const StepMode mode : {StepMode::transactional, StepMode::foreign_keys_off}) {
    EXPECT_HAS(check({"DROP INDEX u"}, mode), "(b) of table 'c' refers to 'p', which has no unique key over (b)");
    EXPECT_HAS(check({"DROP INDEX u", "CREATE UNIQUE INDEX u ON p (b) WHERE b > 1"}, mode), "no unique key over (b)");
    EXPECT_HAS(check({"DROP INDEX u", "CREATE UNIQUE INDEX u ON p (b COLLATE BINARY)"}, mode),
               "no unique key over (b)");
    EXPECT_HAS(check({"DROP INDEX u", "CREATE INDEX u ON p (b)"}, mode), "no unique key over (b)");
  }
  EXPECT_EQ(check({"DROP INDEX u", "CREATE UNIQUE INDEX u2 ON p (b)"}), "");
  EXPECT_HAS(check({"CREATE TABLE d (x REFERENCES p (gone))"}), "which has no column 'gone'");
  EXPECT_HAS(check({"CREATE VIEW vw AS SELECT 1 AS id", "CREATE TABLE d (x REFERENCES vw (id))"}), "which is a view");
  EXPECT_HAS(check({"CREATE TABLE d (x, y, FOREIGN KEY (x, y) REFERENCES p)"}), "no primary key of as many columns");
}

TEST_F(CheckTest, NamesAreFoldedInKeysToo) {
  raw("CREATE TABLE Parent (ID INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES PARENT (id)); INSERT INTO parent "
      "VALUES (1);"
      "INSERT INTO c VALUES (1); CREATE TABLE \"pa\"\"rent\" (id INTEGER PRIMARY KEY); CREATE TABLE d (p REFERENCES "
      "'PA\"RENT')");
  EXPECT_HAS(check({"DELETE FROM pArent"}), "1 row of table 'c'");
  EXPECT_HAS(check({"DROP TABLE parenT"}), "'PARENT', which does not exist");
  EXPECT_HAS(check({"DROP TABLE \"pa\"\"rent\""}), "of table 'd' refers to 'PA\"RENT', which does not exist");
}

TEST_F(CheckTest, KeysThatDidNotWorkBeforeAreNotThisStepsBusiness) {
  raw("CREATE TABLE c (a REFERENCES gone, b REFERENCES p); CREATE TABLE p (id INTEGER PRIMARY KEY);"
      "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1)");
  EXPECT_EQ(check({"UPDATE c SET a = 2"}), "");
  EXPECT_HAS(check({"DELETE FROM p"}), "refers to no row of 'p'")
      << "the other key of the same table is still looked at";
}

/// In a transactional step the engine looks after the rows; a child may come before its parent.
TEST_F(CheckTest, TransactionalStepsMayCreateAChildFirst) {
  EXPECT_EQ(check_on({"CREATE TABLE c (p REFERENCES p)"}), "");
  EXPECT_EQ(check_on({"CREATE TABLE p (id INTEGER PRIMARY KEY)"}), "");
  EXPECT_HAS(check_on({"DROP TABLE p"}), "which does not exist");
}

TEST_F(CheckTest, DeferredOrphansAreNamedBeforeTheCommit) {
  raw("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
  EXPECT_HAS(check_on({"INSERT INTO c VALUES (7)"}), "1 row of table 'c' (rowid 1) refers to no row of 'p'");
  EXPECT_EQ(check_on({"INSERT INTO c VALUES (7)", "INSERT INTO p VALUES (7)"}), "");
}

/// Which rows are orphans is the engine's to say; ours must agree with it on affinity, collation, NULL and rowids.
TEST_F(CheckTest, OrphansAreThoseOfTheEngine) {
  const std::vector<std::string> parents{
      "x INTEGER PRIMARY KEY", "x TEXT PRIMARY KEY",           "x NUMERIC UNIQUE", "x BLOB UNIQUE",
      "x REAL UNIQUE",         "x TEXT COLLATE NOCASE UNIQUE", "x UNIQUE"};
  const std::string values =
      "(1), ('1'), (1.0), ('1.0'), ('a'), ('A'), (NULL), (2), ('2'), (x'31'), (9007199254740993), ('9007199254740993')";
  int compared = 0;
  for (const std::string& parent : parents) {
    for (const char* type : {"", "INTEGER", "TEXT", "REAL", "NUMERIC", "TEXT COLLATE NOCASE"}) {
      Raw client(":memory:");
      client(
          fmt::format("CREATE TABLE p ({}); CREATE TABLE c (rowid TEXT, k {} REFERENCES p (x));"
                      "INSERT OR IGNORE INTO p VALUES (1); INSERT OR IGNORE INTO p VALUES ('a');"
                      "INSERT OR IGNORE INTO p VALUES ('007'); INSERT OR IGNORE INTO p VALUES (9007199254740992);"
                      "INSERT OR IGNORE INTO p VALUES (x'31'); INSERT INTO c (k) VALUES {}",
                      parent, type, values));
      client(fmt::format("VACUUM INTO '{}'", path(fmt::format("{}.db", compared))));
      const auto session = open_session(url(fmt::format("{}.db", compared)), reading());
      const auto child = read_table_facts(*session, Identifier::folded("c"));
      const auto owner = read_table_facts(*session, Identifier::folded("p"));
      ASSERT_TRUE(child && owner);
      ASSERT_EQ(mismatch(*session, child->foreign_keys.at(0), owner), "") << parent;
      std::string ours;
      for (const auto& row : orphans(*session, Identifier::folded("c"), *child, child->foreign_keys.at(0), *owner)) {
        ours += fmt::format("{}{}", ours.empty() ? "" : "\n", row.value_or(-1));
      }
      EXPECT_EQ(ours,
                Raw(path(fmt::format("{}.db", compared)))("SELECT rowid FROM pragma_foreign_key_check('c') ORDER BY 1"))
          << parent << " <- " << type;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 42);
}

TEST_F(CheckTest, BrokenViewsAreNamed) {
  raw("CREATE TABLE ticket (a, b); CREATE VIEW seen AS SELECT a FROM ticket; CREATE VIEW over AS SELECT * FROM SEEN;"
      "CREATE VIEW bad AS SELECT * FROM gone; CREATE VIEW bad_too AS SELECT nothing FROM ticket");
  for (const StepMode mode : {StepMode::transactional, StepMode::foreign_keys_off}) {
    const std::string message = check({"DROP TABLE ticket"}, mode);
    EXPECT_HAS(message, "'seen' can't be selected from any more: no such table: main.ticket");
    EXPECT_HAS(message, "'over' can't");
    EXPECT_LACKS(message, "'bad");
    EXPECT_EQ(check({"DROP TABLE ticket", "CREATE TABLE ticket (a)"}, mode), "");
    EXPECT_HAS(check({"DROP VIEW seen"}, mode), "'over' can't be selected from");
    EXPECT_HAS(check({"DROP VIEW seen", "CREATE VIEW seen AS SELECT gone FROM ticket"}, mode),
               "'seen' can't be selected from");
  }
  EXPECT_EQ(check_on({"DROP TABLE ticket", "DROP VIEW over", "DROP VIEW seen"}), "");
}

TEST_F(CheckTest, BrokenTriggersAreNamed) {
  raw("CREATE TABLE t (a UNIQUE); CREATE TABLE log (x); CREATE TABLE far (y);"
      "CREATE TRIGGER tr AFTER INSERT ON far BEGIN INSERT INTO log VALUES (new.y); END;"
      "CREATE TRIGGER up AFTER DELETE ON far BEGIN INSERT INTO t VALUES (1) ON CONFLICT (x2) DO NOTHING; END;");
  EXPECT_HAS(check_on({"DROP TABLE log"}),
             "INSERT on 'far' (trigger 'tr') does not work any more: no such table: main.log");
  raw("CREATE TABLE k (x); CREATE UNIQUE INDEX u ON k (x);"
      "CREATE TRIGGER keyed AFTER UPDATE ON far BEGIN INSERT INTO k VALUES (1) ON CONFLICT (x) DO NOTHING; END");
  EXPECT_HAS(check_on({"DROP INDEX u"}), "UPDATE on 'far' (trigger 'keyed')");
  EXPECT_EQ(check_on({"DROP TABLE log", "DROP TRIGGER tr"}), "");
}

TEST_F(CheckTest, ATriggerThatIsMadeAgainMustWork) {
  raw("CREATE TABLE t (a); CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END");
  for (const StepMode mode : {StepMode::transactional, StepMode::foreign_keys_off}) {
    EXPECT_HAS(check({"DROP TRIGGER tr", "CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM gone; END"}, mode),
               "INSERT on 't' (trigger 'tr') does not work any more: no such table: main.gone");
  }
  EXPECT_EQ(check_on({"DROP TRIGGER tr"}), "");
}

TEST_F(CheckTest, AViewThatLosesItsTriggerIsNotBroken) {
  raw("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t;"
      "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a); END");
  EXPECT_EQ(check_on({"DROP VIEW v", "CREATE VIEW v AS SELECT a FROM t"}), "");
}

/// With double-quoted strings on, the view goes on working, and returns the name of the column that is gone.
TEST_F(CheckTest, NamesThatBecomeStringsAreSeen) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, \"a\", b); CREATE VIEW v AS SELECT \"a\", \"lit\" AS l FROM t; CREATE "
      "VIEW star AS SELECT * FROM t");
  EXPECT_HAS(check({"CREATE TABLE n (id INTEGER PRIMARY KEY, b)", "INSERT INTO n SELECT id, b FROM t", "DROP TABLE t",
                    "PRAGMA legacy_alter_table = ON", "ALTER TABLE n RENAME TO t"}),
             "'v' read the column 't.a', and now takes \"a\" for a string");
  const std::string message = check({"CREATE TABLE n (id INTEGER PRIMARY KEY, a)", "DROP TABLE t",
                                     "PRAGMA legacy_alter_table = ON", "ALTER TABLE n RENAME TO t"});
  EXPECT_EQ(message, "") << "star reads one column less, and that is what it says";
}

TEST_F(CheckTest, AViewThatIsMadeAgainMayReadLess) {
  raw("CREATE TABLE t (a, b); CREATE VIEW v AS SELECT \"a\" FROM t");
  EXPECT_EQ(check_on({"DROP VIEW v", "CREATE VIEW v AS SELECT b AS \"a\" FROM t"}), "");
}

TEST_F(CheckTest, CreatingIsNeverHeldUp) {
  EXPECT_EQ(check_on({"CREATE VIEW v AS SELECT * FROM later", "CREATE TABLE t (a)", "CREATE INDEX i ON t (a)"}), "");
  EXPECT_EQ(check_on({"CREATE TABLE later (a)", "ALTER TABLE t ADD COLUMN b"}), "");
}

TEST_F(CheckTest, AddingAColumnCanBreakAView) {
  raw("CREATE TABLE t (a); CREATE TABLE u (b); CREATE VIEW v AS SELECT a, b FROM t, u");
  EXPECT_HAS(check_on({"ALTER TABLE u ADD COLUMN a"}), "'v' can't be selected from any more: ambiguous column name: a");
}

}  // namespace
}  // namespace retort::sqlite
