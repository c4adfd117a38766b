// Guards, copies and statistics of a rebuild, through begin_step as a run goes through it.
#include <functional>

#include "database.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "driver/sqlite/step_transaction.hpp"

namespace retort::sqlite {
namespace {

class RebuildTest : public DatabaseTest {
 protected:
  ObjectName object(const std::string& text) { return {{}, Identifier::folded(text)}; }

  /// The statements that change column `column` of `table` by `change`, written against the database as it is.
  std::vector<Statement> rebuild(const std::string& table, const std::string& column,
                                 const std::function<void(Column&)>& change) {
    const auto connection = connect();
    const Schema schema = driver().inspect(*connection, {});
    AlterColumn alter{object(table), *schema.tables.at(object(table)).find_column(Identifier::folded(column)), {}, {}};
    alter.to = alter.from;
    change(alter.to);
    std::vector<Statement> statements;
    for (const Operation& operation : dialect().lower({alter}, schema, connection->version())) {
      for (Statement& statement : dialect().render(operation, connection->version()))
        statements.push_back(std::move(statement));
    }
    return statements;
  }
  static std::function<void(Column&)> type(const std::string& name) {
    return [name](Column& column) { column.type = name; };
  }
  void run(const std::vector<Statement>& statements) {
    const auto connection = connect();
    const auto step = connection->begin_step(StepMode::foreign_keys_off);
    for (const Statement& statement : statements) step->run(statement);
    step->check();
    step->commit();
  }
  std::string refusal(const std::vector<Statement>& statements) {
    return thrown<ProjectError>([&] { run(statements); });
  }
};

TEST_F(RebuildTest, RunsAsItWasWritten) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); CREATE INDEX i ON t (a);"
      "CREATE TABLE log (x); CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;"
      "CREATE VIEW v AS SELECT a FROM t; INSERT INTO t (a) VALUES ('1'), ('x'); DELETE FROM log; DELETE FROM t WHERE "
      "id = 2");
  run(rebuild("t", "a", type("INTEGER")));
  EXPECT_EQ(raw("SELECT typeof(a), a FROM t"), "integer|1");
  EXPECT_EQ(raw("SELECT count(*) FROM log"), "0") << "no trigger fired";
  EXPECT_EQ(raw("INSERT INTO t (a) VALUES (5); SELECT id FROM t ORDER BY id"), "1\n3") << "the sequence was carried";
  EXPECT_EQ(raw("SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') ORDER BY name"), "i\ntr\nv");
  EXPECT_EQ(raw("SELECT count(*) FROM log"), "1");
}

TEST_F(RebuildTest, RefusesATableThatHasMoreThanItWasWrittenFor) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE INDEX i ON t (a); INSERT INTO t VALUES (1, 'x')");
  const std::vector<Statement> statements = rebuild("t", "a", type("BLOB"));
  const std::string before = raw("SELECT group_concat(sql) FROM sqlite_schema");
  for (const auto& [change, told] : std::map<std::string, std::string>{
           {"ALTER TABLE t ADD COLUMN merged TEXT", "column 'merged' is only in the database"},
           {"CREATE INDEX by_hand ON t (id, a)", "index 'by_hand' is only in the database"},
           {"DROP INDEX i", "index 'i' is not in the database"},
           {"CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END", "trigger 'tr' is only in the database"},
           {"ALTER TABLE t RENAME COLUMN a TO b",
            "column 'b' is only in the database; column 'a' is not in the database"},
           {"DROP INDEX i; CREATE INDEX i ON t (a DESC)", "definition"},
           {"DROP TABLE t", "does not exist"}}) {
    std::filesystem::copy_file(path(), path("copy.db"), std::filesystem::copy_options::overwrite_existing);
    ASSERT_EQ(raw(change), "");
    const std::string changed = raw("SELECT group_concat(sql) FROM sqlite_schema");
    const std::string message = refusal(statements);
    EXPECT_HAS(message, told);
    EXPECT_HAS(message, "retort check");
    EXPECT_EQ(raw("SELECT group_concat(sql) FROM sqlite_schema"), changed);
    std::filesystem::copy_file(path("copy.db"), path(), std::filesystem::copy_options::overwrite_existing);
  }
  EXPECT_EQ(raw("SELECT group_concat(sql) FROM sqlite_schema"), before);
  EXPECT_EQ(refusal(statements), "");
}

