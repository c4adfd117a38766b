// Statements become steps: DDL that stands together is one step, and its mode is foreign_keys=off if one of its
// statements needs that; rows are changed, and statements autocommitted, in steps of their own. Where a transaction
// can't hold any number of statements (PostgreSQL's locks), one step is cut into several.
//
// The text is read back before it is returned. A file that would not mean what the draft says (a template with its own
// directives, a comment that reads as one, a statement with an open quote) is never written.
#include "revision/draft.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "revision/header.hpp"
#include "revision/rebuild_directive.hpp"
#include "revision/script_template.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

struct DraftStep {
  StepMode mode = StepMode::transactional;
  bool data = false;
  std::vector<const Statement*> statements;
};

bool belongs(const DraftStep& step, const Statement& statement) {
  if (step.data != statement.data) return false;
  const bool autocommit = statement.mode == StepMode::autocommit;
  if ((step.mode == StepMode::autocommit) != autocommit) return false;
  return !statement.data || step.mode == statement.mode;
}

std::vector<DraftStep> group(const std::vector<Statement>& statements, std::size_t limit) {
  std::vector<DraftStep> steps;
  for (const Statement& statement : statements) {
    const bool full = limit > 0 && !steps.empty() && steps.back().statements.size() >= limit;
    if (steps.empty() || full || !belongs(steps.back(), statement))
      steps.push_back({statement.mode, statement.data, {}});
    DraftStep& step = steps.back();
    if (statement.mode == StepMode::foreign_keys_off) step.mode = statement.mode;
    step.statements.push_back(&statement);
  }
  return steps;
}

/// One line: a line break in a name or a message becomes a blank.
std::string one_line(std::string_view text) {
  std::string line(trim(text));
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return line;
}

/// Comment lines that no reader takes for a directive.
void append_comment(std::string& out, std::string_view text) {
  for (const std::string_view line : split_lines(text)) {
    const bool mistakable = mistaken_for(line, true) == "a directive";
    out += fmt::format("-- {}{}\n", mistakable ? "| " : "", trim(line));
  }
}

/// The statement as it stands in a file: a semicolon after its last token, in a line of its own where a comment is
/// last.
std::string closed(std::string_view statement, const Lexicon& lexicon) {
  std::vector<Token> tokens = tokenize(statement, lexicon);
  while (!tokens.empty() && tokens.back().kind == TokenKind::space) tokens.pop_back();
  if (tokens.empty()) return {};
  const std::size_t begin = tokens.front().kind == TokenKind::space ? tokens.front().end() : 0;
  const bool comment_last = tokens.back().kind == TokenKind::comment;
  return fmt::format("{}{}\n", statement.substr(begin, tokens.back().end() - begin), comment_last ? "\n;" : ";");
}

/// A statement of one line with nothing above it; any other has blank lines around it.
bool is_short(const Statement& statement) {
  return statement.comments.empty() && !statement.todo && !statement.rebuild && statement.allows.empty() &&
         trim(statement.text).find('\n') == std::string_view::npos;
}

std::string format_upgrade(const Draft& draft, const Lexicon& lexicon) {
  if (draft.upgrade_text) return std::string(trim(*draft.upgrade_text));
  if (!draft.upgrade.empty()) return format_steps(Direction::upgrade, draft.upgrade, draft.statements_a_step, lexicon);
  const bool nothing_to_do =
      draft.downgrade.empty() && (draft.no_downgrade ? !draft.no_downgrade->irreversible : draft.revises.size() > 1);
  return nothing_to_do ? "-- retort: upgrade" : "-- retort: upgrade\n-- retort: todo write the upgrade";
}

std::string format_downgrade(const Draft& draft, const Lexicon& lexicon) {
  if (draft.downgrade_text) return std::string(trim(*draft.downgrade_text));
  if (draft.no_downgrade) {
    return fmt::format("-- retort: {} {}", draft.no_downgrade->irreversible ? "irreversible" : "downgrade none",
                       one_line(draft.no_downgrade->reason));
  }
  if (!draft.downgrade.empty())
    return format_steps(Direction::downgrade, draft.downgrade, draft.statements_a_step, lexicon);
  if (draft.upgrade.empty() && draft.revises.size() > 1) return "-- retort: downgrade none a merge changes nothing";
  return "-- retort: downgrade\n-- retort: todo write the downgrade, or put \"-- retort: irreversible REASON\" in "
         "place of it";
}

/// "a, b, c = s"
std::string replaced(const Draft& draft) {
  std::vector<std::string> items = draft.replaces;
  items.resize(items.size() - draft.stands_at.size());
  items.push_back(join(draft.stands_at, " = "));
  return join(items, ", ");
}

std::string format_headers(const Draft& draft, const std::vector<std::string>& notes) {
  std::vector<std::string> lines;
  if (!draft.branch_labels.empty()) lines.push_back("-- Branch Labels: " + join(draft.branch_labels, ", "));
  if (!draft.depends_on.empty()) lines.push_back("-- Depends On: " + join(draft.depends_on, ", "));
  if (!draft.replaces.empty()) lines.push_back("-- Replaces: " + replaced(draft));
  for (const ReplacedFile& file : draft.replaced_files)
    lines.emplace_back(
        trim(fmt::format("-- Replaced File: {} {} {} {}", file.id, file.text, file.upgrade, one_line(file.message))));
  if (!notes.empty()) lines.emplace_back("--");
  for (const std::string& note : notes) lines.push_back(note.empty() ? "--" : "-- " + note);
  return join(lines, "\n");
}

