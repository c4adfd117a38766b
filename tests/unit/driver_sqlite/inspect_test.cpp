#include "driver/sqlite/inspect.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>

#include "database.hpp"
#include "dialect/sqlite/ddl.hpp"

namespace retort::sqlite {
namespace {

Identifier id(const std::string& text) { return Identifier::folded(text); }
ObjectName object(const std::string& text) { return {{}, id(text)}; }

class InspectTest : public DatabaseTest {
 protected:
  Schema inspect(const std::string& sql = {}, const InspectOptions& options = {}) {
    const std::string error = raw(sql);
    EXPECT_LACKS(error, "ERROR");
    const auto connection = connect(writing());
    return driver().inspect(*connection, options);
  }
  static std::string told(const Schema& schema) {
    std::string text;
    for (const NotCovered& object : schema.not_covered) {
      text += object.kind + " " + object.name.to_string() + ": " + object.reason + "\n";
    }
    return text;
  }
  static const Definition& definition(const Schema& schema, ObjectKind kind, const std::string& name) {
    return schema.definitions.at({kind, object(name)});
  }
  /// "t(a, b) u()"
  static std::string dependencies(const Schema& schema, ObjectKind kind, const std::string& name) {
    std::map<std::string, std::string> columns;
    for (const DependencyEdge& edge : schema.dependencies) {
      if (edge.object != ObjectKey{kind, object(name)}) continue;
      std::string& list = columns[edge.on.name.to_string()];
      if (!edge.on.part.empty()) list += (list.empty() ? "" : ", ") + edge.on.part.text();
    }
    std::string text;
    for (const auto& [table, list] : columns) text += (text.empty() ? "" : " ") + table + "(" + list + ")";
    return text;
  }
};

TEST_F(InspectTest, ReadsTablesThatTheEngineConfirms) {
  const Schema schema = inspect(R"(
    CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT COLLATE NOCASE UNIQUE, "odd name" VARCHAR( 20 ) DEFAULT ('x'));
    CREATE TABLE q (a INT, b TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, c REAL DEFAULT -1.5, d GENERATED ALWAYS AS (a + 1) STORED,
      e AS (a || b), PRIMARY KEY (b, a DESC), UNIQUE (a COLLATE NOCASE), UNIQUE (a COLLATE NOCASE DESC),
      CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (b) REFERENCES P) WITHOUT ROWID;
    CREATE TABLE s (a INTEGER NOT NULL, b ANY, c TEXT PRIMARY KEY) STRICT;
    CREATE TABLE u (a DATETIME DEFAULT (datetime('now')), b, c DEFAULT "so", d DEFAULT (1+ 2), UNIQUE (b, a), CHECK (a <> "b"));
    CREATE INDEX i ON p (code DESC, "odd name" COLLATE RTRIM, lower(code)) WHERE id > 5;
    CREATE UNIQUE INDEX j ON q (a, b);)");
  EXPECT_EQ(told(schema), "");
  EXPECT_EQ(schema.tables.size(), 4u);
  const Table& p = schema.tables.at(object("p"));
  EXPECT_TRUE(p.primary_key->autoincrement);
  EXPECT_EQ(p.indexes.at(id("i")).parts.size(), 3u);
  EXPECT_TRUE(schema.tables.at(object("Q")).indexes.at(id("j")).unique);
  EXPECT_TRUE(schema.tables.at(object("s")).options.contains("STRICT"));
}

/// The text is believed only where the engine agrees: here it was changed behind the engine's back.
TEST_F(InspectTest, AMismatchIsNotRead) {
  raw("CREATE TABLE t (a INTEGER, b TEXT); CREATE INDEX i ON t (a); CREATE TABLE ok (a)");
  const Raw client(path());
  client("PRAGMA writable_schema = ON; SELECT * FROM t");
  // Only the text changes; this client's parsed schema stays as it was, and the cookie too.
  auto connection = connect(writing());
  connection->query("SELECT * FROM t");
  connection->execute("BEGIN");
  connection->query("SELECT * FROM t");
  Session& session = session_of(*connection);
  session.configure(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  connection->execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER, b BLOB)' WHERE name = 't'");
  connection->execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (b)' WHERE name = 'i'");
  EXPECT_HAS(told(driver().inspect(*connection, {})),
             "table t: not read: the type of column 'b' is TEXT, and was read as BLOB");
  connection->execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER, b TEXT)' WHERE name = 't'");
  const Schema schema = driver().inspect(*connection, {});
  EXPECT_HAS(told(schema), "index i: not read: its column 1");
  EXPECT_TRUE(schema.tables.contains(object("t")));
  for (const auto& [text, told_as] :
       std::map<std::string, std::string>{{"a INTEGER, c TEXT", "column 'b' was read as 'c'"},
                                          {"a INTEGER", "2 columns, and 1 were read"},
                                          {"a INTEGER NOT NULL, b TEXT", "NOT NULL of column 'a'"},
                                          {"a INTEGER DEFAULT 5, b TEXT", "default of column 'a'"},
                                          {"a INTEGER, b TEXT COLLATE NOCASE", "collation of column 'b'"},
                                          {"a INTEGER, b TEXT AS (a)", "column 'b' was not read as generated"},
                                          {"a INTEGER PRIMARY KEY, b TEXT", "primary key"},
                                          {"a INTEGER, b TEXT UNIQUE", "unique keys"},
                                          {"a INTEGER, b TEXT REFERENCES ok (a)", "foreign keys"}}) {
    connection->query("UPDATE sqlite_schema SET sql = $1 WHERE name = 't'", {"CREATE TABLE t (" + text + ")"});
    EXPECT_HAS(told(driver().inspect(*connection, {})), told_as);
  }
  connection->execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER, b TEXT) STRICT' WHERE name = 't'");
  EXPECT_HAS(told(driver().inspect(*connection, {})), "STRICT");
  connection->execute("ROLLBACK");
}

