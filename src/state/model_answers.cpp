// A file is cut into statements first. What stands before CREATE TABLE is a table's; what stands inside its
// parentheses, where a column may begin, is a column's. Where the engine can rename more than that, what stands before
// any other CREATE is that object's, and what stands before a label of an enum is the label's. A directive anywhere
// else is an error, as is a comment that comes near one: taken as text, it would let a rename become a drop and an add.
#include "state/model_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr std::string_view kPrefix = "-- retort: ";
constexpr std::array<std::string_view, 2> kWords = {"renamed-from", "existing"};
constexpr std::array<std::string_view, 6> kRevisionWords = {"upgrade", "downgrade", "irreversible",
                                                            "rebuild", "todo",      "allow"};
constexpr std::array<std::string_view, 4> kRuleEvents = {"SELECT", "INSERT", "UPDATE", "DELETE"};
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

/// What a CREATE statement makes, and what the names inside its parentheses are.
struct Created {
  ObjectKey key;
  std::optional<ObjectKind> parts;  // columns or labels
};

/// The kind that "MATERIALIZED VIEW" says; any type is an enum until it is looked for.
std::optional<ObjectKind> kind_named(std::string_view words) {
  if (words == "TYPE") return ObjectKind::enum_type;
  if (words == "SERVER") return ObjectKind::foreign_server;
  for (auto kind = ObjectKind::schema; kind <= ObjectKind::subscription;
       kind = static_cast<ObjectKind>(static_cast<int>(kind) + 1)) {
    if (ascii_iequals(words, to_string(kind))) return kind;
  }
  return std::nullopt;
}

bool is_on_table(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::rule || kind == ObjectKind::policy;
}

