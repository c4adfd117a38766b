#include "driver/sqlite/connection.hpp"

#include <sys/wait.h>

#include <thread>

#include "database.hpp"

namespace retort::sqlite {
namespace {

using ConnectionTest = DatabaseTest;

constexpr const char* kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

TEST_F(ConnectionTest, ReadOnlyNeverMakesAFile) {
  const std::string message = thrown<DatabaseError>([&] { connect(reading()); });
  EXPECT_HAS(message, "does not exist");
  EXPECT_HAS(message, "retort upgrade");
  EXPECT_TRUE(files().empty());
}

TEST_F(ConnectionTest, WritingNeedsCreateToMakeAFile) {
  ConnectOptions options = writing();
  options.create = false;
  EXPECT_HAS(thrown<DatabaseError>([&] { connect(options); }), "does not exist");
  connect();
  EXPECT_EQ(files(), std::set<std::string>{"app.db"});
}

TEST_F(ConnectionTest, ReadOnlyWritesNothing) {
  raw("CREATE TABLE t (a)");
  auto connection = connect(reading());
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->execute("INSERT INTO t VALUES (1)"); }), "SQLITE_READONLY");
  EXPECT_EQ(raw("SELECT count(*) FROM t"), "0");
}

TEST_F(ConnectionTest, ReadOnlyReadsAWalThatNobodyCheckpointed) {
  const Raw writer(path());
  writer("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a); INSERT INTO t VALUES (7)");
  auto connection = connect(reading());
  EXPECT_EQ(connection->query("SELECT a FROM t").rows, (std::vector<Row>{{std::int64_t{7}}}));
  EXPECT_FALSE(thrown<DatabaseError>([&] { connection->execute("INSERT INTO t VALUES (1)"); }).empty());
}

TEST_F(ConnectionTest, ReadOnlyLeavesNoWalFilesBehind) {
  raw("PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
  ASSERT_EQ(files(), std::set<std::string>{"app.db"});
  connect(reading())->query("SELECT * FROM t");
  EXPECT_EQ(files(), std::set<std::string>{"app.db"});
}

/// A writer that dies in the middle of its transaction leaves a journal that must be rolled back before anybody reads.
TEST_F(ConnectionTest, ReadOnlyRecoversFromAWriterThatDied) {
  raw("CREATE TABLE t (a); INSERT INTO t VALUES ('before')");
  const pid_t child = fork();
  if (child == 0) {
    const Raw writer(path());
    writer(
        "PRAGMA cache_size = 2; BEGIN; UPDATE t SET a = 'after';"
        "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        " SELECT i, hex(randomblob(200)) AS x FROM n");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  ASSERT_TRUE(files().contains("app.db-journal"));
  EXPECT_EQ(connect(reading())->query("SELECT a FROM t").rows, (std::vector<Row>{{std::string("before")}}));
}

TEST_F(ConnectionTest, SaysWhatIsNotADatabase) {
  std::ofstream(path()) << std::string(5000, 'x');
  EXPECT_HAS(thrown<DatabaseError>([&] { connect(reading()); }), "not a SQLite database");
  EXPECT_HAS(thrown<DatabaseError>([&] { connect(); }), "SQLITE_NOTADB");
  Url folder = url();
  folder.database = folder_.string();
  EXPECT_HAS(thrown<DatabaseError>([&] { driver().connect(folder, reading()); }), "is a folder");
  EXPECT_HAS(thrown<DatabaseError>([&] { driver().connect(url("no/app.db"), writing()); }), "does not exist");
}

TEST_F(ConnectionTest, OpensOddPathsAndOptions) {
  const std::string odd = "a b?c%41#d&e=f+g.db";
  driver().connect(url(odd), writing());
  EXPECT_EQ(files(), std::set<std::string>{odd});
  Url read_only = url(odd);
  read_only.options["mode"] = "ro";
  auto connection = driver().connect(read_only, writing());
  EXPECT_FALSE(thrown<DatabaseError>([&] { connection->execute("CREATE TABLE t (a)"); }).empty());
  read_only.options["color"] = "blue";
  EXPECT_HAS(thrown<UsageError>([&] { driver().connect(read_only, writing()); }), "'color'");
}

TEST_F(ConnectionTest, QueriesWithParametersOfEveryType) {
  auto connection = connect();
  const Row all{std::monostate{}, std::int64_t{-5}, 1.5, std::string("a\0b", 3), Blob{std::string("\0\xff", 2)}};
  const Rows rows = connection->query("SELECT $1 AS a, $2, $3, $4, $5, $1", all);
  ASSERT_EQ(rows.rows.size(), 1u);
  Row expected = all;
  expected.push_back(all[0]);
  EXPECT_EQ(rows.rows[0], expected);
  EXPECT_EQ(rows.columns[0], "a");
  EXPECT_THROW(connection->query("SELECT $1", {std::int64_t{1}, std::int64_t{2}}), std::logic_error);
}

TEST_F(ConnectionTest, KeptStatementsForgetTheirParametersAndRows) {
  auto connection = connect();
  connection->execute("CREATE TABLE t (a UNIQUE)");
  const std::string insert = "INSERT INTO t VALUES ($1)";
  connection->query(insert, {std::int64_t{1}});
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->query(insert, {std::int64_t{1}}); }), "SQLITE_CONSTRAINT_UNIQUE");
  connection->query(insert, {});
  connection->query(insert, {std::int64_t{2}});
  EXPECT_EQ(raw("SELECT a FROM t ORDER BY a"), "NULL\n1\n2");
}

