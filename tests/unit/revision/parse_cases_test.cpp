#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "case_file.hpp"
#include "lexicons.hpp"
#include "revision/rebuild_directive.hpp"
#include "revision/revision_file.hpp"

namespace retort::test {
namespace {

std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? "\n      | " : std::string(1, c);
  return out;
}

std::string describe_header(const RevisionFile& file) {
  std::string out = fmt::format("message: {}\nid: {} (line {})\nrevises: {}\n", file.message, file.id, file.lines.id,
                                join(file.revises, ", "));
  if (!file.create_date.empty()) out += fmt::format("create date: {}\n", file.create_date);
  if (!file.branch_labels.empty()) out += fmt::format("branch labels: {}\n", join(file.branch_labels, ", "));
  if (!file.depends_on.empty()) out += fmt::format("depends on: {}\n", join(file.depends_on, ", "));
  if (!file.replaces.empty())
    out += fmt::format("replaces: {}; stands at {}\n", join(file.replaces, ", "), join(file.stands_at, ", "));
  for (const ReplacedFile& each : file.replaced_files)
    out += fmt::format("replaced file: {}, {}, {}, \"{}\"\n", each.id, each.text, each.upgrade, each.message);
  for (const std::string& note : file.notes) out += note.empty() ? "note:\n" : fmt::format("note: {}\n", note);
  return out;
}

std::string describe_steps(Direction direction, const RevisionFile& file, const Lexicon& lexicon) {
  std::string out;
  for (const Step& step : file.steps(direction)) {
    const bool plain = step.mode == StepMode::transactional;
    out += fmt::format("{}{}{} in line {}\n", to_string(direction), plain ? "" : " ", to_string(step.mode), step.line);
    for (const StepStatement& statement : step.statements) {
      out += fmt::format("  {}: {}\n", statement.line, indented(statement.text));
      for (const Allow& allow : statement.allows) {
        out += fmt::format("      allows {} in line {}: {}\n", allow.rule, allow.line, allow.reason);
      }
      if (statement.rebuild) out += fmt::format("      rebuilds {}\n", format_rebuild(*statement.rebuild, lexicon));
    }
    for (const Todo& todo : step.todos) out += fmt::format("  todo in line {}: {}\n", todo.line, todo.what);
  }
  return out;
}

std::string outcome(const ParseCase& one) {
  const Lexicon& lexicon = one.name.find("[postgresql]") == std::string::npos ? sqlite_lexicon() : postgresql_lexicon();
  try {
    const RevisionFile file = parse_revision(SourceText::decode("f.sql", one.text()), lexicon);
    std::string out = one.has_standard_header() ? "" : describe_header(file);
    out += describe_steps(Direction::upgrade, file, lexicon) + describe_steps(Direction::downgrade, file, lexicon);
    if (file.no_downgrade) {
      out += fmt::format("{} in line {}: {}\n", file.no_downgrade->irreversible ? "irreversible" : "downgrade none",
                         file.no_downgrade->line, file.no_downgrade->reason);
    }
    return out;
  } catch (const ProjectError& error) {
    return fmt::format("error {}: {}\n  {}\n", error.where().value().to_string(), error.what(), error.hint());
  }
}

TEST(ParseRevision, GivesWhatTheCasesExpect) {
  const bool update = std::getenv("RETORT_UPDATE_CASES") != nullptr;
  std::size_t count = 0;
  for (const auto& path : case_files()) {
    std::vector<ParseCase> cases = read_cases(path);
    count += cases.size();
    for (ParseCase& one : cases) {
      SCOPED_TRACE(path.filename().string() + ": " + one.name);
      const std::string found = outcome(one);
      if (update) {
        one.expected = found;
      } else {
        EXPECT_EQ(found, one.expected);
      }
    }
    if (update) write_cases(path, cases);
  }
  EXPECT_GE(count, 120U);
  fmt::print("{} cases\n", count);
}

}  // namespace
}  // namespace retort::test
