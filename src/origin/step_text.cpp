// A script is read twice. First it becomes transactions: its own BEGIN and COMMIT end one, and what a revision can't
// hold (lines for psql, savepoints, what each mode refuses) turns into comments and a todo at the same place. Then each
// transaction becomes steps, most often one:
//
// - What can't run inside of a transaction gets an autocommit step, in its place.
// - SQLite runs with foreign keys off unless somebody sets them on, and the tools leave that so; Retort sets them on.
//   Where they are on, DROP TABLE deletes the rows first, and cascades. So a transaction that drops a table has its DDL
//   in foreign_keys=off steps, as has a script that set foreign keys off itself. INSERT, UPDATE and DELETE stay in
//   steps of their own.
// - SET holds for a session, and Retort ends it with the step: it is said again in each later step of the file.
#include "origin/step_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "revision/directive.hpp"
#include "sql/classify.hpp"
#include "sql/lexer.hpp"
#include "sql/split.hpp"

namespace retort {

namespace {

/// One statement with the comments above it, or only comments.
struct Piece {
  std::string leading;  // white space and comments
  std::string text;     // without the semicolon; empty: none
  std::string todo;
  StatementClass kind;
  bool drops_table = false;
};

struct Transaction {
  bool transactional = true;
  bool foreign_keys_off = false;
  std::vector<Piece> pieces;
};

struct StepPieces {
  StepMode mode = StepMode::transactional;
  std::vector<Piece> pieces;
};

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is_word(word); });
}

/// A comment whose every line is one.
std::string commented_out(std::string_view text) {
  std::string result;
  for (const std::string_view line : split_lines(text)) result += plain_comment(fmt::format("-- {}", line)) + "\n";
  return result;
}

class Reader {
 public:
  Reader(const MigrationScript& script, const Dialect& dialect, StepText& result)
      : script_(script), dialect_(dialect), lexicon_(dialect.lexicon()), result_(result) {}

  std::vector<Transaction> read() {
    begin(script_.transactional && !script_.says_transactions);
    const std::string& text = script_.source.text();
    const SplitText split = split_statements(text, lexicon_);
    for (const StatementText& statement : split.statements) {
      take_leading(statement.leading);
      take(statement);
      const std::size_t end = statement.offset + statement.text.size();
      const std::string_view before_semicolon = std::string_view(text).substr(end, statement.end_offset - end);
      if (!statement.has_rows && !trim(cleaned(before_semicolon)).empty()) take_leading(before_semicolon);
    }
    take_leading(split.trailing);
    if (transactions_.size() > 1 && transactions_.back().pieces.empty()) transactions_.pop_back();
    if (!trim(leading_).empty()) add({});
    return std::move(transactions_);
  }

 private:
  void begin(bool transactional) {
    if (!transactions_.empty() && transactions_.back().pieces.empty()) transactions_.pop_back();
    transactions_.push_back({transactional, foreign_keys_off_ && !inside_, {}});
  }

  void add(Piece piece) {
    piece.leading = std::move(leading_);
    leading_.clear();
    transactions_.back().pieces.push_back(std::move(piece));
  }

  void remark(const std::string& text) {
    if (std::find(result_.remarks.begin(), result_.remarks.end(), text) == result_.remarks.end())
      result_.remarks.push_back(text);
  }

