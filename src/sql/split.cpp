// A semicolon ends a statement, except where the engine's shell knows better. Two state machines see every significant
// token of a statement and say so:
//
// SQLite (sqlite3_complete, https://www.sqlite.org/c3ref/complete.html): a statement that begins with
// [EXPLAIN …] CREATE [TEMP|TEMPORARY] TRIGGER ends only at "; END ;".
//
// psql (its psqlscan.l): no statement ends inside parentheses, nor between BEGIN and END of CREATE [OR REPLACE]
// FUNCTION or PROCEDURE, where a CASE … END counts too. Behind COPY … FROM stdin it reads rows, from the next line on
// to a line that is `\.`; and SET standard_conforming_strings changes how it reads the strings that follow.
#include "sql/split.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.hpp"
#include "sql/lexer.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

class TriggerRule {
 public:
  void see(const Token& token) {
    switch (state_) {
      case State::start:
      case State::explain:
        if (token.is_word("CREATE")) {
          state_ = State::create;
        } else if (state_ == State::start && token.is_word("EXPLAIN")) {
          state_ = State::explain;
        } else if (state_ == State::start || is_special(token)) {
          state_ = State::other;
        }
        break;
      case State::create:
        if (token.is_word("TRIGGER")) {
          state_ = State::body;
        } else if (!token.is_word("TEMP") && !token.is_word("TEMPORARY")) {
          state_ = State::other;
        }
        break;
      case State::other:
        break;
      case State::body:
      case State::semicolon:
      case State::end:
        if (token.kind == TokenKind::semicolon) {
          state_ = State::semicolon;
        } else if (state_ == State::semicolon && token.is_word("END")) {
          state_ = State::end;
        } else {
          state_ = State::body;
        }
        break;
    }
  }

  /// Of a semicolon that was not seen yet.
  bool ends_here() const { return state_ != State::body && state_ != State::semicolon; }

 private:
  enum class State { start, explain, create, other, body, semicolon, end };

  // Words that end the search for CREATE behind an EXPLAIN, as sqlite3_complete has it.
  static bool is_special(const Token& token) {
    return token.is_word("EXPLAIN") || token.is_word("TEMP") || token.is_word("TEMPORARY") ||
           token.is_word("TRIGGER") || token.is_word("END");
  }

  State state_ = State::start;
};

class NestingRule {
 public:
  void see(const Token& token) {
    if (token.is_symbol("(")) {
      ++parentheses_;
    } else if (token.is_symbol(")")) {
      if (parentheses_ > 0) --parentheses_;
    } else if (token.kind == TokenKind::word) {
      see_word(token);
    }
  }

  bool ends_here() const { return parentheses_ == 0 && blocks_ == 0; }

 private:
  enum class Header { start, create, create_or, create_or_replace, routine, other };

  void see_word(const Token& token) {
    const bool routine = token.is_word("FUNCTION") || token.is_word("PROCEDURE");
    switch (header_) {
      case Header::start:
        header_ = token.is_word("CREATE") ? Header::create : Header::other;
        break;
      case Header::create:
        header_ = routine ? Header::routine : token.is_word("OR") ? Header::create_or : Header::other;
        break;
      case Header::create_or:
        header_ = token.is_word("REPLACE") ? Header::create_or_replace : Header::other;
        break;
      case Header::create_or_replace:
        header_ = routine ? Header::routine : Header::other;
        break;
      case Header::other:
        break;
      case Header::routine:
        if (parentheses_ > 0) break;
        if (token.is_word("BEGIN") || (blocks_ > 0 && token.is_word("CASE"))) {
          ++blocks_;
        } else if (blocks_ > 0 && token.is_word("END")) {
          --blocks_;
        }
        break;
    }
  }

  Header header_ = Header::start;
  int parentheses_ = 0;
  int blocks_ = 0;
};

/// COPY table [(columns)] FROM stdin: FROM STDOUT means the same, as in the server's grammar.
class CopyRule {
 public:
  void see(const Token& token) {
    if (state_ == State::start) state_ = token.is_word("COPY") ? State::copy : State::other;
    if (state_ == State::other || state_ == State::from_stdin) return;
    if (token.is_symbol("(")) ++parentheses_;
    if (token.is_symbol(")")) --parentheses_;
    if (state_ == State::from)
      state_ = token.is_word("STDIN") || token.is_word("STDOUT") ? State::from_stdin : State::other;
    if (state_ == State::copy && parentheses_ == 0 && token.is_word("FROM")) state_ = State::from;
  }

  bool rows_follow() const { return state_ == State::from_stdin; }

 private:
  enum class State { start, copy, from, from_stdin, other };
  State state_ = State::start;
  int parentheses_ = 0;
};

/// SET [SESSION|LOCAL] standard_conforming_strings {=|TO} value
class StringsRule {
 public:
  void see(const Token& token) {
    if (count_ == 1 && (token.is_word("SESSION") || token.is_word("LOCAL"))) return;
    const std::size_t at = count_++;
    if (at == 0) matches_ = token.is_word("SET");
    if (at == 1) matches_ = matches_ && token.is_word("standard_conforming_strings");
    if (at == 3) value_ = token;
  }

  /// Off: a backslash escapes in every string.
  std::optional<bool> escapes() const {
    if (!matches_ || count_ != 4) return std::nullopt;
    const std::string value = ascii_lower(unquote(value_.text));
    return value == "off" || value == "false" || value == "no" || value == "0";
  }

 private:
  std::size_t count_ = 0;
  bool matches_ = false;
  Token value_;
};