TEST_F(RebuildTest, TheGuardForgivesSpelling) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE INDEX i ON t (a)");
  const std::vector<Statement> statements = rebuild("t", "a", type("BLOB"));
  raw("DROP TABLE t; CREATE TABLE \"T\" ( ID integer  primary key /* the id */ , [a] text )");
  raw("create index I on T(A)");
  EXPECT_EQ(refusal(statements), "");
}

TEST_F(RebuildTest, TheGuardReadsDoubleQuotedStringsOfTriggers) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TRIGGER tr AFTER INSERT ON t WHEN new.a = 'so' BEGIN "
      "SELECT 1; END");
  const std::vector<Statement> statements = rebuild("t", "a", type("BLOB"));
  raw("DROP TRIGGER tr; CREATE TRIGGER tr AFTER INSERT ON t WHEN new.a = \"so\" BEGIN SELECT 1; END");
  EXPECT_EQ(refusal(statements), "");
  raw("DROP TRIGGER tr; CREATE TRIGGER tr AFTER INSERT ON t WHEN new.a = \"other\" BEGIN SELECT 1; END");
  EXPECT_FALSE(refusal(statements).empty());
}

TEST_F(RebuildTest, RefusesACopyThatChangesValues) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT); INSERT INTO t (code) VALUES ('007'), ('8'), ('x'), ('1e2'), "
      "(NULL)");
  std::vector<Statement> statements = rebuild("t", "code", type("INTEGER"));
  const std::string message = refusal(statements);
  EXPECT_HAS(message, "2 values of column 'code' would change ('007' becomes 7)");
  EXPECT_HAS(message, "allow lossy-copy");
  EXPECT_EQ(raw("SELECT group_concat(quote(code)) FROM t"), "'007','8','x','1e2',NULL");
  statements.at(1).allows = {"lossy-copy"};
  EXPECT_EQ(refusal(statements), "");
  EXPECT_EQ(raw("SELECT group_concat(quote(code)) FROM t"), "7,8,'x',100,NULL");
}

/// Old type, new type, value and whether the copy must be refused.
TEST_F(RebuildTest, JudgesValuesByTheRoundTrip) {
  struct Case {
    std::string from, to, value;
    bool lossy;
  };
  const std::vector<Case> cases{
      {"INTEGER", "REAL", "9007199254740993", true},
      {"INTEGER", "REAL", "9007199254740992", false},
      {"INTEGER", "REAL", "-9007199254740993", true},
      {"INTEGER", "TEXT", "42", false},
      {"REAL", "TEXT", "0.1 + 0.2", true},
      {"REAL", "TEXT", "1.5", false},
      {"REAL", "INTEGER", "3.0", false},
      {"REAL", "INTEGER", "3.25", false},
      {"TEXT", "NUMERIC", "'3.0'", true},
      {"TEXT", "REAL", "'7'", true},
      {"TEXT", "REAL", "'7.0'", false},
      {"TEXT", "NUMERIC", "' 7'", true},
      {"TEXT", "BLOB", "'007'", false},
      {"BLOB", "INTEGER", "'007'", true},
      {"BLOB", "INTEGER", "x'303037'", false},
      {"INTEGER", "DECIMAL(10)", "5", false},
      {"TEXT", "INTEGER", "'abc'", false},
      {"TEXT", "INTEGER", "'9223372036854775808'", true},
      {"VARCHAR(9)", "TEXT", "'007'", false},
  };
  for (const Case& test : cases) {
    raw("DROP TABLE IF EXISTS t; CREATE TABLE t (id INTEGER PRIMARY KEY, a " + test.from +
        "); INSERT INTO t (a) VALUES (" + test.value + ")");
    const std::string before = raw("SELECT quote(a) FROM t");
    const std::string message = refusal(rebuild("t", "a", type(test.to)));
    EXPECT_EQ(!message.empty(), test.lossy) << test.from << " -> " << test.to << " " << test.value << ": " << message;
    if (test.lossy) {
      EXPECT_EQ(raw("SELECT quote(a) FROM t"), before);
    }
  }
}

