// A revision file parses, or is refused with a line and a hint. What parses can be written anew, and says the same
// again.
#include <algorithm>
#include <cstdint>
#include <string>

#include "require.hpp"
#include "revision/draft.hpp"
#include "revision/target.hpp"

namespace {

retort::Lexicon lexicon() {
  retort::Lexicon made;
  made.dialect = "sqlite";
  made.folds_identifiers = true;
  made.bracket_identifiers = true;
  made.backtick_identifiers = true;
  made.trigger_bodies = true;
  return made;
}

std::vector<retort::Statement> statements_of(const std::vector<retort::Step>& steps) {
  std::vector<retort::Statement> statements;
  for (const retort::Step& step : steps) {
    for (const retort::StepStatement& one : step.statements) {
      retort::Statement& added = statements.emplace_back();
      added.text = one.text;
      added.mode = step.mode;
      added.rebuild = one.rebuild;
      for (const retort::Allow& allow : one.allows) added.allows.push_back(allow.rule);
    }
  }
  return statements;
}

void check_same(const std::vector<retort::Statement>& written, const std::vector<retort::Step>& read) {
  const std::vector<retort::Statement> again = statements_of(read);
  REQUIRE(again.size() == written.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    REQUIRE(again[i].text == written[i].text);
    REQUIRE(again[i].rebuild == written[i].rebuild);
    REQUIRE(again[i].allows == written[i].allows);
  }
}

void check_written_anew(const retort::RevisionFile& file, const retort::Lexicon& sqlite) {
  retort::Draft draft;
  draft.message = file.message;
  draft.id = file.id;
  draft.revises = file.revises;
  draft.branch_labels = file.branch_labels;
  draft.depends_on = file.depends_on;
  draft.create_date = file.create_date;
  draft.notes = file.notes;
  draft.upgrade = statements_of(file.upgrade);
  draft.downgrade = statements_of(file.downgrade);
  draft.no_downgrade = file.no_downgrade;
  const retort::SourceText shape("script.sql.tmpl", std::string(retort::default_script_template()));
  const retort::RevisionFile again =
      retort::parse_revision(retort::SourceText("again.sql", retort::format_revision(draft, shape, sqlite)), sqlite);
  REQUIRE(again.message == file.message);
  REQUIRE(again.id == file.id);
  REQUIRE(again.revises == file.revises);
  REQUIRE(again.depends_on == file.depends_on);
  REQUIRE(again.notes == file.notes);
  REQUIRE(again.no_downgrade.has_value() == file.no_downgrade.has_value());
  check_same(draft.upgrade, again.upgrade);
  check_same(draft.downgrade, again.downgrade);
}

void check_places(const retort::RevisionFile& file) {
  for (const std::vector<retort::Step>* steps : {&file.upgrade, &file.downgrade}) {
    for (const retort::Step& step : *steps) {
      REQUIRE(file.source.line(step.line).starts_with("-- retort: "));
      for (const retort::StepStatement& one : step.statements) {
        const std::string_view first = std::string_view(one.text).substr(0, one.text.find('\n'));
        REQUIRE(file.source.line(one.line).find(first) != std::string_view::npos);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const retort::Lexicon sqlite = lexicon();
  try {
    retort::parse_target(bytes);
  } catch (const retort::UsageError& error) {
    REQUIRE(!error.hint().empty());
  }
  retort::slug(bytes, 40);
  retort::RevisionFile file;
  try {
    file = retort::parse_revision(retort::SourceText::decode("fuzz.sql", bytes), sqlite);
  } catch (const retort::ProjectError& error) {
    REQUIRE(error.where().has_value() && error.where()->line > 0);
    REQUIRE(!error.hint().empty());
    return 0;
  }
  check_places(file);
  // SQLite takes a vertical tab for white space behind white space only: what it is depends on what stands before it.
  // A carriage return of its own becomes a blank in a message.
  if (file.source.text().find_first_of("\v\r") == std::string::npos) check_written_anew(file, sqlite);
  return 0;
}
