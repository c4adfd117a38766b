// Only what is known to speak of the schema alone counts as that: CREATE, ALTER, DROP and COMMENT of what lies in a
// database, and the copies of generated rebuilds as far as they copy columns as they are.
#include "verify/beyond_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sql/classify.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

// They belong to the server, to its jobs, or to who may do what in it.
constexpr std::array<std::string_view, 8> kOutside = {"DATABASE",   "ROLE",   "USER",         "GROUP",
                                                      "TABLESPACE", "SYSTEM", "SUBSCRIPTION", "PUBLICATION"};

constexpr const char* kPrivileges = "speaks of privileges, which the project does not manage";

bool has_word(const std::vector<Token>& tokens, std::string_view word, bool outermost) {
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if ((depth == 0 || !outermost) && token.is_word(word)) return true;
  }
  return false;
}

/// INSERT INTO new (…) SELECT a, b FROM old: each of what stands between SELECT and FROM is one name.
bool copies_as_it_is(const std::vector<Token>& tokens) {
  auto at = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.is_word("SELECT"); });
  if (at == tokens.end()) return false;
  bool name_expected = true;
  for (++at; at != tokens.end(); ++at, name_expected = !name_expected) {
    if (!name_expected && at->is_word("FROM")) return at + 2 == tokens.end();
    const bool is_name = at->kind == TokenKind::word || at->kind == TokenKind::quoted_identifier;
    if (name_expected ? !is_name || at->is_word("NULL") : !at->is_symbol(",")) return false;
  }
  return false;
}

class Reader {
 public:
  Reader(const RevisionFile& file, const Dialect& dialect, bool privileges)
      : file_(file), dialect_(dialect), privileges_(privileges) {}

  std::string read() const {
    for (const std::vector<Step>* steps : {&file_.upgrade, &file_.downgrade}) {
      for (const Step& step : *steps) {
        bool rebuilding = false;
        for (const StepStatement& statement : step.statements) {
          rebuilding = rebuilding || statement.rebuild.has_value();
          const std::string why = beyond(statement.text, rebuilding);
          if (!why.empty()) return fmt::format("{}:{} {}", file_.source.name(), statement.line, why);
        }
      }
    }
    const bool changes = std::any_of(file_.upgrade.begin(), file_.upgrade.end(),
                                     [](const Step& step) { return !step.statements.empty(); });
    if (changes && file_.no_downgrade)
      return file_.no_downgrade->irreversible ? fmt::format("{} is irreversible", file_.id)
                                              : fmt::format("nothing is done on the way back of {}", file_.id);
    return {};
  }

 private:
  std::string beyond(const std::string& text, bool rebuilding) const {
    const StatementClass kind = classify(text, dialect_.lexicon());
    const std::vector<Token> tokens = significant_tokens(text, dialect_.lexicon());
    switch (kind.kind) {
      case StatementKind::create:
      case StatementKind::alter:
      case StatementKind::drop:
        return beyond_definition(kind, tokens);
      case StatementKind::comment:
        return tokens.front().is_word("COMMENT") ? outside(kind) : "gives a label that is no part of a schema";
      case StatementKind::grant:
        return privileges_ ? "" : kPrivileges;
      case StatementKind::insert:
        if (rebuilding && kind.object && dialect_.is_rebuild_name(kind.object->name))
          return copies_as_it_is(tokens) ? "" : "gives rows a value";
        return "changes rows";
      case StatementKind::update:
      case StatementKind::remove:
      case StatementKind::merge:
      case StatementKind::truncate:
      case StatementKind::copy:
        return "changes rows";
      case StatementKind::call:
        return "runs code";
      default:
        return fmt::format("is more than a definition: {}", tokens.empty() ? "" : tokens.front().text);
    }
  }

  static std::string outside(const StatementClass& kind) {
    if (std::find(kOutside.begin(), kOutside.end(), kind.object_kind) == kOutside.end()) return {};
    return fmt::format("speaks of a {}, which is no part of a schema", kind.object_kind);
  }

  std::string beyond_definition(const StatementClass& kind, const std::vector<Token>& tokens) const {
    if (const std::string why = outside(kind); !why.empty()) return why;
    if (kind.object_kind == "DEFAULT PRIVILEGES") return privileges_ ? "" : kPrivileges;
    if (kind.kind == StatementKind::create && kind.object_kind == "TABLE" &&
        (!tokens.front().is_word("CREATE") || has_word(tokens, "AS", true)))
      return "makes a table with rows";
    if (kind.kind == StatementKind::alter && kind.object_kind == "TABLE" && has_word(tokens, "USING", true))
      return "says how values change their type";
    if (kind.kind == StatementKind::alter && has_word(tokens, "OWNER", true)) return "speaks of an owner";
    if (kind.kind == StatementKind::alter && has_word(tokens, "RESTART", true))
      return "says with which number a sequence goes on";
    return {};
  }

  const RevisionFile& file_;
  const Dialect& dialect_;
  const bool privileges_;
};

bool has_not_valid(const std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i - 1].is_word("NOT") && tokens[i].is_word("VALID")) return true;
  return false;
}

}  // namespace

std::string beyond_schema(const RevisionFile& file, const Dialect& dialect, bool privileges) {
  return Reader(file, dialect, privileges).read();
}

bool is_online(const RevisionFile& file, const Dialect& dialect) {
  const Lexicon& lexicon = dialect.lexicon();
  for (const std::vector<Step>* steps : {&file.upgrade, &file.downgrade})
    for (const Step& step : *steps)
      for (const StepStatement& statement : step.statements)
        if (classify(statement.text, lexicon).concurrently ||
            has_not_valid(significant_tokens(statement.text, lexicon)))
          return true;
  return false;
}

}  // namespace retort