/// Kinds whose names stand in no schema.
bool is_global(ObjectKind kind) {
  return kind <= ObjectKind::user_mapping || kind == ObjectKind::event_trigger || kind == ObjectKind::publication ||
         kind == ObjectKind::subscription || kind == ObjectKind::access_method;
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
      const std::optional<Created> created = created_by(statement, kind);
      if (created) bind_whole(created->key);
      refuse_pending(has_schemas() ? "no CREATE follows that makes something with a name" : "no CREATE TABLE follows");
      read_statement(statement, created && created->parts ? created : std::nullopt);
      if (kind.kind == StatementKind::setting && kind.setting == "search_path") read_search_path(statement.text);
    }
    read_between(split.trailing, split.trailing_offset);
    refuse_pending("no CREATE TABLE follows");
    return std::move(answers_);
  }

 private:
  /// One that has them can rename more than tables and columns.
  bool has_schemas() const { return !lexicon_.default_schema.empty(); }

  std::optional<Created> created_by(const StatementText& statement, const StatementClass& kind) const {
    if (kind.kind != StatementKind::create || !kind.object) return std::nullopt;
    if (kind.object_kind == "TABLE") return Created{{ObjectKind::table, qualified(*kind.object)}, ObjectKind::column};
    const std::optional<ObjectKind> found = has_schemas() ? kind_named(kind.object_kind) : std::nullopt;
    if (!found) return std::nullopt;
    if (is_global(*found)) return Created{{*found, {{}, kind.object->name}}, std::nullopt};
    if (!is_on_table(*found) && *found != ObjectKind::index) {
      const bool may_be_enum = *found == ObjectKind::enum_type;
      return Created{{*found, qualified(*kind.object)},
                     may_be_enum ? std::optional(ObjectKind::enum_label) : std::nullopt};
    }
    const ObjectName table = qualified(name_behind_on(statement.text));
    return Created{{*found, {table.schema, kind.object->name}, is_on_table(*found) ? table.name : Identifier()},
                   std::nullopt};
  }

  /// The table of an index, trigger, rule or policy: the first ON that a name follows is its.
  ObjectName name_behind_on(std::string_view statement) const {
    const std::vector<Token> tokens = significant_tokens(statement, lexicon_);
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      const bool is_of_rule = tokens[i].is_word("TO");  // CREATE RULE r AS ON INSERT TO t
      const bool is_event = std::any_of(kRuleEvents.begin(), kRuleEvents.end(),
                                        [&](std::string_view event) { return tokens[i + 1].is_word(event); });
      if (!is_of_rule && (!tokens[i].is_word("ON") || is_event)) continue;
      const std::size_t at = tokens[i + 1].is_word("ONLY") ? i + 2 : i + 1;
      if (at >= tokens.size()) break;
      if (at + 2 < tokens.size() && tokens[at + 1].is_symbol("."))
        return {lexicon_.name(tokens[at].text), lexicon_.name(tokens[at + 2].text)};
      return {{}, lexicon_.name(tokens[at].text)};
    }
    return {};
  }

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

  /// The comments inside a statement; `table`: what has names of its own in parentheses.
  void read_statement(const StatementText& statement, const std::optional<Created>& table) {
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
      if (column_may_begin) bind_part(*table, token);
      column_may_begin = false;
      if (token.is_symbol("(")) column_may_begin = ++depth == 1 && table && !past_columns_;
      if (token.is_symbol(")") && --depth == 0) past_columns_ = true;
      if (token.is_symbol(",") && depth == 1 && !past_columns_) column_may_begin = table.has_value();
      const bool may_select = !table || table->parts == ObjectKind::column;
      if (token.is_word("AS") && depth == 0 && may_select)
        past_columns_ = true;  // CREATE TABLE … AS SELECT has no columns of its own
    }
    refuse_pending("no column follows");
    past_columns_ = false;
  }

  void bind_whole(const ObjectKey& key) {
    for (const Directive& directive : take_pending()) {
      if (directive.word == "existing")
        throw error(directive.at, fmt::format("\"existing\" stands above a {}", to_string(key.kind)),
                    "put it above the column whose value it gives");
      ObjectKey from = key;
      ObjectName name = name_in(directive);
      if (name.schema.empty()) name.schema = key.name.schema;
      from.name = std::move(name);
      answers_.renames.emplace_back(std::move(from), key);
    }
  }

  void bind_part(const Created& owner, const Token& token) {
    const bool is_label = owner.parts == ObjectKind::enum_label;
    if (is_label && token.kind != TokenKind::string) return refuse_pending("no label follows");
    const Identifier name = is_label ? Identifier(unquote(token.text)) : lexicon_.name(token.text);
    for (const Directive& directive : take_pending()) {
      if (directive.word == "renamed-from") {
        const Identifier before = is_label ? label_in(directive) : name_in(directive).name;
        answers_.renames.emplace_back(ObjectKey{*owner.parts, owner.key.name, before},
                                      ObjectKey{*owner.parts, owner.key.name, name});
      } else if (is_label) {
        throw error(directive.at, "\"existing\" stands above a label", "put it above the column whose value it gives");
      } else {
        answers_.existing.push_back({owner.key.name, name, expression_in(directive)});
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

  static bool is_name(const Token& token) {
    return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
  }

  ObjectName name_in(const Directive& directive) const {
    const std::vector<Token> tokens = significant_tokens(directive.arguments, lexicon_);
    if (tokens.size() == 1 && is_name(tokens[0])) return {{}, lexicon_.name(tokens[0].text)};
    if (has_schemas() && tokens.size() == 3 && is_name(tokens[0]) && tokens[1].is_symbol(".") && is_name(tokens[2]))
      return {lexicon_.name(tokens[0].text), lexicon_.name(tokens[2].text)};
    throw error(directive.at, "\"renamed-from\" needs one name",
                "write \"-- retort: renamed-from NAME\", quoted as in SQL where it must be");
  }

  Identifier label_in(const Directive& directive) const {
    const std::vector<Token> tokens = significant_tokens(directive.arguments, lexicon_);
    if (tokens.size() != 1 || tokens[0].kind != TokenKind::string)
      throw error(directive.at, "\"renamed-from\" needs the label that it was",
                  "write \"-- retort: renamed-from 'LABEL'\", quoted as in SQL");
    return Identifier(unquote(tokens[0].text));
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