TEST_F(InspectTest, ViewsAndTriggersSayWhatTheyDependOn) {
  const Schema schema = inspect(R"(
    CREATE TABLE t (a, b, c, d);
    CREATE TABLE u (x);
    CREATE VIEW w AS SELECT a, b FROM t;
    CREATE VIEW v (one, "Two 2") AS SELECT w.a, count(*) FROM w, u;
    CREATE VIEW cte AS WITH c AS (SELECT d FROM t) SELECT * FROM c;
    CREATE VIEW hidden AS WITH w AS (SELECT d FROM t) SELECT d FROM w;
    CREATE VIEW counted AS WITH c AS (SELECT a FROM t) SELECT count(*) FROM c;
    CREATE TRIGGER tr AFTER UPDATE OF c, "d" ON t WHEN new.b > 1 BEGIN
      INSERT INTO u SELECT one FROM v; DELETE FROM w2; UPDATE u SET x = 1; END;
    CREATE TABLE w2 (z);
    CREATE TRIGGER ti INSTEAD OF INSERT ON v BEGIN UPDATE t SET a = new.one; END;
    CREATE TRIGGER td AFTER DELETE ON u BEGIN SELECT 1; END;)");
  EXPECT_EQ(told(schema), "");
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "w"), "t(a, b)");
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "v"), "u() w(a)");
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "cte"), "t(c, d)") << "c is a name in the text";
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "hidden"), "t(d)") << "the view w is not meant";
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "counted"), "t(a, c)");
  EXPECT_EQ(dependencies(schema, ObjectKind::trigger, "tr"), "t(b, c, d) u(x) v(one) w2()");
  EXPECT_EQ(dependencies(schema, ObjectKind::trigger, "ti"), "t(a) v(one)");
  EXPECT_EQ(dependencies(schema, ObjectKind::trigger, "td"), "u()");
  const Definition& v = definition(schema, ObjectKind::view, "v");
  ASSERT_EQ(v.columns.size(), 2u);
  EXPECT_EQ(v.columns[1].text(), "Two 2");
  EXPECT_FALSE(v.broken);
  EXPECT_LT(definition(schema, ObjectKind::view, "w").ordinal, v.ordinal);
  EXPECT_LT(v.ordinal, definition(schema, ObjectKind::trigger, "tr").ordinal);
  EXPECT_EQ(definition(schema, ObjectKind::trigger, "ti").on, object("v"));
}

