// A file is cut into statements first. What stands before CREATE TABLE is a table's; what stands inside its
// parentheses, where a column may begin, is a column's. A directive anywhere else is an error, as is a comment that
// comes near one: taken as text, it would let a rename become a drop and an add.
#include "state/model_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "sql/classify.hpp"
#include "sql/split.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr std::string_view kPrefix = "-- retort: ";
constexpr std::array<std::string_view, 2> kWords = {"renamed-from", "existing"};
constexpr std::array<std::string_view, 6> kRevisionWords = {"upgrade", "downgrade", "irreversible",
                                                            "rebuild", "todo",      "allow"};
constexpr const char* kKnown = "write \"-- retort: renamed-from NAME\" or \"-- retort: existing EXPRESSION\"";

struct Directive {
  std::string_view word;
  std::string_view arguments;
  std::size_t at = 0;
};

bool begins_constraint(const Token& token) {
  return token.is_word("CONSTRAINT") || token.is_word("PRIMARY") || token.is_word("UNIQUE") || token.is_word("CHECK") ||
         token.is_word("FOREIGN") || token.is_word("EXCLUDE") || token.is_word("LIKE");
}

class AnswersReader {
 public:
  AnswersReader(const SourceText& source, const Lexicon& lexicon)
      : source_(source), lexicon_(lexicon), schema_(lexicon.identifier(lexicon.default_schema)) {}

  Answers read() {
    const SplitText split = split_statements(source_.text(), lexicon_);
    for (const StatementText& statement : split.statements) {
      read_between(statement.leading, statement.leading_offset);
      const StatementClass kind = statement.is_shell ? StatementClass{} : classify(statement.text, lexicon_);
      const bool is_table = kind.kind == StatementKind::create && kind.object_kind == "TABLE" && kind.object;
      if (is_table) bind_table(qualified(*kind.object));
      refuse_pending("no CREATE TABLE follows");
      read_statement(statement, is_table ? std::optional(qualified(*kind.object)) : std::nullopt);
      if (kind.kind == StatementKind::setting && kind.setting == "search_path") read_search_path(statement.text);
    }
    read_between(split.trailing, split.trailing_offset);
    refuse_pending("no CREATE TABLE follows");
    return std::move(answers_);
  }

 private:
  /// With the schema in which the engine would make it. One that has no more than one schema gives it no name.
  ObjectName qualified(ObjectName name) const {
    if (lexicon_.default_schema.empty()) {
      name.schema = Identifier();
    } else if (name.schema.empty()) {
      name.schema = schema_;
    }
    return name;
  }

  /// SET search_path = a, b: what has no schema from here on is made in a.
  void read_search_path(std::string_view statement) {
    bool behind = false;
    for (const Token& token : significant_tokens(statement, lexicon_)) {
      if (behind) {
        schema_ = token.is_word("DEFAULT") ? lexicon_.identifier(lexicon_.default_schema) : lexicon_.name(token.text);
        return;
      }
      behind = token.is_symbol("=") || token.is_word("TO");
    }
  }

  ProjectError error(std::size_t at, const std::string& message, const std::string& hint) const {
    return ProjectError(message, source_.locate(at), hint);
  }

  void read_between(std::string_view text, std::size_t offset) {
    for (const Token& token : tokenize(text, lexicon_)) read_comment(token, offset + token.offset);
  }

  /// Adds a directive to those that wait for what they bind to.
  void read_comment(const Token& token, std::size_t at) {
    if (token.kind != TokenKind::comment) return;
    const std::size_t inside = token.text.find_first_not_of("-/*# \t");
    if (inside == std::string_view::npos) return;
    const std::string_view content = token.text.substr(inside);
    if (!ascii_iequals(content.substr(0, 6), "retort")) return;
    const std::string_view after = trim(content.substr(6));
    const bool exact = token.text.starts_with(kPrefix);
    if (!exact && !after.starts_with(':') && !is_known(after)) return;  // prose that begins with the program's name
    if (!exact)
      throw error(at,
                  fmt::format("\"{}\" looks like a directive and is none", token.text.substr(0, token.text.find('\n'))),
                  kKnown);

    const std::string_view rest = trim(token.text.substr(kPrefix.size()));
    const Directive directive{rest.substr(0, rest.find_first_of(" \t")),
                              trim(rest.substr(std::min(rest.find_first_of(" \t"), rest.size()))), at};
    refuse_unknown(directive);
    if (!stands_alone(at))
      throw error(at, fmt::format("\"{}\" stands behind something else", directive.word),
                  "give it a line of its own, above the column or table that it speaks of");
    pending_.push_back(directive);
  }

  static bool is_known(std::string_view text) {
    const std::string word = ascii_lower(text.substr(0, text.find_first_of(" \t")));
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  }

