// Revisions in C++: every operation on both engines, up, down, up, with equal catalogues.
#include "retort/operations.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"
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

TEST_F(OperationsTest, AreProvenOnPostgresql) {
  RETORT_NEEDS_POSTGRESQL(15);
  const testing::PostgresqlDatabase database(15);
  Revisions revisions = all_revisions();
  const Migrator migrator(postgresql::driver(), {.url = database.url()}, revisions);
  EXPECT_EQ(migrator.verify().failures(), "");
  migrator.upgrade();
  EXPECT_TRUE(migrator.check().passed());
  EXPECT_EQ(migrator.downgrade("base").after, Ids{});
  EXPECT_EQ(migrator.upgrade().after, Ids{"d4d4"});
}

}  // namespace
}  // namespace retort
