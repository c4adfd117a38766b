#include "revision/rebuild_directive.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "retort/error.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

std::string quoted(const std::string& name, const Lexicon& lexicon) {
  if (name.find_first_of("\n\r") != std::string::npos) {
    throw UsageError(
        fmt::format("the name {} holds a line break, and a rebuild's directive is one line", quote_literal(name)),
        std::nullopt, "rename it first, in a revision of its own");
  }
  return quote(lexicon, lexicon.identifier(name));
}

std::string quoted_list(const std::vector<std::string>& names, const Lexicon& lexicon) {
  std::vector<std::string> parts;
  for (const std::string& name : names) parts.push_back(quoted(name, lexicon));
  return "(" + join(parts, ", ") + ")";
}

/// Reads tokens from the left. The first thing that is not as expected is the problem.
class GuardReader {
 public:
  explicit GuardReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::string name(std::string_view what) {
    const Token* token = peek();
    const bool is_name =
        token != nullptr && (token->kind == TokenKind::word || token->kind == TokenKind::quoted_identifier);
    if (!is_name) {
      expected(what);
      return {};
    }
    ++next_;
    return unquote(token->text);
  }

  std::vector<std::string> names(std::string_view what) {
    std::vector<std::string> list;
    symbol("(", what);
    if (at_symbol(")")) {
      ++next_;
      return list;
    }
    while (problem_.empty()) {
      list.push_back(name("a name"));
      if (!at_symbol(",")) break;
      ++next_;
    }
    symbol(")", what);
    return list;
  }

  void word(std::string_view word) {
    const Token* token = peek();
    if (token == nullptr || !token->is_word(word)) return expected(fmt::format("\"{}\"", word));
    ++next_;
  }

  void end() {
    if (peek() != nullptr) expected("the hash");
  }

  const std::string& problem() const { return problem_; }

 private:
  const Token* peek() const { return next_ < tokens_.size() ? &tokens_[next_] : nullptr; }
  bool at_symbol(std::string_view symbol) const { return peek() != nullptr && peek()->is_symbol(symbol); }
  void symbol(std::string_view symbol, std::string_view what) {
    if (!at_symbol(symbol)) return expected(fmt::format("\"{}\" of {}", symbol, what));
    ++next_;
  }
  void expected(std::string_view what) {
    if (!problem_.empty()) return;
    problem_ = peek() == nullptr ? fmt::format("{} is missing", what)
                                 : fmt::format("{} is missing before \"{}\"", what, peek()->text);
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::string problem_;
};

}  // namespace

std::string format_rebuild(const RebuildGuard& guard, const Lexicon& lexicon) {
  return fmt::format("{} {} indexes {} triggers {} was {}", quoted(guard.table, lexicon),
                     quoted_list(guard.columns, lexicon), quoted_list(guard.indexes, lexicon),
                     quoted_list(guard.triggers, lexicon), guard.hash);
}

std::string parse_rebuild(std::string_view arguments, const Lexicon& lexicon, RebuildGuard& guard) {
  // The hash may begin with a digit, which no lexer takes for one word: it is the text after the last blank.
  const std::size_t blank = arguments.find_last_of(" \t");
  if (blank == std::string_view::npos) return "the columns are missing";
  const std::string_view hash = arguments.substr(blank + 1);
  if (hash == "was") return "the hash is missing";
  GuardReader reader(significant_tokens(arguments.substr(0, blank), lexicon));
  guard.table = reader.name("the table's name");
  guard.columns = reader.names("the columns");
  reader.word("indexes");
  guard.indexes = reader.names("the indexes");
  reader.word("triggers");
  guard.triggers = reader.names("the triggers");
  reader.word("was");
  reader.end();
  guard.hash = hash;
  if (reader.problem().empty() && guard.columns.empty()) return "the columns are missing";
  return reader.problem();
}

}  // namespace retort
