// Statements are split first, over the whole file. What stands before each (white space and comments) is searched for
// directives: those are between statements by construction, and nothing inside a string, a comment, a dollar quote or a
// trigger's body can be taken for one. A directive that is found inside a statement says that a semicolon is missing.
//
// Sections come in one order: upgrades, then downgrades or what stands in place of them.
#include "revision/revision_file.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "revision/directive.hpp"
#include "revision/header.hpp"
#include "revision/rebuild_directive.hpp"
#include "revision/step_mode.hpp"
#include "sql/classify.hpp"
#include "sql/lexer.hpp"
#include "sql/split.hpp"

namespace retort {
namespace {

class RevisionParser {
 public:
  RevisionParser(const SourceText& source, const Lexicon& lexicon) : lexicon_(lexicon) { file_.source = source; }

  RevisionFile parse() {
    header_end_ = read_header(file_.source, file_);
    const SplitText split = split_statements(file_.source.text(), lexicon_);
    for (const StatementText& statement : split.statements) {
      read_between(statement.leading, statement.leading_offset);
      read_statement(statement);
    }
    read_between(split.trailing, split.trailing_offset);
    finish();
    return std::move(file_);
  }

 private:
  enum class Section { none, upgrade, downgrade, no_downgrade };

  ProjectError error(std::size_t offset, const std::string& message, const std::string& hint) const {
    return ProjectError(message, file_.source.locate(offset), hint);
  }
  int line_of(std::size_t offset) const { return file_.source.locate(offset).line; }
  bool at_column_one(std::size_t offset) const { return offset == 0 || file_.source.text()[offset - 1] == '\n'; }

  // ---- directives ----

  /// White space and comments between two statements.
  void read_between(std::string_view text, std::size_t offset) {
    for (Lexer lexer(text, lexicon_); !lexer.at_end();) {
      const Token token = lexer.next();
      const std::size_t at = offset + token.offset;
      if (token.kind == TokenKind::unterminated) refuse_unterminated(token, at);
      if (token.kind != TokenKind::comment || at < header_end_) continue;
      const CommentReading reading = read_comment(token.text, at_column_one(at));
      if (reading.kind == CommentReading::Kind::mistake) throw error(at, reading.problem, reading.suggestion);
      if (reading.kind == CommentReading::Kind::directive) read_directive(reading, at);
      if (section_ == Section::none) refuse_lost_field(token.text, at);
    }
  }

  /// A field below the header would be a comment, and what it says would silently not be so.
  void refuse_lost_field(std::string_view comment, std::size_t at) const {
    if (!comment.starts_with("--")) return;
    const std::string field = mistaken_for(trim(comment.substr(2)), false);
    if (field.empty()) return;
    throw error(at, fmt::format("\"{}\" stands outside of the header, which ends at the first empty line", field),
                "move it up into the leading comment block (if it is a note, begin it with another word)");
  }

  void read_directive(const CommentReading& directive, std::size_t at) {
    const std::string_view word = directive.word;
    if (word == "upgrade" || word == "downgrade" || word == "irreversible") {
      refuse_dangling(at);
      if (word == "upgrade") return begin_upgrade(directive.arguments, at);
      if (word == "irreversible") return no_downgrade(true, directive.arguments, at);
      const std::string_view first = directive.arguments.substr(0, directive.arguments.find_first_of(" \t"));
      if (first == "none") return no_downgrade(false, trim(directive.arguments.substr(first.size())), at);
      return begin_downgrade(directive.arguments, at);
    }
    if (step_ == nullptr) {
      throw error(at, fmt::format("\"{}\" stands outside of any step", word),
                  "put it below a \"-- retort: upgrade\" or \"-- retort: downgrade\"");
    }
    if (word == "todo") return read_todo(directive.arguments, at);
    if (word == "allow") return read_allow(directive.arguments, at);
    read_rebuild(directive.arguments, at);
  }

  void begin_upgrade(std::string_view arguments, std::size_t at) {
    if (section_ != Section::none && section_ != Section::upgrade) {
      throw error(at, "an upgrade after a downgrade", "move it up: all upgrades come first, then all downgrades");
    }
    section_ = Section::upgrade;
    begin_step(file_.upgrade, arguments, at);
  }

  void begin_downgrade(std::string_view arguments, std::size_t at) {
    if (section_ == Section::none) refuse_missing_upgrade(at);
    if (section_ == Section::no_downgrade) refuse_second_ending(at);
    section_ = Section::downgrade;
    begin_step(file_.downgrade, arguments, at);
  }

