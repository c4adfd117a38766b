// A program whose runs are one transaction each.
#include <gtest/gtest.h>

#include "../folder.hpp"
#include "raw_database.hpp"
#include "retort/migrator.hpp"
#include "retort/operations.hpp"
#include "retort/sqlite.hpp"

namespace retort {
namespace {

CompiledRevision revision(std::string id, std::vector<std::string> revises, std::function<void(Operations&)> upgrade) {
  CompiledRevision made;
  made.id = std::move(id);
  made.revises = std::move(revises);
  made.message = "a revision";
  made.upgrade = std::move(upgrade);
  made.downgrade = [](Operations& op) { op.execute("SELECT 1"); };
  return made;
}

struct Heard final : MigrationObserver {
  explicit Heard(std::filesystem::path file) : database(std::move(file)) {}
  void before_revision(const MigrationRevision& revision, Direction) override {
    said += "before " + revision.id + locked();
  }
  void after_revision(const MigrationRevision& revision, Direction) override {
    said += "after " + revision.id + locked();
  }
  void step_started(const MigrationStep& step) override { said += "started " + step.revision.id + locked(); }
  void step_finished(const MigrationStep& step) override { said += "finished " + step.revision.id + locked(); }
  /// Whether another connection can write.
  std::string locked() const {
    try {
      RawDatabase(database).execute("BEGIN IMMEDIATE; ROLLBACK");
      return "; ";
    } catch (const std::exception&) {
      return " locked; ";
    }
  }
  std::filesystem::path database;
  std::string said;
};

class OneTransactionTest : public ::testing::Test {
 protected:
  MigrationResult upgrade() {
    const MigratorOptions options{
        .url = "sqlite:" + (folder_ / "app.db").string(), .one_transaction = true, .observer = &heard_};
    return Migrator(sqlite::driver(), options, revisions_).upgrade();
  }
  TestFolder folder_;
  Revisions revisions_;
  Heard heard_{folder_ / "app.db"};
};

TEST_F(OneTransactionTest, OperationsSeeWhatTheStepsBeforeThemDid) {
  revisions_.add(revision("a", {}, [](Operations& op) {
    op.create_table(table("t").column("id", BigInteger(), {.nullable = false, .primary_key = true}));
  }));
  revisions_.add(revision("b", {"a"}, [](Operations& op) {
    op.add_column("t", "note", Text());
    op.create_index("i", "t", {"note"});
  }));
  EXPECT_EQ(upgrade().ran, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT group_concat(name, ' ') FROM pragma_table_info('t')"),
            "id note\n");
  EXPECT_EQ(heard_.said,
            "before a; before b; started a locked; started b locked; finished a; after a; finished b; after b; ");
}

TEST_F(OneTransactionTest, ARebuildThatOnlyTheDatabaseCouldTellOfEndsIt) {
  revisions_.add(revision("a", {}, [](Operations& op) {
    op.create_table(
        table("t").column("id", BigInteger(), {.nullable = false, .primary_key = true}).column("n", Text()));
  }));
  revisions_.add(revision("b", {"a"}, [](Operations& op) { op.alter_column("t", "n", {.nullable = false}); }));
  try {
    upgrade();
    FAIL();
  } catch (const MigrationFailed& error) {
    const std::string said = error.what();
    EXPECT_NE(said.find("need a step of mode `foreign_keys=off`"), std::string::npos) << said;
    EXPECT_NE(said.find("The whole run was rolled back; the database is at base"), std::string::npos) << said;
  }
  EXPECT_EQ(RawDatabase(folder_ / "app.db").query("SELECT count(*) FROM sqlite_schema WHERE name = 't'"), "0\n");
}

}  // namespace
}  // namespace retort
