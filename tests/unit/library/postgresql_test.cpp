// A program that migrates itself, on PostgreSQL.
#include "retort/postgresql.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <atomic>
#include <thread>

#include "retort/migrator.hpp"
#include "retort/operations.hpp"
#include "retort/transaction.hpp"
#include "support/postgresql_database.hpp"

namespace retort {
namespace {

using Ids = std::vector<std::string>;
using testing::PostgresqlDatabase;

Revisions words() {
  Revisions revisions;
  CompiledRevision made;
  made.id = "aaaa";
  made.message = "words";
  made.upgrade = [](Operations& op) {
    op.create_table(table("words").column("id", Integer(), {.primary_key = true}).column("word", Text()));
    op.bulk_insert("words", {"id", "word"}, {{1, "one"}, {2, Value()}});
  };
  made.downgrade = [](Operations& op) { op.drop_table("words"); };
  revisions.add(made);
  CompiledRevision index = made;
  index.id = "bbbb";
  index.revises = {"aaaa"};
  index.upgrade = [](Operations& op) {
    op.create_index("ix_words", "words", {"word"}, {.postgresql_concurrently = true});
    op.create_exclude_constraint("words_once", "words", "USING btree (word WITH =)");
  };
  index.downgrade = [](Operations& op) {
    op.drop_constraint("words_once", "words", {.kind = ConstraintKind::exclude});
    op.drop_index("ix_words", "words", {.postgresql_concurrently = true});
  };
  revisions.add(index);
  revisions.after_upgrade("aaaa", [](Transaction& transaction) {
    for (const Row& row : transaction.query("SELECT id FROM words WHERE word IS NULL").rows)
      transaction.execute("UPDATE words SET word = $1 WHERE id = $2", {"found", row[0]});
  });
  return revisions;
}

class MigratorPostgresql : public ::testing::TestWithParam<int> {};

TEST_P(MigratorPostgresql, ProvesAndRunsWhatStandsOutsideOfTransactions) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  const PostgresqlDatabase database(GetParam());
  const Migrator migrator(postgresql::driver(), database.url(), words());
  EXPECT_EQ(migrator.verify().failures(), "");
  EXPECT_EQ(migrator.upgrade().ran, (Ids{"aaaa", "bbbb"}));
  EXPECT_EQ(database.query("SELECT word FROM words ORDER BY id"), "one\nfound");
  EXPECT_TRUE(migrator.check().passed());
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
}

TEST_P(MigratorPostgresql, AFunctionThatThrowsLeavesNothingOfItsStep) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  const PostgresqlDatabase database(GetParam());
  Revisions revisions = words();
  bool fails = true;
  revisions.after_upgrade("aaaa", [&](Transaction& transaction) {
    transaction.execute("DELETE FROM words");
    if (fails) throw std::runtime_error("not yet");
  });
  const Migrator migrator(postgresql::driver(), database.url(), revisions);
  EXPECT_THROW(migrator.upgrade(), MigrationFailed);
  EXPECT_EQ(database.query("SELECT count(*) FROM words"), "0") << "the step before it stays";
  EXPECT_EQ(migrator.status().unfinished.size(), 1u);
  fails = false;
  EXPECT_EQ(migrator.upgrade().after, Ids{"bbbb"});
}

TEST_P(MigratorPostgresql, ThreadsMigrateDatabasesOfTheirOwn) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  std::vector<std::thread> threads;
  std::atomic<int> ran = 0;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      const PostgresqlDatabase database(GetParam());
      const Migrator migrator(postgresql::driver(), database.url(), words());
      ran += static_cast<int>(migrator.upgrade().ran.size());
      if (!migrator.check().passed()) ran += 1000;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, 6);
}

TEST_P(MigratorPostgresql, RunsOnAConnectionThatIsHandedIn) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  const PostgresqlDatabase database(GetParam());
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(database.url().c_str()), PQfinish);
  const auto ask = [&](const char* sql) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> rows(PQexec(connection.get(), sql), PQclear);
    const bool has_row = PQresultStatus(rows.get()) == PGRES_TUPLES_OK && PQntuples(rows.get()) > 0;
    return std::string(has_row ? PQgetvalue(rows.get(), 0, 0) : PQresultErrorMessage(rows.get()));
  };
  for (const char* sql :
       {"CREATE SCHEMA mine", "SET search_path = mine, public", "SET statement_timeout = '7s'",
        "CREATE TEMP TABLE kept AS SELECT 1 AS a", "LISTEN news", "PREPARE q AS SELECT 42", "CREATE ROLE somebody_here",
        "GRANT ALL ON SCHEMA public, mine TO somebody_here", "SET ROLE somebody_here"})
    EXPECT_EQ(ask(sql), "");
  const Migrator migrator(postgresql::on(connection.get()), {.scratch = testing::postgresql_url(GetParam())}, words());
  EXPECT_EQ(migrator.upgrade().ran, (Ids{"aaaa", "bbbb"}));
  EXPECT_EQ(database.query("SELECT schemaname FROM pg_tables WHERE tablename = 'words'"), "public");
  EXPECT_TRUE(migrator.status().up_to_date());
  EXPECT_EQ(ask("SHOW role"), "somebody_here");
  EXPECT_EQ(database.query("SELECT tableowner FROM pg_tables WHERE tablename = 'words'"), "somebody_here");
  EXPECT_EQ(ask("RESET ROLE"), "");
  EXPECT_EQ(ask("SHOW search_path"), "mine, public");
  EXPECT_EQ(ask("SHOW statement_timeout"), "7s");
  EXPECT_EQ(ask("SHOW default_transaction_read_only"), "off");
  EXPECT_EQ(ask("SELECT a FROM kept"), "1");
  EXPECT_EQ(ask("SELECT pg_listening_channels()"), "news");
  EXPECT_EQ(ask("EXECUTE q"), "42");
  EXPECT_EQ(ask("SELECT count(*) FROM pg_prepared_statements"), "1");
  EXPECT_EQ(ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"), "0");
  EXPECT_EQ(PQisnonblocking(connection.get()), 0);

  EXPECT_EQ(ask("BEGIN"), "");
  EXPECT_THROW(migrator.status(), UsageError);
  EXPECT_EQ(ask("ROLLBACK"), "");
  EXPECT_EQ(ask("DROP OWNED BY somebody_here"), "");
  EXPECT_EQ(ask("DROP ROLE somebody_here"), "");
}

INSTANTIATE_TEST_SUITE_P(Servers, MigratorPostgresql, ::testing::Values(15, 18));

}  // namespace
}  // namespace retort
