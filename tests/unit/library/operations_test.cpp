// Revisions in C++: every operation on both engines, up, down, up, with equal catalogues.
#include "retort/operations.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../folder.hpp"
#include "raw_database.hpp"
#include "retort/migrator.hpp"
#include "retort/postgresql.hpp"
#include "retort/sqlite.hpp"
#include "retort/transaction.hpp"
#include "support/postgresql_database.hpp"

namespace retort {
namespace {

constexpr EnumLabel kStatusLabels[] = {{"new", 0}, {"paid", 1}};
constexpr EnumType kStatus = {"order_status", kStatusLabels};

/// A revision of these two, on top of `revises`.
CompiledRevision revision(std::string id, std::vector<std::string> revises, std::function<void(Operations&)> upgrade,
                          std::function<void(Operations&)> downgrade) {
  CompiledRevision made;
  made.id = std::move(id);
  made.revises = std::move(revises);
  made.message = "a revision";
  made.upgrade = std::move(upgrade);
  made.downgrade = std::move(downgrade);
  return made;
}

void create_tables(Operations& op) {
  op.create_table(table("teams")
                      .column("id", BigInteger(), {.nullable = false, .primary_key = true})
                      .column("name", String(40), {.nullable = false}));
  op.create_table(table("users")
                      .column("id", BigInteger(), {.nullable = false, .primary_key = true})
                      .column("email", String(255), {.nullable = false, .unique = true})
                      .column("status", Enum(kStatus), {.nullable = false, .server_default = "'new'"})
                      .column("created_at", DateTime(), {.nullable = false, .server_default = sql::now()})
                      .check("email <> ''", "email_not_empty")
                      .index("ix_users_created_at", {"created_at"}));
  op.bulk_insert("teams", {"id", "name"}, {{1, "one's"}, {2, "two"}});
  op.bulk_insert("users", {"id", "email"}, {{1, "a@b"}, {2, "c@d"}});
}
void drop_tables(Operations& op) {
  op.drop_table("users");
  op.drop_table("teams");
  op.drop_enum(kStatus);
}

void change_columns(Operations& op) {
  op.add_column("users", "nick", Text(), {.comment = "as the user likes it"});
  op.add_column("users", "team_id", BigInteger());
  op.add_column("users", "age", Integer(), {.nullable = false, .existing = "18"});
  op.execute("UPDATE users SET team_id = 1, nick = 'n' || id");
  op.alter_column("users", "nick", {.nullable = false, .server_default = "'?'"});
  op.alter_column("users", "email", {.type = Text(), .new_column_name = "mail"});
  op.alter_column("users", "age", {.type = BigInteger()});
  op.create_foreign_key("users_team_fk", "users", "teams", {"team_id"}, {"id"}, {.on_delete = "SET NULL"});
  op.create_unique_constraint("users_nick_key", "users", {"nick", "team_id"});
  op.create_check_constraint("users_age_check", "users", "age > 0");
  op.create_index("ix_users_lower_mail", "users", {expression_part("lower(mail)")}, {.where = "age > 10"});
  op.create_table_comment("users", "who is who");
  op.create_column_comment("users", "age", "in years");
}
void change_columns_back(Operations& op) {
  op.drop_column_comment("users", "age");
  op.drop_table_comment("users");
  op.drop_index("ix_users_lower_mail", "users");
  op.drop_constraint("users_age_check", "users", {.kind = ConstraintKind::check});
  op.drop_constraint("users_nick_key", "users");
  op.drop_constraint("", "users", {.kind = ConstraintKind::foreign_key, .columns = {"team_id"}});
  op.alter_column("users", "mail", {.type = String(255), .new_column_name = "email", .allow_lossy_copy = true});
  op.alter_column("users", "age", {.nullable = true});
  op.drop_column("users", "age");
  op.drop_column("users", "team_id");
  op.drop_column("users", "nick");
}

void change_tables(Operations& op) {
  op.batch_alter_table("teams", [](BatchOperations& batch) {
    batch.add_column("rank", Integer());
    batch.alter_column("name", {.nullable = true, .drop_server_default = true});
    batch.create_unique_constraint("teams_rank_key", {"rank"});
    batch.create_check_constraint("teams_rank_check", "rank >= 0");
    batch.create_index("ix_teams_name", {"name"}, {.unique = true, .if_not_exists = true});
  });
  op.rename_table("teams", "groups");
  op.create_table(table("notes").column("a", Integer(), {.nullable = false}).column("b", Integer()));
  op.create_primary_key("notes_pk", "notes", {"a"});
  op.create_view("group_names", "SELECT name FROM groups");
}
void change_tables_back(Operations& op) {
  op.drop_view("group_names");
  op.drop_constraint("notes_pk", "notes");
  op.drop_table("notes");
  op.rename_table("groups", "teams");
  op.batch_alter_table("teams", [](BatchOperations& batch) {
    batch.drop_index("ix_teams_name");
    batch.drop_constraint("teams_rank_check");
    batch.drop_constraint("teams_rank_key");
    batch.alter_column("name", {.nullable = false});
    batch.drop_column("rank");
  });
}

void change_enums(Operations& op) {
  const std::vector<EnumColumn> columns = {{"users", "status"}};
  op.add_enum_value(kStatus, "sent", {.after = "new", .columns = columns});
  op.execute("UPDATE users SET status = 'sent' WHERE id = 2");
  op.rename_enum_value(kStatus, "sent", "shipped", columns);
  op.rename_enum(kStatus, "status");
}
void change_enums_back(Operations& op) {
  op.rename_enum("status", "order_status");
  op.rename_enum_value(kStatus, "shipped", "sent", {{"users", "status"}});
  op.execute("UPDATE users SET status = 'paid' WHERE status = 'sent'");
  op.drop_enum_value(kStatus, "sent", {{"users", "status"}});
}

Revisions all_revisions() {
  Revisions revisions;
  revisions.add(revision("a1a1", {}, create_tables, drop_tables));
  revisions.add(revision("b2b2", {"a1a1"}, change_columns, change_columns_back));
  revisions.add(revision("c3c3", {"b2b2"}, change_tables, change_tables_back));
  revisions.add(revision("d4d4", {"c3c3"}, change_enums, change_enums_back));
  return revisions;
}

using Ids = std::vector<std::string>;

/// One engine with an empty database.
struct Engine {
  const Driver* driver;
  std::string url;
};

class OperationsTest : public ::testing::Test {
 protected:
  Engine sqlite() const { return {&sqlite::driver(), "sqlite:" + (folder_ / "app.db").string()}; }
  TestFolder folder_;
};

TEST_F(OperationsTest, AreProvenOnSqlite) {
  Revisions revisions = all_revisions();
  const Migrator migrator(*sqlite().driver, sqlite().url, revisions);
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_TRUE(migrator.check().passed());
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
  EXPECT_EQ(migrator.upgrade().after, Ids{"d4d4"});
}

/// What users and groups hold at head, by each engine's own words.
constexpr const char* kRows = "SELECT id, mail, nick, age, status, team_id FROM users ORDER BY id";

TEST_F(OperationsTest, DoOnSqliteWhatTheySay) {
  Migrator(*sqlite().driver, sqlite().url, all_revisions()).upgrade();
  RawDatabase raw(folder_ / "app.db");
  EXPECT_EQ(raw.query(kRows), "1|a@b|n1|18|new|1\n2|c@d|n2|18|shipped|1\n");
  EXPECT_EQ(
      raw.query("SELECT sql FROM sqlite_schema WHERE tbl_name IN ('users', 'groups', 'notes') AND sql IS NOT NULL "
                "ORDER BY type DESC, name"),
      R"(CREATE TABLE "groups" (
  id INTEGER PRIMARY KEY NOT NULL,
  name VARCHAR(40),
  rank INTEGER,
  CONSTRAINT teams_rank_key UNIQUE (rank),
  CONSTRAINT teams_rank_check CHECK (rank >= 0)
)
CREATE TABLE "notes" (
  a INTEGER NOT NULL,
  b INTEGER,
  CONSTRAINT notes_pk PRIMARY KEY (a)
)
CREATE TABLE "users" (
  id INTEGER PRIMARY KEY NOT NULL,
  mail TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL DEFAULT 'new',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  nick TEXT NOT NULL DEFAULT '?',
  team_id INTEGER,
  age INTEGER NOT NULL,
  CONSTRAINT users_nick_key UNIQUE (nick, team_id),
  CONSTRAINT users_team_fk FOREIGN KEY (team_id) REFERENCES groups (id) ON DELETE SET NULL,
  CHECK (status IN ('new', 'shipped', 'paid')),
  CONSTRAINT email_not_empty CHECK (mail <> ''),
  CONSTRAINT users_age_check CHECK (age > 0)
)
CREATE UNIQUE INDEX ix_teams_name ON "groups" (name)
CREATE INDEX ix_users_created_at ON users (created_at)
CREATE INDEX ix_users_lower_mail ON users (lower(mail)) WHERE age > 10
)");
  EXPECT_EQ(raw.query("INSERT INTO users (id, mail, status, nick, age) VALUES (3, 'x', 'sent', 'n', 1)"),
            "CHECK constraint failed: status IN ('new', 'shipped', 'paid')");
}

class OperationsOnPostgresql : public ::testing::TestWithParam<int> {};

TEST_P(OperationsOnPostgresql, AreProven) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  const testing::PostgresqlDatabase database(GetParam());
  const Migrator migrator(postgresql::driver(), database.url(), all_revisions());
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_TRUE(migrator.check().passed());
  EXPECT_EQ(database.query(kRows), "1|a@b|n1|18|new|1\n2|c@d|n2|18|shipped|1");
  EXPECT_EQ(database.query("SELECT string_agg(enumlabel, ' ' ORDER BY enumsortorder) FROM pg_enum"),
            "new shipped paid");
  EXPECT_EQ(
      database.query("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = "
                     "'users'::regclass AND contype <> 'n' ORDER BY conname"),
      "email_not_empty|CHECK ((mail <> ''::text))\nusers_age_check|CHECK ((age > 0))\nusers_email_key|UNIQUE (mail)\n"
      "users_nick_key|UNIQUE (nick, team_id)\nusers_pkey|PRIMARY KEY (id)\n"
      "users_team_fk|FOREIGN KEY (team_id) REFERENCES groups(id) ON DELETE SET NULL");
  EXPECT_EQ(database.query("SELECT obj_description('users'::regclass), col_description('users'::regclass, attnum) FROM "
                           "pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'age'"),
            "who is who|in years");
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
  EXPECT_EQ(database.query("SELECT count(*) FROM pg_type WHERE typname IN ('order_status', 'status')"), "0");
  EXPECT_EQ(migrator.upgrade().after, Ids{"d4d4"});
}