  void refuse_unknown(const Directive& directive) const {
    if (std::find(kWords.begin(), kWords.end(), directive.word) != kWords.end()) return;
    if (std::find(kRevisionWords.begin(), kRevisionWords.end(), directive.word) != kRevisionWords.end())
      throw error(directive.at, fmt::format("\"{}\" belongs in a revision file", directive.word), kKnown);
    const std::vector<std::string> meant = nearest(ascii_lower(directive.word), kWords, 3);
    throw error(directive.at, fmt::format("unknown directive \"{}\"", directive.word),
                meant.empty() ? kKnown : fmt::format("write \"{}{} {}\"", kPrefix, meant.front(), directive.arguments));
  }

  bool stands_alone(std::size_t at) const {
    const std::string_view before = std::string_view(source_.text()).substr(0, at);
    const std::size_t newline = before.rfind('\n');
    return trim(before.substr(newline == std::string_view::npos ? 0 : newline + 1)).empty();
  }

  /// The comments inside a statement; `table` where it creates one.
  void read_statement(const StatementText& statement, const std::optional<ObjectName>& table) {
    int depth = 0;
    bool column_may_begin = false;
    for (const Token& token : tokenize(statement.text, lexicon_)) {
      const std::size_t at = statement.offset + token.offset;
      if (!token.significant()) {
        const std::size_t before = pending_.size();
        read_comment(token, at);
        if (pending_.size() > before && !(table && column_may_begin))
          throw error(at, fmt::format("\"{}\" stands inside of something else", pending_.back().word),
                      "put it above the column or table that it speaks of");
        continue;
      }
      if (column_may_begin && begins_constraint(token)) refuse_pending("no column follows");
      if (column_may_begin && token.is_symbol(")")) refuse_pending("no column follows");
      if (column_may_begin) bind_column(*table, lexicon_.name(token.text));
      column_may_begin = false;
      if (token.is_symbol("(")) column_may_begin = ++depth == 1 && table && !past_columns_;
      if (token.is_symbol(")") && --depth == 0) past_columns_ = true;
      if (token.is_symbol(",") && depth == 1 && !past_columns_) column_may_begin = table.has_value();
      if (token.is_word("AS") && depth == 0)
        past_columns_ = true;  // CREATE TABLE … AS SELECT has no columns of its own
    }
    refuse_pending("no column follows");
    past_columns_ = false;
  }

  void bind_table(const ObjectName& table) {
    for (const Directive& directive : take_pending()) {
      if (directive.word == "existing")
        throw error(directive.at, "\"existing\" stands above a table", "put it above the column whose value it gives");
      answers_.renames.push_back({std::nullopt, name_in(directive), table.name});
    }
  }

  void bind_column(const ObjectName& table, const Identifier& column) {
    for (const Directive& directive : take_pending()) {
      if (directive.word == "existing") {
        answers_.existing.push_back({table, column, expression_in(directive)});
      } else {
        answers_.renames.push_back({table, name_in(directive), column});
      }
    }
  }

  std::vector<Directive> take_pending() {
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (pending_[i].word == pending_[j].word)
          throw error(pending_[i].at, fmt::format("a second \"{}\" for one object", pending_[i].word),
                      "leave one of them");
      }
    }
    return std::exchange(pending_, {});
  }

  void refuse_pending(const char* why) const {
    if (pending_.empty()) return;
    throw error(pending_.front().at, fmt::format("\"{}\" binds to nothing: {}", pending_.front().word, why),
                "put it on the line above the column or the CREATE TABLE that it speaks of");
  }

  Identifier name_in(const Directive& directive) const {
    const std::vector<Token> tokens = significant_tokens(directive.arguments, lexicon_);
    if (tokens.size() != 1 || (tokens[0].kind != TokenKind::word && tokens[0].kind != TokenKind::quoted_identifier))
      throw error(directive.at, "\"renamed-from\" needs one name",
                  "write \"-- retort: renamed-from NAME\", quoted as in SQL where it must be");
    return lexicon_.name(tokens[0].text);
  }

  std::string expression_in(const Directive& directive) const {
    int depth = 0;
    bool fits = !directive.arguments.empty();
    for (const Token& token : tokenize(directive.arguments, lexicon_)) {
      if (token.is_symbol("(")) ++depth;
      if (token.is_symbol(")") && --depth < 0) fits = false;
      if (token.kind == TokenKind::semicolon || token.kind == TokenKind::unterminated ||
          token.kind == TokenKind::comment || token.kind == TokenKind::invalid)
        fits = false;
    }
    if (!fits || depth != 0)
      throw error(directive.at, "\"existing\" needs one SQL expression",
                  "write \"-- retort: existing EXPRESSION\", without a semicolon");
    return std::string(directive.arguments);
  }

  const SourceText& source_;
  const Lexicon& lexicon_;
  Identifier schema_;
  std::vector<Directive> pending_;
  bool past_columns_ = false;
  Answers answers_;
};

}  // namespace

Answers model_answers(const SourceText& schema_file, const Lexicon& lexicon) {
  return AnswersReader(schema_file, lexicon).read();
}

}  // namespace retort