/// A pragma takes effect while it is prepared; the engine prepares a kept one anew.
TEST_F(ConnectionTest, PragmasWorkEveryTime) {
  auto connection = connect();
  for (const std::int64_t pages : {10, 20, 10}) {
    connection->query(pages == 10 ? "PRAGMA cache_size = 10" : " pragma cache_size = 20");
    EXPECT_EQ(connection->query("PRAGMA cache_size").rows, (std::vector<Row>{{pages}}));
  }
}

TEST_F(ConnectionTest, SetsForeignKeysOn) {
  auto connection = connect();
  connection->execute("CREATE TABLE p (id INTEGER PRIMARY KEY)");
  connection->execute("CREATE TABLE c (p REFERENCES p)");
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->execute("INSERT INTO c VALUES (1)"); }),
             "SQLITE_CONSTRAINT_FOREIGNKEY");
}

TEST_F(ConnectionTest, ErrorsCarryCodeAndOffset) {
  auto connection = connect();
  connection->execute("CREATE TABLE t (a NOT NULL)");
  try {
    connection->execute("SELECT a, nope FROM t");
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.server().code, "SQLITE_ERROR");
    EXPECT_EQ(error.server().offset, 10u);
    EXPECT_STREQ(error.what(), "no such column: nope");
  }
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->execute("INSERT INTO t VALUES (NULL)"); }),
             "SQLITE_CONSTRAINT_NOTNULL");
}

TEST_F(ConnectionTest, ExecutesOneStatementOnly) {
  auto connection = connect();
  connection->execute("CREATE TABLE t (a); -- and no more;\n ;");
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->execute("CREATE TABLE u (a); CREATE TABLE v (a)"); }),
             "second statement");
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->execute("-- nothing"); }), "no statement");
  EXPECT_EQ(raw("SELECT name FROM sqlite_schema"), "t");
}

TEST_F(ConnectionTest, WaitsForALockAndSaysWhenItIsNotFree) {
  raw("CREATE TABLE t (a)");
  auto connection = connect(writing(150));
  const Raw other(path());
  other("BEGIN EXCLUSIVE");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_HAS(thrown<LockTimeout>([&] { connection->query("SELECT * FROM t"); }), "0.15 s");
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(140));
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    other("COMMIT");
  });
  EXPECT_NO_THROW(connection->query("SELECT * FROM t"));
  release.join();
}

