// How revisions in C++ are put into steps, and what they say that can't be.
#include <gtest/gtest.h>

#include "compiled/canonical_type.hpp"
#include "compiled/labels_check.hpp"
#include "compiled/read_revisions.hpp"
#include "dialect/postgresql/dialect.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "retort/operations.hpp"
#include "retort/transaction.hpp"

namespace retort {
namespace {

using Lines = std::vector<std::string>;

CompiledRevision saying(std::function<void(Operations&)> upgrade) {
  CompiledRevision revision;
  revision.id = "aaaa";
  revision.where = "db/revisions.cpp:12";
  revision.upgrade = std::move(upgrade);
  revision.irreversible = "nobody asked";
  return revision;
}

/// A line a step: its mode, and what it holds.
Lines steps_of(const std::function<void(Operations&)>& upgrade, const Dialect& dialect = sqlite::dialect()) {
  Revisions revisions;
  revisions.add(saying(upgrade));
  Lines lines;
  const std::vector<RevisionFile> files = compiled_revisions(revisions, dialect);
  for (const Step& step : files.front().upgrade) {
    std::string line(to_string(step.mode));
    if (step.operations) {
      for (const std::string& words : step.operations->describe()) line += "[" + words + "]";
    }
    for (const StepStatement& statement : step.statements) line += "{" + statement.text + "}";
    for (std::size_t i = 0; i < step.calls.size(); ++i) line += "()";
    lines.push_back(line);
  }
  return lines;
}

std::string failure_of(const CompiledRevision& revision, const Dialect& dialect = sqlite::dialect()) {
  Revisions revisions;
  revisions.add(revision);
  try {
    compiled_revisions(revisions, dialect);
    return {};
  } catch (const ProjectError& error) {
    return error.where()->to_string() + ": " + error.what() + " / " + error.hint();
  }
}

TEST(CompiledRevisions, OperationsThatStandTogetherAreOneStep) {
  EXPECT_EQ(steps_of([](Operations& op) {
              op.add_column("users", "a", Text());
              op.drop_column("users", "b");
              op.execute("UPDATE users SET a = '1'; UPDATE users SET a = '2' WHERE id = 2");
              op.bulk_insert("users", {"id", "a"}, {{1, "it's"}, {Value(), Blob{"\xff"}}});
              op.alter_column("users", "a", {.nullable = false});
              op.run([](Transaction&) {});
              op.run([](Transaction&) {});
              op.drop_table("teams");
            }),
            (Lines{"[add_column users.a][drop_column users.b]",
                   "{UPDATE users SET a = '1'}{UPDATE users SET a = '2' WHERE id = 2}"
                   "{INSERT INTO users (id, a) VALUES\n  (1, 'it''s'),\n  (NULL, x'ff')}",
                   "[alter_column users.a]", "()", "()", "[drop_table teams]"}));
}

TEST(CompiledRevisions, AreSaidForTheEngineAtHand) {
  const auto upgrade = [](Operations& op) {
    op.execute(sql::text("ANALYZE").only(dialect::sqlite));
    op.create_table_comment("users", "who");
    op.create_index("ix", {"app", "users"}, {"a"}, {.postgresql_concurrently = true});
    op.bulk_insert("users", {"id", "b"}, {{1, Blob{"\x01"}}});
    op.autocommit_block([](Operations& block) { block.execute("VACUUM"); });
  };
  EXPECT_EQ(steps_of(upgrade), (Lines{"{ANALYZE}", "[create_index ix on users]",
                                      "{INSERT INTO users (id, b) VALUES\n  (1, x'01')}", "autocommit{VACUUM}"}));
  EXPECT_EQ(steps_of(upgrade, postgresql::dialect()),
            (Lines{"[create_table_comment public.users]", "autocommit{CREATE INDEX CONCURRENTLY ix ON app.users (a)}",
                   "{INSERT INTO public.users (id, b) VALUES\n  ('1', '\\x01')}", "autocommit{VACUUM}"}));
}

TEST(CompiledRevisions, HashesAreOfWhatIsSaid) {
  const auto hash = [](const std::function<void(Operations&)>& upgrade) {
    Revisions revisions;
    revisions.add(saying(upgrade));
    return compiled_revisions(revisions, sqlite::dialect()).front().upgrade.front().hash;
  };
  const auto add = [](int length, bool nullable) {
    return [=](Operations& op) { op.add_column("users", "a", String(length), {.nullable = nullable}); };
  };
  EXPECT_EQ(hash(add(10, true)), hash(add(10, true)));
  EXPECT_NE(hash(add(10, true)), hash(add(11, true)));
  EXPECT_NE(hash(add(10, true)), hash(add(10, false)));
  const auto alter = [](const AlterColumnOptions& options) {
    return [=](Operations& op) { op.alter_column("users", "a", options); };
  };
  EXPECT_NE(hash(alter({.nullable = true})), hash(alter({.nullable = false})));
  EXPECT_NE(hash(alter({.server_default = "1"})), hash(alter({.server_default = "2"})));
  const auto call = [](const std::string& version) {
    return [=](Operations& op) { op.run([](Transaction&) {}, version); };
  };
  EXPECT_EQ(hash(call("1")), hash(call("1")));
  EXPECT_NE(hash(call("1")), hash(call("2")));
}

TEST(CompiledRevisions, WhatCantBeSaidIsToldWithItsPlace) {
  CompiledRevision empty;
  empty.id = "aaaa";
  empty.where = "db/revisions.cpp:12";
  empty.upgrade = [](Operations& op) { op.drop_table("users"); };
  EXPECT_EQ(failure_of(empty),
            "db/revisions.cpp:12: revision aaaa: an empty downgrade / say the way back, or why there is none: "
            "irreversible, or no_downgrade");
  CompiledRevision named = saying([](Operations&) {});
  named.id = "a b";
  EXPECT_TRUE(failure_of(named).starts_with("db/revisions.cpp:12: the id or label \"a b\" holds")) << failure_of(named);
  EXPECT_EQ(failure_of(saying([](Operations& op) { op.add_column("users", "a", Array(Text())); })),
            "db/revisions.cpp:12: revision aaaa, upgrade: column users.a: sqlite has no arrays / say what it is there: "
            ".on(dialect::sqlite, \"TEXT\")");
  EXPECT_EQ(failure_of(saying(
                [](Operations& op) { op.autocommit_block([](Operations& block) { block.drop_table("users"); }); })),
            "db/revisions.cpp:12: revision aaaa, upgrade: drop_table users stands in an autocommit_block / only "
            "execute() can stand there, and create_index and drop_index that are concurrent");
  EXPECT_EQ(failure_of(saying([](Operations& op) {
              op.bulk_insert("users", {"a"}, {{1}, {1, 2}});
            })),
            "db/revisions.cpp:12: revision aaaa, upgrade: bulk_insert into users: row 2 has 2 values for 1 columns / ");
  EXPECT_EQ(
      failure_of(saying([](Operations& op) { op.add_enum_value("status", "new"); })),
      "db/revisions.cpp:12: revision aaaa, upgrade: add_enum_value status: on sqlite an enum is text with a CHECK, "
      "and which columns have it is not said / name them: {.columns = {{\"users\", \"status\"}}}");
}

TEST(LabelsCheck, ReadsAndWritesTheList) {
  const Lexicon& lexicon = sqlite::dialect().lexicon();
  const Identifier column = lexicon.identifier("status");
  Check check;
  check.expression.text = "\"status\" IN ('a', 'it''s')";
  ASSERT_TRUE(compiled::labels_of(check, column, lexicon));
  EXPECT_EQ(*compiled::labels_of(check, column, lexicon), (Lines{"a", "it's"}));
  EXPECT_EQ(compiled::with_labels(check, column, {"b", "it's"}, lexicon).expression.text, "status IN ('b', 'it''s')");
  for (const char* other : {"status > 'a'", "x IN ('a')", "status IN ('a', b)", "status IN (SELECT 'a')"}) {
    check.expression.text = other;
    EXPECT_FALSE(compiled::labels_of(check, column, lexicon)) << other;
  }
}

TEST(CanonicalType, IsTheCataloguesSpelling) {
  const auto canonical = [](const std::string& type) { return compiled::canonical_type(type, postgresql::dialect()); };
  EXPECT_EQ(canonical("varchar(20)"), "character varying(20)");
  EXPECT_EQ(canonical("varchar(20)[]"), "character varying(20)[]");
  EXPECT_EQ(canonical("timestamp(3)"), "timestamp(3) without time zone");
  EXPECT_EQ(canonical("timestamp(3) with time zone"), "timestamp(3) with time zone");
  EXPECT_EQ(canonical("numeric(10, 2)"), "numeric(10, 2)");
  EXPECT_EQ(canonical("app.\"varchar\""), "app.\"varchar\"");
  EXPECT_EQ(compiled::canonical_type("VARCHAR(20)", sqlite::dialect()), "VARCHAR(20)");
}

}  // namespace
}  // namespace retort