TEST_P(OperationsOnPostgresql, WorkInSchemasOfTheirOwn) {
  RETORT_NEEDS_POSTGRESQL(GetParam());
  const testing::PostgresqlDatabase database(GetParam());
  Revisions revisions;
  revisions.add(revision(
      "aaaa", {},
      [](Operations& op) {
        op.execute("CREATE SCHEMA app");
        op.create_table(table("t").schema("app").column("id", Integer(), {.primary_key = true}).column("a", Text()));
        op.create_table(table("u").column("id", Integer(), {.primary_key = true}).column("t_id", Integer()));
        op.create_foreign_key("u_t", "u", {"app", "t"}, {"t_id"}, {"id"});
        op.create_index("ix_t", {"app", "t"}, {"a"}, {.include = {"id"}});
        op.alter_column({"app", "t"}, "a", {.type = Integer(), .postgresql_using = "length(a)"});
        op.rename_table({"app", "t"}, "things");
        op.drop_index("nobody", {"app", "things"}, {.if_exists = true});
      },
      [](Operations& op) {
        op.drop_table("u");
        op.drop_table({"app", "things"});
        op.execute("DROP SCHEMA app");
      }));
  const Migrator migrator(postgresql::driver(), database.url(), revisions);
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_EQ(database.query("SELECT data_type FROM information_schema.columns WHERE table_schema = 'app' AND "
                           "table_name = 'things' AND column_name = 'a'"),
            "integer");
  EXPECT_TRUE(migrator.check().database.equal());
}

