#include "sql/classify.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "sql/lexer.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

struct LeadingWord {
  std::string_view word;
  StatementKind kind;
};

// Statements that their first word tells; the others have code below.
constexpr std::array kLeadingWords = {
    LeadingWord{"SELECT", StatementKind::select},      LeadingWord{"VALUES", StatementKind::select},
    LeadingWord{"BEGIN", StatementKind::transaction},  LeadingWord{"START", StatementKind::transaction},
    LeadingWord{"COMMIT", StatementKind::transaction}, LeadingWord{"END", StatementKind::transaction},
    LeadingWord{"ABORT", StatementKind::transaction},  LeadingWord{"SAVEPOINT", StatementKind::savepoint},
    LeadingWord{"RELEASE", StatementKind::savepoint},  LeadingWord{"VACUUM", StatementKind::vacuum},
    LeadingWord{"ANALYZE", StatementKind::analyze},    LeadingWord{"REINDEX", StatementKind::reindex},
    LeadingWord{"ATTACH", StatementKind::attach},      LeadingWord{"DETACH", StatementKind::detach},
    LeadingWord{"EXPLAIN", StatementKind::explain},
};

// Words between CREATE and the kind of object.
constexpr std::array<std::string_view, 3> kModifiers = {"OR", "REPLACE", "UNIQUE"};

class Classifier {
 public:
  Classifier(std::string_view statement, const Lexicon& lexicon) : lexer_(statement, lexicon), lexicon_(lexicon) {
    advance();
  }

  StatementClass classify() {
    if (token_.text == "\\" || token_.is_symbol(".")) {
      result_.kind = StatementKind::shell;
    } else if (accept("CREATE")) {
      create();
    } else if (accept("ALTER")) {
      ddl(StatementKind::alter);
    } else if (accept("DROP")) {
      ddl(StatementKind::drop);
    } else if (accept("PRAGMA")) {
      pragma();
    } else if (accept("ROLLBACK")) {
      rollback();
    } else if (accept("WITH")) {
      if (skip_common_table_expressions()) data();
    } else {
      data();
    }
    return std::move(result_);
  }

 private:
  void advance() { token_ = lexer_.next_significant(); }

  bool accept(std::string_view word) {
    if (!token_.is_word(word)) return false;
    advance();
    return true;
  }
  bool accept_symbol(std::string_view symbol) {
    if (!token_.is_symbol(symbol)) return false;
    advance();
    return true;
  }

  void create() {
    const auto is_modifier = [&] {
      return std::any_of(kModifiers.begin(), kModifiers.end(),
                         [&](std::string_view word) { return token_.is_word(word); });
    };
    while (is_modifier() || token_.is_word("TEMP") || token_.is_word("TEMPORARY")) {
      if (!is_modifier()) result_.temporary = true;
      advance();
    }
    ddl(StatementKind::create);
  }

  void ddl(StatementKind kind) {
    result_.kind = kind;
    if (token_.kind != TokenKind::word) return;
    result_.object_kind = ascii_upper(token_.text);
    advance();
    if (result_.object_kind == "VIRTUAL" || result_.object_kind == "MATERIALIZED") {
      result_.object_kind += " " + ascii_upper(token_.text);
      advance();
    }
    if (accept("IF")) {
      accept("NOT");
      result_.if_exists = accept("EXISTS");
    }
    if (result_.object_kind == "INDEX" && token_.is_word("ON")) return;  // PostgreSQL makes up the name
    result_.object = object_name();
  }

  void pragma() {
    result_.kind = StatementKind::pragma;
    if (const std::optional<ObjectName> name = object_name()) result_.pragma = ascii_lower(name->name.text());
  }

  // ROLLBACK [TRANSACTION|WORK] TO leaves the transaction open.
  void rollback() {
    if (!accept("TRANSACTION")) accept("WORK");
    result_.kind = token_.is_word("TO") ? StatementKind::savepoint : StatementKind::transaction;
  }

  void data() {
    if (accept("INSERT")) {
      result_.kind = StatementKind::insert;
      if (accept("OR")) advance();
      accept("INTO");
      result_.object = object_name();
    } else if (accept("REPLACE")) {
      result_.kind = StatementKind::insert;
      accept("INTO");
      result_.object = object_name();
    } else if (accept("UPDATE")) {
      result_.kind = StatementKind::update;
      if (accept("OR")) advance();
      result_.object = object_name();
    } else if (accept("DELETE")) {
      result_.kind = StatementKind::remove;
      accept("FROM");
      result_.object = object_name();
    } else {
      const auto found = std::find_if(kLeadingWords.begin(), kLeadingWords.end(),
                                      [&](const LeadingWord& row) { return token_.is_word(row.word); });
      if (found != kLeadingWords.end()) result_.kind = found->kind;
    }
  }

  // [RECURSIVE] name [(columns)] AS [[NOT] MATERIALIZED] (query), … False where the text is something else.
  bool skip_common_table_expressions() {
    accept("RECURSIVE");
    do {
      if (!is_name()) return false;
      advance();
      if (token_.is_symbol("(") && !skip_parentheses()) return false;
      if (!accept("AS")) return false;
      accept("NOT");
      accept("MATERIALIZED");
      if (!token_.is_symbol("(") || !skip_parentheses()) return false;
    } while (accept_symbol(","));
    return true;
  }

  bool skip_parentheses() {
    int depth = 0;
    do {
      if (token_.text.empty()) return false;
      if (token_.is_symbol("(")) ++depth;
      if (token_.is_symbol(")")) --depth;
      advance();
    } while (depth > 0);
    return true;
  }

  bool is_name() const {
    return token_.kind == TokenKind::word || token_.kind == TokenKind::quoted_identifier ||
           (token_.kind == TokenKind::string && token_.text.front() == '\'');
  }

  std::optional<ObjectName> object_name() {
    if (!is_name()) return std::nullopt;
    ObjectName result;
    result.name = lexicon_.identifier(unquote(token_.text));
    advance();
    if (!accept_symbol(".") || !is_name()) return result;
    result.schema = std::move(result.name);
    result.name = lexicon_.identifier(unquote(token_.text));
    return result;
  }

  Lexer lexer_;
  const Lexicon& lexicon_;
  Token token_;
  StatementClass result_;
};

}  // namespace

StatementClass classify(std::string_view statement, const Lexicon& lexicon) {
  return Classifier(statement, lexicon).classify();
}

}  // namespace retort