TEST_F(InspectTest, SaysWhatIsBroken) {
  const Schema schema = inspect(R"(
    CREATE TABLE t (a REFERENCES t (gone));
    CREATE VIEW v AS SELECT gone FROM t;
    CREATE VIEW w AS SELECT * FROM nowhere;
    CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO nowhere VALUES (1); END;
    CREATE TRIGGER good AFTER DELETE ON t BEGIN SELECT 1; END;)");
  EXPECT_TRUE(definition(schema, ObjectKind::view, "v").broken);
  EXPECT_TRUE(definition(schema, ObjectKind::view, "w").broken);
  EXPECT_TRUE(definition(schema, ObjectKind::trigger, "tr").broken);
  EXPECT_FALSE(definition(schema, ObjectKind::trigger, "good").broken)
      << "the mismatched foreign key is not its business";
}

/// A live database may take "so" for a string; a scratch database never does, and both must read the same.
TEST_F(InspectTest, DoubleQuotedStringsReadAsStrings) {
  const std::string tables = "CREATE TABLE t (a, \"b c\");";
  const Schema live = inspect(tables + R"(
    CREATE VIEW v AS SELECT "a", "b c", "not a column" AS x, 'it' FROM t WHERE "b c" <> "it's";
    CREATE VIEW plain AS SELECT "a" FROM t;
    CREATE TRIGGER tr AFTER INSERT ON t WHEN new."b c" = "yes" BEGIN UPDATE t SET a = "no" WHERE "a" = 1; END;)");
  EXPECT_EQ(told(live), "");
  EXPECT_HAS(definition(live, ObjectKind::view, "v").sql.text, "'not a column'");
  EXPECT_HAS(definition(live, ObjectKind::view, "v").sql.text, "'it''s'");
  EXPECT_HAS(definition(live, ObjectKind::view, "plain").sql.text, "\"a\"");
  EXPECT_FALSE(definition(live, ObjectKind::trigger, "tr").broken);
  EXPECT_EQ(dependencies(live, ObjectKind::view, "v"), "t(a, b c)");

  const auto scratch = driver().make_scratch();
  scratch->connection().execute("CREATE TABLE t (a, \"b c\")");
  scratch->connection().execute(
      "CREATE VIEW v AS SELECT a, \"b c\", 'not a column' AS x, 'it' FROM t WHERE \"b c\" <> 'it''s'");
  scratch->connection().execute("CREATE VIEW plain AS SELECT a FROM t");
  scratch->connection().execute(
      "CREATE TRIGGER tr AFTER INSERT ON t WHEN new.\"b c\" = 'yes' BEGIN UPDATE t SET a = 'no' WHERE a = 1; END");
  const Schema desired = driver().inspect(scratch->connection(), {});
  EXPECT_EQ(live.definitions, desired.definitions);
}

TEST_F(InspectTest, VirtualTablesAreDefinitionsAndHideTheirShadows) {
  const Schema schema = inspect(R"(
    CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'porter');
    CREATE VIRTUAL TABLE r USING rtree(id, x0, x1);
    CREATE TABLE f_other (a);
    CREATE VIEW v AS SELECT body FROM f;)");
  EXPECT_EQ(told(schema), "");
  EXPECT_EQ(schema.tables.size(), 1u);
  EXPECT_TRUE(schema.tables.contains(object("f_other")));
  EXPECT_TRUE(schema.definitions.contains({ObjectKind::virtual_table, object("f")}));
  EXPECT_TRUE(schema.definitions.contains({ObjectKind::virtual_table, object("r")}));
  EXPECT_EQ(dependencies(schema, ObjectKind::view, "v"), "f(body)");
}

TEST_F(InspectTest, WithoutItsModuleAVirtualTableIsNotCoveredNorWhatMayBelongToIt) {
  const Raw client(path());
  client(
      "CREATE TABLE f_data (a); CREATE TABLE f2 (a); CREATE VIEW v AS SELECT * FROM f;"
      "PRAGMA writable_schema = ON;"
      "INSERT INTO sqlite_schema VALUES ('table', 'f', 'f', 0, 'CREATE VIRTUAL TABLE f USING unheard_of(a)');"
      "PRAGMA writable_schema = RESET");
  const Schema schema = inspect();
  EXPECT_HAS(told(schema), "virtual table f: not read: no such module: unheard_of");
  EXPECT_HAS(told(schema), "table f_data: not read: it may be part of the virtual table 'f'");
  EXPECT_EQ(schema.tables.size(), 1u);
  EXPECT_TRUE(schema.tables.contains(object("f2")));
  EXPECT_TRUE(definition(schema, ObjectKind::view, "v").broken);
}