  /// White space and comments between two statements. What stands behind a statement on its line stays with it.
  void take_leading(std::string_view text) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, newline);
    const bool same_line = line.find("--") != std::string_view::npos && line.find("/*") == std::string_view::npos;
    std::vector<Piece>& pieces = transactions_.back().pieces;
    if (same_line && !pieces.empty() && !pieces.back().text.empty() && leading_.empty()) {
      leading_ = cleaned(line);
      add({});
      text.remove_prefix(newline);
    }
    // The line of a statement that was left out goes with it.
    if (text.starts_with('\n') && leading_.ends_with('\n')) text.remove_prefix(1);
    leading_ += cleaned(text);
  }

  /// Without stray semicolons, and without what reads as a directive.
  std::string cleaned(std::string_view text) const {
    std::string result;
    for (Lexer lexer(text, lexicon_); !lexer.at_end();) {
      const Token token = lexer.next();
      if (token.kind == TokenKind::semicolon) continue;
      result += token.kind == TokenKind::comment ? plain_comment(token.text) : std::string(token.text);
    }
    return result;
  }

  /// What a tool does with its version table, with each migration.
  static bool is_bookkeeping(const StatementClass& kind) {
    switch (kind.kind) {
      case StatementKind::create:
      case StatementKind::drop:
      case StatementKind::insert:
      case StatementKind::update:
      case StatementKind::remove:
        return true;
      default:
        return false;
    }
  }

  void take(const StatementText& statement) {
    const Token first = Lexer(statement.text, lexicon_).next_significant();
    const StatementClass kind = classify(statement.text, lexicon_);
    const bool own =
        !script_.left_out.empty() && kind.object && kind.object->name == lexicon_.identifier(script_.left_out);
    if (own && !is_bookkeeping(kind))
      return remark(fmt::format("left out, for {} is the runner's: {}", script_.left_out,
                                statement.text.substr(0, statement.text.find('\n'))));
    if (own) return;
    if (statement.is_shell || kind.kind == StatementKind::shell)
      return leave(statement, "a line for the engine's shell: write its SQL here");
    if (statement.has_rows) return leave(statement, "rows behind COPY: write them as INSERT");
    if (kind.kind == StatementKind::transaction && is_one_of(first, {"BEGIN", "START"})) return open();
    if (kind.kind == StatementKind::transaction && is_one_of(first, {"COMMIT", "END"})) return close();
    if (kind.kind == StatementKind::transaction || kind.kind == StatementKind::savepoint)
      return leave(statement, fmt::format("{}: the runner begins and ends transactions", ascii_upper(first.text)));
    if (kind.kind == StatementKind::pragma && kind.pragma == "foreign_keys") return foreign_keys(statement);
    if (has_open_quote(statement.text)) return leave(statement, "a quote or a comment that never ends");
    const std::string reason = refused_everywhere(statement.text);
    if (!reason.empty()) return leave(statement, reason);
    Piece piece;
    piece.text = without_directives(statement.text);
    piece.kind = kind;
    piece.drops_table = kind.kind == StatementKind::drop && kind.object_kind == "TABLE";
    add(std::move(piece));
    ++result_.statements;
  }

  void open() {
    inside_ = true;
    begin(true);
    if (!script_.says_transactions) remark("its own BEGIN and COMMIT became steps");
  }
  void close() {
    inside_ = false;
    begin(script_.transactional && !script_.says_transactions);
    if (!script_.says_transactions) remark("its own BEGIN and COMMIT became steps");
  }

  /// Inside of a transaction the pragma does nothing, whoever runs it.
  void foreign_keys(const StatementText& statement) {
    const bool in_transaction = inside_ || transactions_.back().transactional;
    if (in_transaction) {
      remark("PRAGMA foreign_keys was left out: inside of a transaction it does nothing");
      return;
    }
    const std::vector<Token> tokens = significant_tokens(statement.text, lexicon_);
    foreign_keys_off_ = tokens.size() > 2 && std::any_of(tokens.begin() + 2, tokens.end(), [](const Token& token) {
                          return is_one_of(token, {"OFF", "FALSE", "NO"}) || token.text == "0";
                        });
    begin(transactions_.back().transactional);
    remark("PRAGMA foreign_keys became steps with foreign_keys=off");
  }

  void leave(const StatementText& statement, const std::string& why) {
    Piece piece;
    std::string_view all = statement.text;
    if (statement.has_rows) all = script_.source.text();
    if (statement.has_rows) all = all.substr(statement.offset, statement.end_offset - statement.offset);
    leading_ += (leading_.empty() || leading_.ends_with('\n') ? "" : "\n") + commented_out(all);
    piece.todo = why;
    result_.todos.push_back(fmt::format("line {}: {}", script_.source.locate(statement.offset).line, why));
    add(std::move(piece));
  }

  bool has_open_quote(std::string_view text) const {
    for (Lexer lexer(text, lexicon_); !lexer.at_end();)
      if (lexer.next().kind == TokenKind::unterminated) return true;
    return false;
  }

  std::string refused_everywhere(std::string_view text) const {
    const std::string reason = dialect_.refusal(text, StepMode::transactional);
    return reason.empty() || dialect_.refusal(text, StepMode::autocommit).empty() ? std::string() : reason;
  }

  /// A comment inside of a statement that reads as a directive would end it.
  std::string without_directives(std::string_view text) const {
    std::string result;
    for (Lexer lexer(text, lexicon_); !lexer.at_end();) {
      const Token token = lexer.next();
      result += token.kind == TokenKind::comment ? plain_comment(token.text) : std::string(token.text);
    }
    return result;
  }

  const MigrationScript& script_;
  const Dialect& dialect_;
  const Lexicon& lexicon_;
  StepText& result_;
  std::vector<Transaction> transactions_;
  std::string leading_;
  bool inside_ = false;  // of a BEGIN of its own
  bool foreign_keys_off_ = false;
};

class Writer {
 public:
  Writer(Direction direction, const Dialect& dialect, StepText& result)
      : direction_(direction), dialect_(dialect), result_(result) {}

  void write(std::vector<Transaction> transactions) {
    for (Transaction& transaction : transactions)
      for (StepPieces& step : steps_of(std::move(transaction))) write(std::move(step));
  }

 private:
  /// `off`: DDL goes with foreign keys off, so that what is dropped is there again before they are checked.
  StepMode mode_of(const Piece& piece, const Transaction& in, bool off) const {
    const StepMode usual = in.transactional || in.foreign_keys_off ? StepMode::transactional : StepMode::autocommit;
    if (piece.text.empty()) return usual;
    const auto may = [&](StepMode mode) { return dialect_.refusal(piece.text, mode).empty(); };
    if (off && is_ddl(piece.kind) && may(StepMode::foreign_keys_off)) return StepMode::foreign_keys_off;
    if (may(usual)) return usual;
    return usual == StepMode::transactional ? StepMode::autocommit : StepMode::transactional;
  }

