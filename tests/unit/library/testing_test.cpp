// What a program's own tests ask: tables out of models, scratch databases, parity and round trips. On SQLite and
// PostgreSQL.
#include "retort/testing.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "driver/driver.hpp"
#include "retort/metadata.hpp"
#include "retort/operations.hpp"
#include "retort/postgresql.hpp"
#include "retort/sqlite.hpp"
#include "support/postgresql_database.hpp"

namespace retort {
namespace {

TableBuilder users() {
  return table("users")
      .column("id", BigInteger(), {.primary_key = true, .identity = true})
      .column("email", String(40), {.nullable = false, .unique = true});
}
TableBuilder notes() {
  return table("notes")
      .column("id", BigInteger(), {.primary_key = true, .identity = true})
      .column("user_id", BigInteger(), {.nullable = false, .indexed = true})
      .foreign_key({"user_id"}, "users", {"id"}, {.on_delete = "CASCADE"});
}

void two_models(Metadata& metadata) {
  metadata.add(users());
  metadata.add(notes());
  metadata.add(view("emails", "SELECT email FROM users"));
}
void models_with_a_member_more(Metadata& metadata) {
  metadata.add(users().column("nickname", Text()));
  metadata.add(notes());
  metadata.add(view("emails", "SELECT email FROM users"));
}

Revisions their_revisions() {
  Revisions revisions;
  revisions.add({.id = "aaaa00000001",
                 .revises = {},
                 .message = "users",
                 .upgrade = [](Operations& op) { op.create_table(users()); },
                 .downgrade = [](Operations& op) { op.drop_table("users"); }});
  revisions.add({.id = "bbbb00000002",
                 .revises = {"aaaa00000001"},
                 .message = "notes",
                 .upgrade =
                     [](Operations& op) {
                       op.create_table(notes());
                       op.execute("CREATE VIEW emails AS SELECT email FROM users");
                     },
                 .downgrade =
                     [](Operations& op) {
                       op.execute("DROP VIEW emails");
                       op.drop_table("notes");
                     }});
  return revisions;
}

class TestingTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    if (GetParam() != 0) RETORT_NEEDS_POSTGRESQL(GetParam());
    server_ = GetParam() == 0 ? "" : testing::postgresql_url(GetParam());
  }
  const Driver& driver() const { return GetParam() == 0 ? sqlite::driver() : postgresql::driver(); }
  ScratchDatabase scratch() const { return ScratchDatabase(driver(), server_); }
  Migrator migrator(const ScratchDatabase& database, void (*models)(Metadata&)) const {
    return {driver(), {.url = database.url(), .scratch = server_, .models = models}, their_revisions()};
  }
  bool has(const ScratchDatabase& database, const std::string& table) const {
    const Url url = Url::parse(database.url());
    if (!driver().exists(url)) return false;
    const auto connection = driver().connect(url, {});
    const Lexicon& lexicon = driver().dialect().lexicon();
    return connection->has_table({lexicon.identifier(lexicon.default_schema), lexicon.identifier(table)});
  }

  std::string server_;
};

INSTANTIATE_TEST_SUITE_P(Engines, TestingTest, ::testing::Values(0, 15, 18), [](const auto& engine) {
  return engine.param == 0 ? "sqlite" : "postgresql" + std::to_string(engine.param);
});

TEST_P(TestingTest, AllTablesAreCreatedAndDropped) {
  Metadata metadata;
  two_models(metadata);
  const ScratchDatabase database = scratch();
  metadata.drop_all(driver(), database.url());  // nothing is there
  metadata.create_all(driver(), database.url());
  EXPECT_TRUE(has(database, "users"));
  EXPECT_TRUE(has(database, "notes"));
  metadata.create_all(driver(), database.url());  // all is there
  metadata.drop_all(driver(), database.url());
  EXPECT_FALSE(has(database, "users"));
  EXPECT_FALSE(has(database, "notes"));
  metadata.create_all(driver(), database.url());
  EXPECT_TRUE(has(database, "notes"));
}

TEST_P(TestingTest, WhatIsThereStaysAsItIs) {
  const ScratchDatabase database = scratch();
  Metadata first;
  first.add(users());
  first.create_all(driver(), database.url());
  {
    const auto connection = driver().connect(Url::parse(database.url()), {});
    connection->execute("INSERT INTO users (email) VALUES ('a@b')");
  }
  Metadata both;
  models_with_a_member_more(both);
  both.create_all(driver(), database.url());
  EXPECT_TRUE(has(database, "notes"));
  const auto connection = driver().connect(Url::parse(database.url()), {});
  EXPECT_EQ(connection->query("SELECT email FROM users").rows.size(), 1U);
  EXPECT_THROW(connection->query("SELECT nickname FROM users"), DatabaseError);
}