  void begin_step(std::vector<Step>& steps, std::string_view arguments, std::size_t at) {
    const ModeReading mode = read_mode(arguments, lexicon_);
    if (!mode.problem.empty()) throw error(at, mode.problem, mode.suggestion);
    step_ = &steps.emplace_back();
    step_->mode = mode.mode;
    step_->line = line_of(at);
  }

  void no_downgrade(bool irreversible, std::string_view reason, std::size_t at) {
    const std::string_view spelled = irreversible ? "irreversible" : "downgrade none";
    if (section_ == Section::none) refuse_missing_upgrade(at);
    if (section_ != Section::upgrade) refuse_second_ending(at);
    if (reason.empty()) {
      throw error(at, fmt::format("\"{}\" needs a reason", spelled),
                  fmt::format("write \"-- retort: {} REASON\"", spelled));
    }
    section_ = Section::no_downgrade;
    step_ = nullptr;
    file_.no_downgrade = NoDowngrade{irreversible, std::string(reason), line_of(at)};
  }

  void read_todo(std::string_view what, std::size_t at) const {
    if (what.empty()) throw error(at, "\"todo\" says nothing", "write \"-- retort: todo WHAT\"");
    step_->todos.push_back(Todo{std::string(what), line_of(at)});
  }

  void read_allow(std::string_view arguments, std::size_t at) {
    const std::string_view rule = arguments.substr(0, arguments.find_first_of(" \t"));
    const std::string_view reason = trim(arguments.substr(rule.size()));
    if (reason.empty()) {
      throw error(
          at, rule.empty() ? "\"allow\" needs a rule and a reason" : fmt::format("\"allow {}\" needs a reason", rule),
          fmt::format("write \"-- retort: allow {} REASON\"", rule.empty() ? "RULE" : rule));
    }
    pending_.allows.push_back(Allow{std::string(rule), std::string(reason), line_of(at)});
    pending_at_ = at;
  }

  void read_rebuild(std::string_view arguments, std::size_t at) {
    if (step_->mode != StepMode::foreign_keys_off) {
      throw error(at, "\"rebuild\" stands in a step that is not foreign_keys=off",
                  fmt::format("write \"-- retort: {} foreign_keys=off\" in line {}",
                              section_ == Section::upgrade ? "upgrade" : "downgrade", step_->line));
    }
    if (pending_.rebuild)
      throw error(at, "a second \"rebuild\" for one statement", "let each stand above its CREATE TABLE");
    RebuildGuard guard;
    const std::string problem = parse_rebuild(arguments, lexicon_, guard);
    if (!problem.empty()) {
      throw error(at, fmt::format("\"rebuild\" can't be read: {}", problem),
                  "write \"-- retort: rebuild TABLE (columns) indexes (names) triggers (names) was HASH\", as "
                  "autogenerate does");
    }
    pending_.rebuild = std::move(guard);
    pending_at_ = at;
  }

  // ---- statements ----

  void read_statement(const StatementText& statement) {
    if (statement.text.empty()) return;
    refuse_kind(statement);
    refuse_inside(statement);
    if (!statement.terminated) refuse_open(statement, statement.offset + statement.text.size());
    if (step_ == nullptr) {
      const bool closed = section_ == Section::no_downgrade;
      throw error(statement.offset,
                  closed ? "SQL after the line that says that there is no downgrade" : "SQL before the first directive",
                  closed ? "remove the statement, or write \"-- retort: downgrade\" in place of that line"
                         : "write \"-- retort: upgrade\" above it");
    }
    StepStatement& added = step_->statements.emplace_back(std::move(pending_));
    pending_ = StepStatement{};
    added.text = statement.text;
    added.line = line_of(statement.offset);
  }

  /// What may not stand inside of a statement.
  void refuse_inside(const StatementText& statement) const {
    for (Lexer lexer(statement.text, lexicon_); !lexer.at_end();) {
      const Token token = lexer.next();
      const std::size_t at = statement.offset + token.offset;
      if (token.kind == TokenKind::unterminated) refuse_unterminated(token, at);
      const bool line_comment = token.kind == TokenKind::comment && !token.text.starts_with("/*");
      if (line_comment && at_column_one(at) && read_comment(token.text, true).kind != CommentReading::Kind::text) {
        refuse_open(statement, at);
      }
      if (token.kind == TokenKind::invalid && token.text.starts_with('\\') && at_column_one(at)) refuse_shell_line(at);
    }
  }

  [[noreturn]] void refuse_open(const StatementText& statement, std::size_t at) const {
    const StatementClass kind = classify(statement.text, lexicon_);
    const bool trigger = kind.kind == StatementKind::create && kind.object_kind == "TRIGGER";
    throw error(at, fmt::format("the statement from line {} has no semicolon", line_of(statement.offset)),
                trigger ? "end the trigger with \"END;\" (and check that each statement inside ends with a semicolon)"
                        : "end it with a semicolon");
  }

