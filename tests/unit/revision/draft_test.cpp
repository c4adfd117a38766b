#include "revision/draft.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "lexicons.hpp"

namespace retort::test {
namespace {

Statement statement(std::string text, StepMode mode = StepMode::transactional) {
  Statement made;
  made.text = std::move(text);
  made.mode = mode;
  return made;
}

Statement data(std::string text) {
  Statement made = statement(std::move(text));
  made.data = true;
  return made;
}

Draft draft() {
  Draft made;
  made.message = "add status to orders";
  made.id = "3f2a9c1b7d04";
  made.revises = {"9e1b2c3d4f50"};
  made.create_date = "2026-11-20 08:30:00 UTC";
  return made;
}

SourceText default_template() { return SourceText("script.sql.tmpl", std::string(default_script_template())); }

std::string format(const Draft& made) { return format_revision(made, default_template(), sqlite_lexicon()); }

RevisionFile reread(const std::string& text) { return parse_revision(SourceText("new.sql", text), sqlite_lexicon()); }

template <typename Thrown, typename Call>
std::string failure(Call call) {
  try {
    call();
  } catch (const Thrown& error) {
    return fmt::format("{}{} | {}", error.where() ? error.where()->to_string() + ": " : "", error.what(), error.hint());
  }
  return "nothing was thrown";
}

TEST(FormatRevision, WritesTheFileThatTheManualShows) {
  Draft made = draft();
  made.upgrade = {statement("ALTER TABLE orders ADD COLUMN status text"),
                  data("UPDATE orders SET status = 'pending' WHERE status IS NULL"),
                  statement("ALTER TABLE orders ALTER COLUMN status SET NOT NULL"),
                  statement("CREATE INDEX CONCURRENTLY ix_orders_status ON orders (status)", StepMode::autocommit)};
  made.downgrade = {statement("DROP INDEX ix_orders_status"), statement("ALTER TABLE orders DROP COLUMN status")};
  EXPECT_EQ(format(made), R"(-- add status to orders
--
-- Revision ID: 3f2a9c1b7d04
-- Revises: 9e1b2c3d4f50
-- Create Date: 2026-11-20 08:30:00 UTC

-- retort: upgrade
ALTER TABLE orders ADD COLUMN status text;

-- retort: upgrade
UPDATE orders SET status = 'pending' WHERE status IS NULL;

-- retort: upgrade
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;

-- retort: upgrade autocommit
CREATE INDEX CONCURRENTLY ix_orders_status ON orders (status);

-- retort: downgrade
DROP INDEX ix_orders_status;
ALTER TABLE orders DROP COLUMN status;
)");
}

TEST(FormatRevision, WritesLossesTodosAndGuardsAboveTheStatement) {
  Draft made = draft();
  Statement create =
      statement("CREATE TABLE _retort_new_orders (\n  id INTEGER PRIMARY KEY\n)", StepMode::foreign_keys_off);
  create.comments = {"loses: the values of column 'orders.note'"};
  create.rebuild = RebuildGuard{"orders", {"id", "my note", "group"}, {"ix_a"}, {}, "0f8e2b6a91c35d7e"};
  Statement copy = statement("INSERT INTO _retort_new_orders (id) SELECT id FROM orders", StepMode::foreign_keys_off);
  copy.allows = {"lossy-copy"};
  copy.todo = "give a value for orders.status";
  made.upgrade = {statement("DROP VIEW v"), create, copy};
  made.downgrade = {statement("SELECT 1")};
  EXPECT_EQ(format(made), R"(-- add status to orders
--
-- Revision ID: 3f2a9c1b7d04
-- Revises: 9e1b2c3d4f50
-- Create Date: 2026-11-20 08:30:00 UTC

-- retort: upgrade foreign_keys=off
DROP VIEW v;

-- loses: the values of column 'orders.note'
-- retort: rebuild orders (id, "my note", "group") indexes (ix_a) triggers () was 0f8e2b6a91c35d7e
CREATE TABLE _retort_new_orders (
  id INTEGER PRIMARY KEY
);

-- retort: todo give a value for orders.status
-- retort: allow lossy-copy accepted when it was written
INSERT INTO _retort_new_orders (id) SELECT id FROM orders;

-- retort: downgrade
SELECT 1;
)");
  EXPECT_EQ(reread(format(made)).upgrade.at(0).statements.at(1).rebuild, create.rebuild);
}

TEST(FormatRevision, WritesLabelsDependenciesAndNotes) {
  Draft made = draft();
  made.message = "split orders\nbecause they grow\n";
  made.revises = {};
  made.branch_labels = {"shop", "cellar"};
  made.depends_on = {"aaaa", "bbbb"};
  made.notes = {"", "Risk: none.", ""};
  const std::string text = format(made);
  EXPECT_EQ(text.substr(0, text.find("\n\n") + 1), R"(-- split orders
--
-- Revision ID: 3f2a9c1b7d04
-- Revises:
-- Create Date: 2026-11-20 08:30:00 UTC
-- Branch Labels: shop, cellar
-- Depends On: aaaa, bbbb
--
-- because they grow
--
-- Risk: none.
)");
  const RevisionFile file = reread(text);
  EXPECT_EQ(file.message, "split orders");
  EXPECT_TRUE(file.revises.empty());
  EXPECT_EQ(file.notes, (std::vector<std::string>{"because they grow", "", "Risk: none."}));
}

TEST(FormatRevision, AnEmptySideHoldsATodo) {
  const RevisionFile both = reread(format(draft()));
  ASSERT_EQ(both.upgrade.at(0).todos.size(), 1U);
  ASSERT_EQ(both.downgrade.at(0).todos.size(), 1U);
  Draft made = draft();
  made.upgrade = {statement("SELECT 1")};
  const RevisionFile one = reread(format(made));
  EXPECT_TRUE(one.upgrade.at(0).todos.empty());
  EXPECT_EQ(one.downgrade.at(0).todos.at(0).what,
            "write the downgrade, or put \"-- retort: irreversible REASON\" in place of it");
}

TEST(FormatRevision, AMergeHasNothingToDo) {
  Draft made = draft();
  made.revises = {"aaaa", "bbbb"};
  const RevisionFile file = reread(format(made));
  EXPECT_EQ(file.upgrade.size(), 1U);
  EXPECT_TRUE(file.upgrade.at(0).statements.empty() && file.upgrade.at(0).todos.empty());
  ASSERT_TRUE(file.no_downgrade.has_value());
  EXPECT_FALSE(file.no_downgrade->irreversible);
}

TEST(FormatRevision, SaysThatThereIsNoDowngrade) {
  Draft made = draft();
  made.upgrade = {statement("SELECT 1")};
  made.no_downgrade = NoDowngrade{true, "the values\nare gone", 0};
  EXPECT_EQ(reread(format(made)).no_downgrade->reason, "the values are gone");
  EXPECT_TRUE(reread(format(made)).no_downgrade->irreversible);
  made.no_downgrade->irreversible = false;
  EXPECT_FALSE(reread(format(made)).no_downgrade->irreversible);
}

TEST(FormatRevision, StatementsMayEndInAComment) {
  Draft made = draft();
  made.upgrade = {statement("SELECT 1 -- one"), statement("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END")};
  EXPECT_EQ(reread(format(made)).upgrade.at(0).statements.size(), 2U);
}

TEST(FormatRevision, CommentsNeverBecomeDirectivesOrStatements) {
  Draft made = draft();
  Statement one = statement("SELECT 1");
  one.comments = {"loses: column 'a\n-- retort: irreversible x'", "retort: upgrade", "two\nlines; SELECT 2;"};
  made.upgrade = {one};
  made.downgrade = {one};
  const RevisionFile file = reread(format(made));
  EXPECT_EQ(file.upgrade.size(), 1U);
  EXPECT_EQ(file.upgrade.at(0).statements.size(), 1U);
  EXPECT_EQ(file.downgrade.size(), 1U);
}

TEST(FormatRevision, RefusesAMessageThatReadsAsAField) {
  Draft made = draft();
  made.message = "Revises: nothing";
  EXPECT_EQ(failure<UsageError>([&] { format(made); }),
            "the message \"Revises: nothing\" would be read as Revises | begin it with another word");
  made.message = "retort: upgrade everything";
  EXPECT_EQ(failure<UsageError>([&] { format(made); }),
            "the message \"retort: upgrade everything\" would be read as a directive | begin it with another word");
  made.message = "fine\nDepends On: aaaa";
  EXPECT_EQ(failure<UsageError>([&] { format(made); }),
            "the line \"Depends On: aaaa\" would be read as Depends On | begin it with another word");
}

TEST(FormatRevision, RefusesIdsThatNoFileCanHold) {
  Draft made = draft();
  made.id = "head";
  EXPECT_EQ(failure<UsageError>([&] { format(made); }),
            "the revision id \"head\" is a word that targets use | ids and labels have no blanks, quotes, slashes and "
            "none of , @ : +");
  made = draft();
  made.branch_labels = {"a b"};
  EXPECT_THROW(format(made), UsageError);
}

TEST(FormatRevision, RefusesANameWithALineBreakInAGuard) {
  Draft made = draft();
  Statement create = statement("SELECT 1", StepMode::foreign_keys_off);
  create.rebuild = RebuildGuard{"a\nb", {"id"}, {}, {}, "00"};
  made.upgrade = {create};
  EXPECT_THROW(format(made), UsageError);
}

TEST(FormatRevision, NeverWritesAStatementThatWouldBeReadDifferently) {
  Draft made = draft();
  made.upgrade = {statement("SELECT 'open")};
  EXPECT_EQ(failure<ProjectError>([&] { format(made); }),
            "the new revision could not be read back: its line 8: a string begins here and never ends | close the "
            "quote; inside of it, a "
            "quote is written twice");
  made.upgrade = {statement("COMMIT")};
  EXPECT_THROW(format(made), ProjectError);
}

std::string with_template(const std::string& text) {
  Draft made = draft();
  made.upgrade = {statement("SELECT 1")};
  return failure<ProjectError>([&] { format_revision(made, SourceText("script.sql.tmpl", text), sqlite_lexicon()); });
}

TEST(ScriptTemplate, ShapesTheFile) {
  const std::string text =
      "-- ${message} (${id})\n-- Revision ID: ${id}\n-- Revises: ${revises}\n${headers}\n-- Owner: the "
      "warehouse\n\n${upgrade}\n\n"
      "-- the way back\n${downgrade}\n-- end\n";
  Draft made = draft();
  made.upgrade = {statement("SELECT '${id}'")};
  EXPECT_EQ(format_revision(made, SourceText("script.sql.tmpl", text), sqlite_lexicon()),
            "-- add status to orders (3f2a9c1b7d04)\n-- Revision ID: 3f2a9c1b7d04\n-- Revises: 9e1b2c3d4f50\n-- Owner: "
            "the warehouse\n\n"
            "-- retort: upgrade\nSELECT '${id}';\n\n-- the way back\n-- retort: downgrade\n"
            "-- retort: todo write the downgrade, or put \"-- retort: irreversible REASON\" in place of it\n-- end\n");
}

TEST(ScriptTemplate, NamesAnUnknownPlaceholder) {
  std::string text(default_script_template());
  text.insert(text.find("\n") + 1, "-- by ${author}\n");
  EXPECT_EQ(with_template(text),
            "script.sql.tmpl:2:7: unknown placeholder ${author} | a template's placeholders are ${create_date}, "
            "${downgrade}, ${headers}, "
            "${id}, ${message}, ${revises}, ${upgrade}");
}

TEST(ScriptTemplate, NamesAMissingPlaceholder) {
  std::string text(default_script_template());
  text.erase(text.find("${downgrade}\n"));
  EXPECT_EQ(with_template(text).substr(0, 53), "script.sql.tmpl:10:1: the template has no ${downgrade");
  text = default_script_template();
  text.erase(text.find("-- Create Date: ${create_date}\n"), 31);
  EXPECT_EQ(with_template(text), "nothing was thrown");
}

TEST(ScriptTemplate, NamesAMisplacedOrOpenPlaceholder) {
  std::string text(default_script_template());
  text.insert(text.find("${upgrade}"), " ");
  EXPECT_EQ(with_template(text).substr(0, 67), "script.sql.tmpl:8:2: ${upgrade} must stand alone on its line, at co");
  text = default_script_template();
  text.erase(text.find("}"), 1);
  EXPECT_EQ(with_template(text).substr(0, 53), "script.sql.tmpl:1:4: a placeholder without its \"}\" | ");
}

TEST(ScriptTemplate, RefusesOneThatGivesNoRevision) {
  const std::string text =
      "-- ${message}\n-- Revision ID: ${id}\n\n-- Revises: ${revises}\n${headers}\n${upgrade}\n${downgrade}\n";
  EXPECT_EQ(with_template(text),
            "script.sql.tmpl: the new revision could not be read back: its line 4: \"Revises\" stands outside of the "
            "header, which ends at the first empty line | move it up into the leading comment block; an empty line in "
            "there is written \"--\"");
}

TEST(Slug, IsAlembics) {
  EXPECT_EQ(slug("Add status to orders!", 40), "add_status_to_orders");
  EXPECT_EQ(slug("  --fix: the (old) thing--  ", 40), "fix_the_old_thing");
  EXPECT_EQ(slug("", 40), "");
  EXPECT_EQ(slug("!!!", 40), "");
  EXPECT_EQ(slug("_a__b_", 40), "_a__b_");
  EXPECT_EQ(slug("Größe der Bestellung – neu", 40), "größe_der_bestellung_neu");
}

TEST(Slug, IsCutAtAWord) {
  EXPECT_EQ(slug("aaaa bbbb cccc", 14), "aaaa_bbbb_cccc");
  EXPECT_EQ(slug("aaaa bbbb cccc", 13), "aaaa_bbbb_");
  EXPECT_EQ(slug("aaaa bbbb cccc", 9), "aaaa_");
  EXPECT_EQ(slug("aaaabbbbcccc", 5), "aaaab_");
  EXPECT_EQ(slug("ääää öööö", 6), "ääää_");
}

TEST(FormatRevision, RandomDraftsAreReadBackAsTheyWere) {
  constexpr unsigned kSeed = 4711;
  constexpr std::string_view kTexts[] = {
      "SELECT 1",
      "CREATE TABLE t (\n  a TEXT DEFAULT ';', -- why\n  \"b c\" INT\n)",
      "DELETE FROM t WHERE a = '-- retort: upgrade'",
      "CREATE TRIGGER tr AFTER INSERT ON t BEGIN\n  SELECT ';';\n  DELETE FROM t;\nEND",
      "INSERT INTO t VALUES ('\n-- x\n')",
      "SELECT 1 -- last",
      "PRAGMA legacy_alter_table = ON",
      "SELECT /* -- retort: x */ [a]"};
  std::mt19937 random(kSeed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const auto side = [&] {
    std::vector<Statement> statements;
    for (std::size_t n = below(6); n > 0; --n) {
      Statement one = statement(std::string(kTexts[below(std::size(kTexts))]), static_cast<StepMode>(below(3)));
      one.data = below(4) == 0;
      if (below(3) == 0) one.comments = {"loses: 'a'", "why; not"};
      if (below(4) == 0) one.todo = "choose";
      if (one.mode == StepMode::foreign_keys_off && !one.data && below(2) == 0) {
        one.rebuild = RebuildGuard{"t\"x", {"a", "b c"}, {"i)"}, {"was"}, "12ab"};
      }
      statements.push_back(one);
    }
    return statements;
  };
  for (int round = 0; round < 2000; ++round) {
    Draft made = draft();
    for (std::size_t n = below(3); n > 0; --n) made.depends_on.push_back(fmt::format("dep{}", n));
    made.upgrade = side();
    made.downgrade = side();
    const std::string text = format(made);
    const RevisionFile file = reread(text);
    ASSERT_EQ(file.depends_on, made.depends_on);
    for (const auto& [statements, steps] :
         {std::pair{&made.upgrade, &file.upgrade}, std::pair{&made.downgrade, &file.downgrade}}) {
      std::size_t next = 0, todos = 0, wanted_todos = 0;
      for (const Statement& one : *statements) wanted_todos += one.todo ? 1 : 0;
      for (const Step& step : *steps) {
        todos += step.todos.size();
        for (const StepStatement& read : step.statements) {
          const Statement& written = statements->at(next++);
          const bool comment_last = written.text.ends_with("-- last");
          ASSERT_EQ(read.text, comment_last ? "SELECT 1" : written.text) << text;
          ASSERT_EQ(read.rebuild, written.rebuild) << text;
          ASSERT_EQ(step.mode == StepMode::autocommit, written.mode == StepMode::autocommit) << text;
          ASSERT_TRUE(written.mode != StepMode::foreign_keys_off || step.mode == written.mode) << text;
        }
      }
      ASSERT_EQ(next, statements->size()) << text;
      ASSERT_EQ(todos, statements->empty() ? 1U : wanted_todos) << text;
    }
  }
}

}  // namespace
}  // namespace retort::test