TEST_F(RebuildTest, RefusesToInventIds) {
  raw("CREATE TABLE t (id INT PRIMARY KEY, a TEXT); INSERT INTO t VALUES (NULL, 'x'), (5, 'y')");
  EXPECT_HAS(refusal(rebuild("t", "id", type("INTEGER"))), "1 NULL of column 'id' would become invented ids");
  EXPECT_EQ(raw("SELECT count(*) FROM t WHERE id IS NULL"), "1");
}

TEST_F(RebuildTest, CountsRowsWhateverIsAllowed) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y')");
  std::vector<Statement> statements = rebuild("t", "a", type("BLOB"));
  statements.at(1).text += " WHERE id = 1";
  statements.at(1).allows = {"lossy-copy"};
  EXPECT_HAS(refusal(statements), "has 2 rows, and its copy has 1");
  EXPECT_EQ(raw("SELECT count(*) FROM t"), "2");
}

TEST_F(RebuildTest, SeesLossesInAnEditedCopyToo) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, '007')");
  std::vector<Statement> statements = rebuild("t", "a", type("INTEGER"));
  const Statement copy = statements.at(1);
  for (const char* edited :
       {"insert into _RETORT_NEW_T select * from t", "INSERT INTO main._retort_new_t SELECT id, a FROM t WHERE id > 0",
        "INSERT INTO _retort_new_t (a, id) SELECT a, id FROM t ORDER BY id",
        "INSERT INTO _retort_new_t (id, a) SELECT id, coalesce(a, '1') FROM t",
        "WITH x AS (SELECT * FROM t) INSERT INTO _retort_new_t SELECT * FROM x"}) {
    statements.at(1).text = edited;
    EXPECT_HAS(refusal(statements), "'007' becomes 7") << edited;
  }
  // Somebody who writes a conversion means it.
  statements.at(1).text = "INSERT OR ABORT INTO _retort_new_t (id, a) SELECT id, CAST(a AS INTEGER) FROM t";
  EXPECT_EQ(refusal(statements), "");
  EXPECT_EQ(raw("SELECT quote(a) FROM t"), "7");
}

TEST_F(RebuildTest, KeepsStatistics) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b UNIQUE, c); CREATE INDEX same ON t (c); CREATE INDEX other ON "
      "t (a);"
      "INSERT INTO t VALUES (1, 'x', 1, 2), (2, 'y', 2, 2); ANALYZE");
  const std::string before = raw("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY idx");
  ASSERT_EQ(before, "t|other|2 1\nt|same|2 2\nt|sqlite_autoindex_t_1|2 1");
  run(rebuild("t", "a", type("BLOB")));
  EXPECT_EQ(raw("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY idx"), before);
  std::vector<Statement> statements = rebuild("t", "a", type("TEXT"));
  for (Statement& statement : statements) {
    if (statement.text.starts_with("CREATE INDEX other")) statement.text = "CREATE INDEX other ON t (a DESC)";
  }
  run(statements);
  EXPECT_EQ(raw("SELECT idx FROM sqlite_stat1 ORDER BY idx"), "same\nsqlite_autoindex_t_1")
      << "of an index that changed, nothing";
}

TEST_F(RebuildTest, ErrorsSpeakOfTheTableItself) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, NULL)");
  const std::string message = thrown<DatabaseError>([&] {
    run(rebuild("t", "a", [](Column& column) {
      column.type = "BLOB";
      column.not_null = true;
    }));
  });
  EXPECT_HAS(message, "t.a");
  EXPECT_HAS(message, "--existing \"t.a=VALUE\"");
  EXPECT_LACKS(message, "_retort_new_");
}

}  // namespace
}  // namespace retort::sqlite