/// One statement's share of the rules that its engine has.
class Ending {
 public:
  explicit Ending(const Lexicon& lexicon)
      : has_trigger_rule_(lexicon.trigger_bodies),
        has_nesting_rule_(lexicon.nested_semicolons),
        has_copy_rule_(lexicon.copy_data) {}

  void see(const Token& token) {
    if (has_trigger_rule_) trigger_rule_.see(token);
    if (has_nesting_rule_) nesting_rule_.see(token);
    if (!has_copy_rule_) return;
    copy_rule_.see(token);
    strings_rule_.see(token);
  }
  bool ends_here() const { return trigger_rule_.ends_here() && nesting_rule_.ends_here(); }
  bool rows_follow() const { return copy_rule_.rows_follow(); }
  std::optional<bool> escapes() const { return strings_rule_.escapes(); }

 private:
  bool has_trigger_rule_;
  bool has_nesting_rule_;
  bool has_copy_rule_;
  TriggerRule trigger_rule_;
  NestingRule nesting_rule_;
  CopyRule copy_rule_;
  StringsRule strings_rule_;
};

bool begins_shell_line(const Token& token) {
  return (token.kind == TokenKind::invalid && token.text == "\\") || token.is_symbol(".");
}

class Splitter {
 public:
  Splitter(std::string_view text, const Lexicon& lexicon)
      : text_(text), lexicon_(lexicon), lexer_(text, lexicon_), ending_(lexicon) {}

  SplitText split() {
    while (!lexer_.at_end()) {
      const Token token = lexer_.next();
      if (token.significant()) see(token);
    }
    if (open_) close(end_, false);
    result_.trailing = text_.substr(leading_offset_);
    result_.trailing_offset = leading_offset_;
    return std::move(result_);
  }

 private:
  void see(const Token& token) {
    if (token.kind == TokenKind::semicolon && !open_) return;
    if (token.kind == TokenKind::semicolon && ending_.ends_here()) {
      close(token.end(), true);
      return;
    }
    if (!open_ && begins_shell_line(token)) {
      shell_line(token.offset);
      return;
    }
    if (!open_) start_ = token.offset;
    open_ = true;
    end_ = token.end();
    if (!backslash_ && token.kind == TokenKind::invalid && token.text == "\\") backslash_ = token.offset - start_;
    ending_.see(token);
  }

  StatementText statement(std::size_t end_offset) const {
    StatementText made;
    made.text = text_.substr(start_, end_ - start_);
    made.offset = start_;
    made.leading = text_.substr(leading_offset_, start_ - leading_offset_);
    made.leading_offset = leading_offset_;
    made.end_offset = end_offset;
    made.backslash = backslash_;
    return made;
  }

  void add(const StatementText& made) {
    result_.statements.push_back(made);
    leading_offset_ = made.end_offset;
    lexer_.skip_to(made.end_offset);
    open_ = false;
    backslash_.reset();
  }

  void close(std::size_t end_offset, bool terminated) {
    StatementText made = statement(end_offset);
    made.terminated = terminated;
    if (terminated && ending_.rows_follow()) read_rows(made);
    if (const std::optional<bool> escapes = ending_.escapes()) lexicon_.backslash_escapes = *escapes;
    ending_ = Ending(lexicon_);
    add(made);
  }

  void shell_line(std::size_t offset) {
    start_ = offset;
    end_ = std::min(text_.find('\n', offset), text_.size());
    const std::size_t end_offset = end_;
    while (end_ > start_ && (text_[end_ - 1] == ' ' || text_[end_ - 1] == '\t' || text_[end_ - 1] == '\r')) --end_;
    StatementText made = statement(end_offset);
    made.is_shell = true;
    add(made);
  }

  // psql runs what else stands in COPY's line after the rows; where that is more than a comment, it is a statement here
  // too, and the rows are none: nothing can be put in between.
  void read_rows(StatementText& made) const {
    std::size_t line_end = made.end_offset;
    for (Lexer rest(text_.substr(made.end_offset), lexicon_); !rest.at_end();) {
      const Token token = rest.next();
      if (token.significant()) return;
      const std::size_t newline = token.text.find('\n');
      line_end = made.end_offset + token.offset + std::min(newline, token.text.size());
      if (newline != std::string_view::npos) break;
    }
    made.has_rows = true;
    made.rows_offset = std::min(line_end + 1, text_.size());
    std::size_t at = made.rows_offset;
    made.terminated = false;
    while (at < text_.size() && !made.terminated) {
      const std::size_t newline = std::min(text_.find('\n', at), text_.size());
      std::string_view line = text_.substr(at, newline - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      made.terminated = line == "\\.";
      made.rows = text_.substr(made.rows_offset, at - made.rows_offset);
      at = made.terminated ? newline : std::min(newline + 1, text_.size());
    }
    if (!made.terminated) made.rows = text_.substr(made.rows_offset);
    made.end_offset = at;
  }

  std::string_view text_;
  Lexicon lexicon_;  // its strings change with SET standard_conforming_strings
  Lexer lexer_;
  Ending ending_;
  SplitText result_;
  std::size_t leading_offset_ = 0;  // the end of the last statement
  std::size_t start_ = 0;           // of the open statement's first and behind its last significant token
  std::size_t end_ = 0;
  bool open_ = false;
  std::optional<std::size_t> backslash_;
};

}  // namespace

SplitText split_statements(std::string_view text, const Lexicon& lexicon) { return Splitter(text, lexicon).split(); }

}  // namespace retort