TEST_F(ConnectionTest, CancellationEndsAWait) {
  raw("CREATE TABLE t (a)");
  const ConnectOptions options = writing(60000);
  auto connection = connect(options);
  const Raw other(path());
  other("BEGIN EXCLUSIVE");
  std::thread cancel([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    options.cancellation.cancel();
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(connection->query("SELECT * FROM t"), Interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  cancel.join();
}

TEST_F(ConnectionTest, CancellationEndsAStatement) {
  const ConnectOptions options = writing();
  auto connection = connect(options);
  std::thread cancel([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    options.cancellation.cancel();
  });
  EXPECT_THROW(connection->query(kEndless), Interrupted);
  cancel.join();
}

TEST_F(ConnectionTest, StatementTimeoutEndsAStatement) {
  ConnectOptions options = writing();
  options.statement_timeout = std::chrono::milliseconds(30);
  auto connection = connect(options);
  EXPECT_HAS(thrown<DatabaseError>([&] { connection->query(kEndless); }), "statement_timeout");
  EXPECT_NO_THROW(connection->query("SELECT 1"));
}

TEST_F(ConnectionTest, KnowsWhetherSomebodyElseWrote) {
  auto connection = connect();
  connection->execute("CREATE TABLE t (a)");
  EXPECT_FALSE(connection->changed_elsewhere());
  raw("INSERT INTO t VALUES (1)");
  EXPECT_TRUE(connection->changed_elsewhere());
  EXPECT_FALSE(connection->changed_elsewhere());
  raw("INSERT INTO t VALUES (2)");
  const auto step = connection->begin_step(StepMode::transactional);
  EXPECT_TRUE(connection->changed_elsewhere());
}

TEST_F(ConnectionTest, KnowsWhatRunsInATransaction) {
  auto connection = connect();
  EXPECT_TRUE(connection->runs_in_transaction("CREATE INDEX i ON t (a)"));
  EXPECT_FALSE(connection->runs_in_transaction("-- now\nVACUUM"));
  EXPECT_FALSE(connection->runs_in_transaction("pragma journal_mode = wal"));
}

TEST_F(ConnectionTest, FindsTables) {
  auto connection = connect();
  connection->execute("CREATE TABLE Foo (a)");
  connection->execute("CREATE VIEW v AS SELECT 1");
  EXPECT_TRUE(connection->has_table({{}, Identifier::folded("fOO")}));
  EXPECT_FALSE(connection->has_table({{}, Identifier::folded("v")}));
}

TEST_F(ConnectionTest, ScratchIsStrictAndOnItsOwn) {
  const auto one = driver().make_scratch();
  const auto two = driver().make_scratch();
  one->connection().execute("CREATE TABLE t (a)");
  EXPECT_NO_THROW(two->connection().execute("CREATE TABLE t (a)"));
  EXPECT_FALSE(thrown<DatabaseError>([&] { one->connection().execute("SELECT \"nope\" FROM t"); }).empty());
  EXPECT_FALSE(
      thrown<DatabaseError>([&] { one->connection().execute("CREATE TABLE u (a CHECK (a <> \"x\"))"); }).empty());
  one->connection().execute("CREATE TABLE c (x REFERENCES p (id))");
  EXPECT_FALSE(thrown<DatabaseError>([&] { one->connection().execute("INSERT INTO c VALUES (1)"); }).empty());
}

TEST_F(ConnectionTest, ScratchKnowsStubs) {
  const std::string table =
      "CREATE TABLE t (a TEXT COLLATE de_at CHECK (slugify(a, 1) <> ''), b AS (slugify(a)) STORED, c AS (slugify(a, b, "
      "c2)), c2)";
  const std::string index = "CREATE INDEX i ON t (slugify(a), a COLLATE DE_AT)";
  EXPECT_FALSE(thrown<DatabaseError>([&] { driver().make_scratch()->connection().execute(table); }).empty());
  const auto stubbed = driver().with_stubs({{"slugify"}, {"de_at"}});
  const auto scratch = stubbed->make_scratch();
  scratch->connection().execute(table);
  scratch->connection().execute(index);
  scratch->connection().execute("INSERT INTO t (a) VALUES ('x'), ('y')");
  EXPECT_EQ(scratch->connection().query("SELECT a FROM t WHERE a > 'x'").rows, (std::vector<Row>{{std::string("y")}}));
  EXPECT_EQ(stubbed->inspect(scratch->connection(), {}).not_covered.size(), 0u);
  EXPECT_FALSE(thrown<DatabaseError>([&] { stubbed->connect(url(), writing())->execute(table); }).empty())
      << "a live database gets no stubs";
}

TEST_F(ConnectionTest, BookkeepingTablesAreThoseOfTheJournalsPage) {
  auto connection = connect();
  for (const std::string& sql :
       driver().bookkeeping_ddl({{}, Identifier("retort_version")}, {{}, Identifier("retort_journal")})) {
    connection->execute(sql);
    connection->execute(sql);
  }
  EXPECT_EQ(raw("SELECT group_concat(name, ' ') FROM pragma_table_info('retort_journal')"),
            "id revision revises direction step steps statement hash state started finished username hostname "
            "file_name file_text");
  EXPECT_EQ(raw("SELECT name || type || \"notnull\" || pk FROM pragma_table_info('retort_version')"),
            "version_numVARCHAR(32)11");
}

TEST_F(ConnectionTest, DropsADatabaseWithItsFiles) {
  raw("PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
  driver().drop_database(url(), writing());
  EXPECT_TRUE(files().empty());
  EXPECT_HAS(thrown<DatabaseError>([&] { driver().drop_database(url(), writing()); }), "does not exist");
}

TEST_F(ConnectionTest, DropsNothingThatIsInUseOrNoDatabase) {
  for (const std::string mode : {"WAL", "DELETE"}) {
    const Raw other(path());
    other("PRAGMA journal_mode = " + mode + "; CREATE TABLE IF NOT EXISTS t (a); BEGIN; SELECT * FROM t");
    EXPECT_FALSE(thrown<LockTimeout>([&] { driver().drop_database(url(), writing(100)); }).empty()) << mode;
    EXPECT_TRUE(files().contains("app.db"));
  }
  std::ofstream(path("letter.txt")) << std::string(5000, 'x');
  EXPECT_HAS(thrown<DatabaseError>([&] { driver().drop_database(url("letter.txt"), writing()); }),
             "not a SQLite database");
  EXPECT_TRUE(files().contains("letter.txt"));
}

}  // namespace
}  // namespace retort::sqlite