TEST_P(TestingTest, NothingElseIsDropped) {
  const ScratchDatabase database = scratch();
  Metadata metadata;
  two_models(metadata);
  metadata.create_all(driver(), database.url());
  driver().connect(Url::parse(database.url()), {})->execute("CREATE TABLE other (id integer)");
  metadata.drop_all(driver(), database.url());
  EXPECT_TRUE(has(database, "other"));
  EXPECT_FALSE(has(database, "users"));
}

TEST_P(TestingTest, ParityIsGreenWhereAllThreeAreOne) {
  const ScratchDatabase database = scratch();
  const Migrator all = migrator(database, two_models);
  all.upgrade();
  EXPECT_EQ(parity_differences(all), "");
}

TEST_P(TestingTest, ATableThatSomebodyElseTakesOverIsComparedNoMore) {
  const ScratchDatabase database = scratch();
  const auto models = [](Metadata& metadata) {
    metadata.add(users().managed(false));
    metadata.add(notes());
    metadata.add(view("emails", "SELECT email FROM users"));
  };
  const Migrator all = migrator(database, models);
  all.upgrade();
  driver().connect(Url::parse(database.url()), {})->execute("ALTER TABLE users ADD COLUMN theirs integer");
  EXPECT_EQ(parity_differences(all), "");
}

TEST_P(TestingTest, ParityNamesAMemberWithoutARevision) {
  const ScratchDatabase database = scratch();
  const Migrator all = migrator(database, models_with_a_member_more);
  all.upgrade();
  const std::string name = GetParam() == 0 ? "users.nickname" : "public.users.nickname";
  EXPECT_EQ(parity_differences(all), "models and revisions: added column '" + name + "'\n");
}

TEST_P(TestingTest, ParityNamesWhatSomebodyDidByHandAndWhatIsPending) {
  const ScratchDatabase database = scratch();
  const Migrator all = migrator(database, two_models);
  all.upgrade("aaaa00000001");
  driver().connect(Url::parse(database.url()), {})->execute("CREATE TABLE by_hand (id integer)");
  const std::string name = GetParam() == 0 ? "by_hand" : "public.by_hand";
  EXPECT_EQ(parity_differences(all), "revisions and database: added table '" + name +
                                         "'\nthe database does not have revision bbbb00000002: notes\n");
}

TEST_P(TestingTest, ParityIsRedWhereNothingWasCompared) {
  const ScratchDatabase database = scratch();
  const Migrator without_models(driver(), {.url = database.url(), .scratch = server_}, their_revisions());
  without_models.upgrade();
  EXPECT_EQ(parity_differences(without_models), "models and revisions not compared: no models are linked in\n");
}

TEST_P(TestingTest, TheNewestRevisionGoesRound) {
  const ScratchDatabase database = scratch();
  EXPECT_EQ(round_trip_differences(migrator(database, two_models)), "");
  EXPECT_EQ(round_trip_differences(migrator(database, two_models), "aaaa"), "");
  Revisions broken = their_revisions();
  broken.add({.id = "cccc00000003",
              .revises = {"bbbb00000002"},
              .message = "half of the way back",
              .upgrade = [](Operations& op) { op.add_column("users", "age", Integer()); },
              .downgrade = [](Operations& op) { op.drop_column("notes", "user_id"); }});
  const Migrator all(driver(), {.url = database.url(), .scratch = server_, .models = two_models}, broken);
  const std::string differences = round_trip_differences(all);
  EXPECT_NE(differences.find("cccc00000003"), std::string::npos) << differences;
  EXPECT_NE(differences.find("age"), std::string::npos) << differences;
  EXPECT_THROW(round_trip_differences(all, "ffff00000000"), UsageError);
}

TEST_P(TestingTest, AScratchDatabaseIsGoneAfterwards) {
  std::string url;
  {
    ScratchDatabase database = scratch();
    url = database.url();
    const ScratchDatabase moved = std::move(database);
    EXPECT_EQ(moved.url(), url);
    Metadata metadata;
    two_models(metadata);
    metadata.create_all(driver(), url);
  }
  if (GetParam() == 0)
    EXPECT_FALSE(driver().exists(Url::parse(url)));
  else
    EXPECT_THROW(driver().connect(Url::parse(url), {}), DatabaseError);
}

TEST_P(TestingTest, TwoScratchDatabasesAreTwo) {
  const ScratchDatabase one = scratch(), other = scratch();
  EXPECT_NE(one.url(), other.url());
  Metadata metadata;
  two_models(metadata);
  std::thread thread([&] { metadata.create_all(driver(), one.url()); });
  thread.join();
  EXPECT_TRUE(has(one, "users"));
  EXPECT_FALSE(has(other, "users"));
}

}  // namespace
}  // namespace retort