INSTANTIATE_TEST_SUITE_P(Servers, OperationsOnPostgresql, ::testing::Values(15, 18));

TEST_F(OperationsTest, WhatIsNotThereIsNamedBeforeAnythingRuns) {
  const auto refusal = [&](const std::function<void(Operations&)>& upgrade) {
    Revisions revisions = all_revisions();
    CompiledRevision wrong = revision("e5e5", {"d4d4"}, upgrade, {});
    wrong.irreversible = "it never ran";
    revisions.add(wrong);
    try {
      Migrator(*sqlite().driver, sqlite().url, revisions).upgrade();
      return std::string("nothing was thrown");
    } catch (const MigrationFailed& error) {
      const std::string said = error.what();
      return said.substr(0, said.find('\n'));
    }
  };
  const std::string refused = "revision e5e5, upgrade step 1 of 1 was refused: ";
  EXPECT_EQ(refusal([](Operations& op) { op.drop_column("users", "nobody"); }),
            refused + "there is no column 'users.nobody' in the database");
  EXPECT_EQ(refusal([](Operations& op) { op.rename_table("nobody", "somebody"); }),
            refused + "there is no table 'nobody' in the database");
  EXPECT_EQ(refusal([](Operations& op) { op.drop_constraint("nobody", "notes"); }),
            refused + "table 'notes' has no constraint 'nobody'");
  EXPECT_EQ(refusal([](Operations& op) { op.create_primary_key("again", "notes", {"b"}); }),
            refused + "table 'notes' has a primary key already");
  EXPECT_EQ(refusal([](Operations& op) { op.create_table(table("users").column("a", Integer())); }),
            refused + "table 'users' is there already");
  const std::vector<EnumColumn> columns = {{"users", "status"}};
  EXPECT_EQ(refusal([&](Operations& op) { op.add_enum_value("status", "new", {.columns = columns}); }),
            refused + "column 'users.status' has label 'new' already");
  EXPECT_EQ(refusal([&](Operations& op) { op.drop_enum_value("status", "old", columns); }),
            refused + "column 'users.status' has no label 'old'");
  const std::string lossy = refusal([](Operations& op) {
    op.execute("UPDATE users SET nick = '00' || id");
    op.alter_column("users", "nick", {.type = Integer()});
  });
  EXPECT_NE(lossy.find("copying table 'users' would lose data: "), std::string::npos) << lossy;
}

TEST_F(OperationsTest, ARunThatDiedBetweenTwoStepsIsGoneOnWith) {
  const auto revisions = [](bool dies) {
    Revisions made;
    made.add(revision(
        "aaaa", {},
        [dies](Operations& op) {
          op.create_table(table("t").column("a", Integer()));
          op.bulk_insert("t", {"a"}, {{1}, {2}});
          op.run([dies](Transaction& transaction) {
            transaction.execute("UPDATE t SET a = a + 10");
            if (dies) ::_exit(9);
          });
          op.add_column("t", "b", Integer(), {.nullable = false, .existing = "a * 2"});
        },
        [](Operations& op) { op.drop_table("t"); }));
    return made;
  };
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Migrator(*sqlite().driver, sqlite().url, revisions(true)).upgrade();
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(WEXITSTATUS(status), 9);
  const Migrator migrator(*sqlite().driver, sqlite().url, revisions(false));
  ASSERT_EQ(migrator.status().unfinished.size(), 1u);
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT * FROM t"), "1\n2\n");
  EXPECT_EQ(migrator.upgrade().after, Ids{"aaaa"});
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT * FROM t"), "11|22\n12|24\n");
}

}  // namespace
}  // namespace retort
