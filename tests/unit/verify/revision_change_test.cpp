#include "verify/revision_change.hpp"

#include <gtest/gtest.h>

#include "../state/project_files.hpp"
#include "sql/split.hpp"

namespace retort {
namespace {

const Lexicon& lexicon() { return sqlite::driver().dialect().lexicon(); }

std::vector<std::string> renames(const std::string& upgrade) {
  const RevisionFile file =
      parse_revision(SourceText("x.sql", revision_text("aaaa", "", upgrade, "SELECT 1;")), lexicon());
  std::vector<std::string> result;
  for (const Rename& rename : renames_in(file, sqlite::driver().dialect()))
    result.push_back(rename.table.to_string() + (rename.of_table ? " " : ".") + rename.from.text() + ">" +
                     rename.to.text());
  return result;
}

/// Runs statements that hold no semicolon of their own.
void run(Scratch& scratch, const std::string& statements) {
  for (const StatementText& statement : split_statements(statements, lexicon()).statements)
    scratch.connection().execute(statement.text);
}

using Renames = std::vector<std::string>;

TEST(RenamesIn, ReadsAlterTable) {
  EXPECT_EQ(
      renames("ALTER TABLE t RENAME COLUMN a TO b;\nALTER TABLE t RENAME \"c d\" TO [e];\nALTER TABLE t RENAME TO u;\n"
              "ALTER TABLE t ADD COLUMN x INT DEFAULT 1;"),
      (Renames{"t.a>b", "t.c d>e", "t t>u"}));
}

TEST(RenamesIn, ReadsTheCopiesOfRebuilds) {
  const std::string text =
      "-- x\n--\n-- Revision ID: aaaa\n-- Revises:\n\n-- retort: upgrade foreign_keys=off\n"
      "-- retort: rebuild \"my t\" (id, a, b) indexes () triggers () was 00\n"
      "CREATE TABLE \"_retort_new_my t\" (id INTEGER, c, b, d, e);\n"
      "INSERT OR ABORT INTO \"_retort_new_my t\" (id, c, b, d, e) SELECT id, a, b, NULL, b FROM \"my t\";\n"
      "DROP TABLE \"my t\";\nALTER TABLE \"_retort_new_my t\" RENAME TO \"my t\";\n"
      "-- retort: irreversible on purpose\n";
  const std::vector<Rename> renames =
      renames_in(parse_revision(SourceText("x.sql", text), lexicon()), sqlite::driver().dialect());
  ASSERT_EQ(renames.size(), 1U);
  EXPECT_EQ(renames[0],
            (Rename{{{}, Identifier::folded("my t")}, Identifier::folded("a"), Identifier::folded("c"), false}));
}

/// The change of a revision on real tables.
RevisionChange change(const std::string& before, const std::string& upgrade) {
  const auto scratch = sqlite::driver().make_scratch();
  run(*scratch, before);
  const Schema from = sqlite::driver().inspect(scratch->connection(), {});
  run(*scratch, upgrade);
  const Schema to = sqlite::driver().inspect(scratch->connection(), {});
  const RevisionFile file =
      parse_revision(SourceText("x.sql", revision_text("aaaa", "", upgrade, "SELECT 1;")), lexicon());
  return change_of(file, from, to, sqlite::driver().dialect());
}

using Names = std::vector<std::string>;

TEST(ChangeOf, NamesWhatIsCreatedAndDropped) {
  const RevisionChange found =
      change("CREATE TABLE a (x, y); CREATE TABLE b (x);",
             "ALTER TABLE a DROP COLUMN y; ALTER TABLE a ADD COLUMN z; DROP TABLE b; CREATE TABLE c (x);");
  EXPECT_EQ(found.named, (Names{"a.y (dropped)", "a.z (created)", "b (dropped)", "c (created)"}));
  EXPECT_EQ(found.tables_changed, 3);
  EXPECT_FALSE(found.writes_rows);
}

TEST(ChangeOf, FollowsRenamesOfTablesAndColumns) {
  const RevisionChange found = change("CREATE TABLE a (x, y);",
                                      "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN x TO p; "
                                      "ALTER TABLE b RENAME COLUMN p TO q; ALTER TABLE b DROP COLUMN y;");
  EXPECT_EQ(found.named, (Names{"a.y (dropped)"}));
  EXPECT_EQ(found.touched, (std::set<ObjectName>{{{}, Identifier::folded("a")}}));
}

TEST(ChangeOf, TouchesWhatIsWrittenAndChildren) {
  const RevisionChange found = change(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p); CREATE TABLE w (x); CREATE TABLE n "
      "(x);",
      "ALTER TABLE p ADD COLUMN y; UPDATE w SET x = 1;");
  EXPECT_EQ(found.touched.size(), 3U);
  EXPECT_FALSE(found.touched.contains({{}, Identifier::folded("n")}));
  EXPECT_TRUE(found.writes_rows);
}

}  // namespace
}  // namespace retort