  [[noreturn]] void refuse_unterminated(const Token& token, std::size_t at) const {
    const bool comment = token.text.starts_with("/*");
    const bool string = token.text.starts_with('\'');
    throw error(at,
                fmt::format("a {} begins here and never ends", comment  ? "comment"
                                                               : string ? "string"
                                                                        : "quoted name"),
                comment ? "close it with \"*/\"" : "close the quote; inside of it, a quote is written twice");
  }

  [[noreturn]] void refuse_shell_line(std::size_t at) const {
    throw error(at, "a line for the engine's shell", "write SQL: revisions are run without a shell");
  }

  void refuse_kind(const StatementText& statement) const {
    if (statement.text.front() == '.' || statement.text.front() == '\\') refuse_shell_line(statement.offset);
    const std::string_view word = Lexer(statement.text, lexicon_).next_significant().text;
    const StatementKind kind = classify(statement.text, lexicon_).kind;
    if (kind == StatementKind::transaction || kind == StatementKind::savepoint) {
      throw error(statement.offset,
                  fmt::format("{} as a statement: the runner begins and ends transactions", ascii_upper(word)),
                  "each \"-- retort: upgrade\" is one transaction: begin another step there, or remove the statement");
    }
    if (kind == StatementKind::shell || statement.is_shell) refuse_shell_line(statement.offset);
    if (statement.has_rows)
      throw error(statement.offset, "rows behind COPY … FROM stdin",
                  "write them as INSERT: revisions are run without a shell");
    if (ascii_iequals(word, "DELIMITER") && lexicon_.dialect != "mariadb") {
      throw error(statement.offset, "DELIMITER is a word of MariaDB's client",
                  "remove the line: a trigger ends with \"END;\"");
    }
  }

  // ---- sections ----

  void refuse_dangling(std::size_t at) const {
    if (!pending_.rebuild && pending_.allows.empty()) return;
    throw error(pending_at_,
                fmt::format("\"{}\" with no statement below it in its step", pending_.rebuild ? "rebuild" : "allow"),
                fmt::format("put it right above its statement; the step ends in line {}", line_of(at)));
  }

  [[noreturn]] void refuse_missing_upgrade(std::size_t at) const {
    throw error(at, "a downgrade without an upgrade above it",
                "all upgrades come first: begin with \"-- retort: upgrade\"");
  }

  [[noreturn]] void refuse_second_ending(std::size_t at) const {
    const int first = file_.no_downgrade ? file_.no_downgrade->line : file_.downgrade.front().line;
    throw error(at, fmt::format("line {} already says how to go back", first), "keep one of the two");
  }

  void finish() {
    const std::size_t end = file_.source.text().size();
    refuse_dangling(end);
    if (section_ == Section::none) {
      throw error(end, "no \"-- retort: upgrade\"",
                  "write it above the first statement, and \"-- retort: downgrade\" below the last");
    }
    if (section_ == Section::upgrade) {
      throw error(end, "no downgrade",
                  "write \"-- retort: downgrade\" and the way back, or \"-- retort: irreversible REASON\"");
    }
    for (const Step& step : file_.downgrade) {
      if (!step.statements.empty() || !step.todos.empty()) continue;
      throw ProjectError(
          "an empty downgrade", SourceLocation{file_.source.name(), step.line, 1},
          "write the way back, or \"-- retort: irreversible REASON\", or \"-- retort: downgrade none REASON\" "
          "where nothing is to be done");
    }
    for (Step& step : file_.upgrade) step.hash = hash_of(step);
    for (Step& step : file_.downgrade) step.hash = hash_of(step);
  }

  std::string hash_of(const Step& step) const {
    std::string tokens(to_string(step.mode));
    for (const StepStatement& statement : step.statements) tokens += '\n' + token_hash(statement.text, lexicon_);
    return content_hash(tokens);
  }

  const Lexicon& lexicon_;
  RevisionFile file_;
  std::size_t header_end_ = 0;
  Section section_ = Section::none;
  Step* step_ = nullptr;   // the one that is open, inside file_
  StepStatement pending_;  // what directives bind to the next statement
  std::size_t pending_at_ = 0;
};

}  // namespace

std::string_view to_string(Direction direction) { return direction == Direction::upgrade ? "upgrade" : "downgrade"; }

RevisionFile parse_revision(const SourceText& source, const Lexicon& lexicon) {
  return RevisionParser(source, lexicon).parse();
}

}  // namespace retort