TEST_F(InspectTest, LeavesOutWhatIsNotTheUsers) {
  raw("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t VALUES (1); CREATE INDEX i ON t (id); "
      "ANALYZE;"
      "CREATE TABLE retort_version (a); CREATE INDEX own ON retort_version (a);"
      "CREATE TRIGGER tr AFTER INSERT ON retort_version BEGIN SELECT 1; END");
  const auto connection = connect();
  connection->execute("CREATE TEMP TABLE hidden (a)");
  connection->execute("CREATE TEMP TABLE t (other)");
  InspectOptions options;
  options.own_tables = {object("Retort_Version")};
  const Schema schema = driver().inspect(*connection, options);
  EXPECT_EQ(told(schema), "");
  ASSERT_EQ(schema.tables.size(), 1u);
  EXPECT_EQ(schema.tables.begin()->second.columns[0].name.text(), "id");
  EXPECT_TRUE(schema.definitions.empty());
}

TEST_F(InspectTest, ReadsWithinATransactionAndLeavesItOpen) {
  const auto connection = connect();
  const auto step = connection->begin_step(StepMode::transactional);
  step->run(statement("CREATE TABLE t (a)"));
  EXPECT_EQ(driver().inspect(*connection, {}).tables.size(), 1u);
  EXPECT_NO_THROW(step->check());
}

TEST_F(InspectTest, ReadOnlyConnectionsReadTriggersToo) {
  raw("CREATE TABLE t (a); CREATE TRIGGER tr AFTER UPDATE ON t BEGIN DELETE FROM t; END");
  const Schema schema = driver().inspect(*connect(reading()), {});
  EXPECT_FALSE(definition(schema, ObjectKind::trigger, "tr").broken);
}

/// Every spelling that the writer knows reads back from the engine's catalogue as it went in.
TEST_F(InspectTest, WhatIsWrittenReadsBackEqual) {
  raw(R"(CREATE TABLE t ("select" INTEGER PRIMARY KEY DESC, b TEXT NOT NULL ON CONFLICT IGNORE COLLATE RTRIM DEFAULT 'x''y',
      c NUMERIC(10, 2) CHECK (c > 0 AND b <> ''), d AS (c * 2) VIRTUAL, UNIQUE (b, c) ON CONFLICT REPLACE,
      CONSTRAINT fk FOREIGN KEY (c) REFERENCES t ("select") ON DELETE CASCADE);
      CREATE UNIQUE INDEX "odd index" ON t (b COLLATE NOCASE DESC, c + 1) WHERE c IS NOT NULL)");
  const Schema live = inspect();
  ASSERT_EQ(told(live), "");
  const Table& table = live.tables.at(object("t"));
  const auto scratch = driver().make_scratch();
  scratch->connection().execute(write_create_table(table));
  for (const auto& [name, index] : table.indexes) scratch->connection().execute(write_create_index(table.name, index));
  EXPECT_EQ(driver().inspect(scratch->connection(), {}).tables.at(object("t")), table);
}

TEST_F(InspectTest, ThousandTablesAreReadAtOnce) {
  std::string sql = "BEGIN;";
  for (int i = 0; i < 1000; ++i) {
    sql += fmt::format(
        "CREATE TABLE t{0} (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b NUMERIC(10,2) DEFAULT 0, c REFERENCES t0 (id),"
        " d DATETIME DEFAULT CURRENT_TIMESTAMP, e TEXT CHECK (length(e) < 10), f INTEGER, UNIQUE (a, b));"
        "CREATE INDEX i{0} ON t{0} (a); CREATE INDEX j{0} ON t{0} (d, c);",
        i);
  }
  raw(sql + "COMMIT");
  const auto connection = connect(reading());
  const auto start = std::chrono::steady_clock::now();
  const Schema schema = driver().inspect(*connection, {});
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  std::cout << fmt::format("1000 tables and 2000 indexes read in {:.0f} ms\n", spent.count());
  EXPECT_EQ(schema.tables.size(), 1000u);
  EXPECT_EQ(told(schema), "");
}

}  // namespace
}  // namespace retort::sqlite