  std::vector<StepPieces> steps_of(Transaction transaction) const {
    const bool sqlite = dialect_.lexicon().dialect == "sqlite";
    const std::vector<Piece>& pieces = transaction.pieces;
    const bool drops = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.drops_table; });
    // One step where all of it may run with foreign keys off.
    const bool whole = sqlite && drops && std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
                         return piece.text.empty() || dialect_.refusal(piece.text, StepMode::foreign_keys_off).empty();
                       });
    std::vector<StepPieces> steps;
    for (Piece& piece : transaction.pieces) {
      const bool joins = piece.text.empty() && !steps.empty();
      const bool off = sqlite && (drops || transaction.foreign_keys_off);
      StepMode mode = joins ? steps.back().mode : mode_of(piece, transaction, off);
      if (whole && (transaction.transactional || transaction.foreign_keys_off)) mode = StepMode::foreign_keys_off;
      if (steps.empty() || steps.back().mode != mode) {
        // Comments above the first statement go with it.
        const bool only_comments = !steps.empty() && steps.back().pieces.size() == 1 && steps.size() == 1 &&
                                   steps.back().pieces.front().text.empty();
        if (only_comments)
          steps.back().mode = mode;
        else
          steps.push_back({mode, {}});
      }
      steps.back().pieces.push_back(std::move(piece));
    }
    return steps;
  }

  void write(StepPieces step) {
    if (!result_.text.empty()) result_.text += '\n';
    const std::string_view mode = to_string(step.mode);
    result_.text += fmt::format("-- retort: {}{}{}\n", to_string(direction_), mode.empty() ? "" : " ", mode);
    if (!mode.empty() && std::find(result_.modes.begin(), result_.modes.end(), mode) == result_.modes.end())
      result_.modes.emplace_back(mode);
    for (const std::string& setting : settings_) result_.text += setting + ";\n";
    bool first = true;
    for (Piece& piece : step.pieces) {
      write(piece, first);
      first = false;
    }
    while (result_.text.ends_with("\n\n")) result_.text.pop_back();
    if (!result_.text.ends_with('\n')) result_.text += '\n';
  }

  void write(const Piece& piece, bool first) {
    std::string_view leading = piece.leading;
    const bool only_blanks = leading.find_first_not_of(" \t") == std::string_view::npos;
    if (first || only_blanks) leading.remove_prefix(std::min(leading.find_first_not_of(" \t\n"), leading.size()));
    std::string& text = result_.text;
    const bool same_line = leading.starts_with(' ') || leading.starts_with("--");
    if (!first && !text.ends_with('\n') && !leading.starts_with('\n') && !(same_line && piece.text.empty()))
      text += '\n';
    text += leading;
    if (!piece.todo.empty()) {
      if (!text.ends_with('\n')) text += '\n';
      text += fmt::format("-- retort: todo {}\n", piece.todo);
    }
    if (piece.text.empty()) return;
    text += piece.text + ";";
    const bool session = piece.kind.kind == StatementKind::setting && !is_local(piece.text);
    if (session && dialect_.lexicon().dialect != "sqlite") settings_.push_back(piece.text);
  }

  bool is_local(std::string_view text) const {
    const std::vector<Token> tokens = significant_tokens(text, dialect_.lexicon());
    return tokens.size() > 1 && tokens[1].is_word("LOCAL");
  }

  Direction direction_;
  const Dialect& dialect_;
  StepText& result_;
  std::vector<std::string> settings_;
};

}  // namespace

std::string plain_comment(std::string_view comment) {
  if (read_comment(comment, true).kind == CommentReading::Kind::text &&
      read_comment(comment, false).kind == CommentReading::Kind::text)
    return std::string(comment);
  return fmt::format("{} |{}{}", comment.substr(0, 2), comment.size() > 2 && comment[2] == ' ' ? "" : " ",
                     comment.substr(2));
}

StepText step_text(const MigrationScript& script, Direction direction, const Dialect& dialect) {
  StepText result;
  std::vector<Transaction> transactions = Reader(script, dialect, result).read();
  std::vector<Transaction> kept;
  for (Transaction& transaction : transactions) {
    const bool says = std::any_of(transaction.pieces.begin(), transaction.pieces.end(),
                                  [](const Piece& piece) { return !piece.text.empty() || !piece.todo.empty(); });
    if (says) {
      kept.push_back(std::move(transaction));
      continue;
    }
    for (const Piece& piece : transaction.pieces) result.comments += piece.leading;
  }
  result.comments = kept.empty() ? std::string(trim(result.comments)) : std::string();
  Writer(direction, dialect, result).write(std::move(kept));
  return result;
}

}  // namespace retort