/// The lines of the message after its first, then the draft's own notes.
std::vector<std::string> notes_of(const Draft& draft) {
  std::vector<std::string> notes;
  const std::string_view message = trim(draft.message);
  const std::size_t first_end = message.find('\n');
  std::string rest(first_end == std::string_view::npos ? std::string_view() : message.substr(first_end + 1));
  for (const std::string& note : draft.notes) rest += (rest.empty() ? "" : "\n") + note;
  for (const std::string_view line : split_lines(rest)) {
    const std::string_view note = trim(line);
    if (!note.empty() || (!notes.empty() && !notes.back().empty())) notes.emplace_back(note);
  }
  while (!notes.empty() && notes.back().empty()) notes.pop_back();
  return notes;
}

void check_header_text(const std::string& message, const std::vector<std::string>& notes) {
  if (const std::string field = mistaken_for(message, true); !field.empty()) {
    throw UsageError(fmt::format("the message \"{}\" would be read as {}", message, field), std::nullopt,
                     "begin it with another word");
  }
  for (const std::string& note : notes) {
    if (const std::string field = mistaken_for(note, false); !field.empty()) {
      throw UsageError(fmt::format("the line \"{}\" would be read as {}", note, field), std::nullopt,
                       "begin it with another word");
    }
  }
}

void check_ids(const std::string& what, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const std::string problem = id_problem(id);
    if (!problem.empty()) {
      throw UsageError(fmt::format("the {} \"{}\" {}", what, id, problem), std::nullopt,
                       "ids and labels have no blanks, quotes, slashes and none of , @ : +");
    }
  }
}

std::size_t statement_count(const std::vector<Step>& steps) {
  std::size_t count = 0;
  for (const Step& step : steps) count += step.statements.size();
  return count;
}

/// Throws ProjectError where `text` does not say what the draft says. A template that is not the default one is the
/// likely reason, and is named.
void check_read_back(const Draft& draft, const std::string& text, const SourceText& script_template,
                     const Lexicon& lexicon) {
  std::optional<SourceLocation> where;
  if (script_template.text() != default_script_template()) where = SourceLocation{script_template.name(), 0, 0};
  RevisionFile file;
  try {
    file = parse_revision(SourceText("", text), lexicon);
  } catch (const ProjectError& error) {
    const int line = error.where() ? error.where()->line : 0;
    throw ProjectError(fmt::format("the new revision could not be read back: its line {}: {}", line, error.what()),
                       where, error.hint());
  }
  const bool same = file.id == draft.id && file.revises == draft.revises && file.depends_on == draft.depends_on &&
                    file.branch_labels == draft.branch_labels && file.replaces == draft.replaces &&
                    file.stands_at == draft.stands_at && file.replaced_files == draft.replaced_files &&
                    statement_count(file.upgrade) >= draft.upgrade.size() &&
                    statement_count(file.downgrade) >= draft.downgrade.size();
  if (!same) {
    throw ProjectError("the new revision reads back as something else than it should be", where,
                       "let the template begin as the default one does");
  }
}

}  // namespace

std::string format_steps(Direction direction, const std::vector<Statement>& statements, std::size_t limit,
                         const Lexicon& lexicon) {
  std::string out;
  for (const DraftStep& step : group(statements, limit)) {
    if (!out.empty()) out += '\n';
    out += fmt::format("-- retort: {}{}{}\n", to_string(direction), step.mode == StepMode::transactional ? "" : " ",
                       to_string(step.mode));
    const Statement* previous = nullptr;
    for (const Statement* statement : step.statements) {
      if (previous != nullptr && !(is_short(*previous) && is_short(*statement))) out += '\n';
      previous = statement;
      for (const std::string& comment : statement->comments) append_comment(out, comment);
      if (statement->todo) out += fmt::format("-- retort: todo {}\n", one_line(*statement->todo));
      if (statement->rebuild)
        out += fmt::format("-- retort: rebuild {}\n", format_rebuild(*statement->rebuild, lexicon));
      for (const std::string& rule : statement->allows)
        out += fmt::format("-- retort: allow {} accepted when it was written\n", rule);
      out += closed(statement->text, lexicon);
    }
  }
  out.pop_back();
  return out;
}

std::string format_revision(const Draft& draft, const SourceText& script_template, const Lexicon& lexicon) {
  const std::string message = one_line(trim(draft.message).substr(0, trim(draft.message).find('\n')));
  const std::vector<std::string> notes = notes_of(draft);
  check_header_text(message, notes);
  check_ids("revision id", {draft.id});
  check_ids("parent", draft.revises);
  check_ids("branch label", draft.branch_labels);
  check_ids("dependency", draft.depends_on);
  check_ids("replaced revision", draft.replaces);
  std::string text = expand(script_template, {{"message", {message}},
                                              {"id", {draft.id}},
                                              {"revises", {join(draft.revises, ", ")}},
                                              {"create_date", {one_line(draft.create_date), false, false}},
                                              {"headers", {format_headers(draft, notes), true}},
                                              {"upgrade", {format_upgrade(draft, lexicon), true}},
                                              {"downgrade", {format_downgrade(draft, lexicon), true}}});
  check_read_back(draft, text, script_template, lexicon);
  return text;
}

}  // namespace retort
