// A semicolon ends a statement, except where the engine's shell knows better. Two state machines see every significant
// token of a statement and say so:
//
// SQLite (sqlite3_complete, https://www.sqlite.org/c3ref/complete.html): a statement that begins with
// [EXPLAIN …] CREATE [TEMP|TEMPORARY] TRIGGER ends only at "; END ;".
//
// psql (its psqlscan.l): no statement ends inside parentheses, nor between BEGIN and END of CREATE [OR REPLACE]
// FUNCTION or PROCEDURE, where a CASE … END counts too.
#include "sql/split.hpp"

#include "sql/lexer.hpp"

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

/// One statement's share of the rules that its engine has.
class Ending {
 public:
  explicit Ending(const Lexicon& lexicon)
      : has_trigger_rule_(lexicon.trigger_bodies), has_nesting_rule_(lexicon.nested_semicolons) {}

  void see(const Token& token) {
    if (has_trigger_rule_) trigger_rule_.see(token);
    if (has_nesting_rule_) nesting_rule_.see(token);
  }
  bool ends_here() const { return trigger_rule_.ends_here() && nesting_rule_.ends_here(); }

 private:
  bool has_trigger_rule_;
  bool has_nesting_rule_;
  TriggerRule trigger_rule_;
  NestingRule nesting_rule_;
};

}  // namespace

SplitText split_statements(std::string_view text, const Lexicon& lexicon) {
  SplitText result;
  std::size_t leading_offset = 0;  // the end of the last statement
  std::size_t start = 0;           // of the open statement's first and behind its last significant token
  std::size_t end = 0;
  bool open = false;
  Ending ending(lexicon);

  const auto close = [&](std::size_t end_offset, bool terminated) {
    result.statements.push_back({text.substr(start, end - start), start,
                                 text.substr(leading_offset, start - leading_offset), leading_offset, end_offset,
                                 terminated});
    leading_offset = end_offset;
    open = false;
    ending = Ending(lexicon);
  };

  for (Lexer lexer(text, lexicon); !lexer.at_end();) {
    const Token token = lexer.next();
    if (!token.significant()) continue;
    if (token.kind == TokenKind::semicolon && !open) continue;
    if (token.kind == TokenKind::semicolon && ending.ends_here()) {
      close(token.end(), true);
      continue;
    }
    if (!open) start = token.offset;
    open = true;
    end = token.end();
    ending.see(token);
  }
  if (open) close(end, false);
  result.trailing = text.substr(leading_offset);
  result.trailing_offset = leading_offset;
  return result;
}

}  // namespace retort
