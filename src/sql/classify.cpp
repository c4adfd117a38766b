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
    LeadingWord{"SELECT", StatementKind::select},       LeadingWord{"VALUES", StatementKind::select},
    LeadingWord{"TABLE", StatementKind::select},        LeadingWord{"BEGIN", StatementKind::transaction},
    LeadingWord{"START", StatementKind::transaction},   LeadingWord{"COMMIT", StatementKind::transaction},
    LeadingWord{"END", StatementKind::transaction},     LeadingWord{"ABORT", StatementKind::transaction},
    LeadingWord{"SAVEPOINT", StatementKind::savepoint}, LeadingWord{"RELEASE", StatementKind::savepoint},
    LeadingWord{"VACUUM", StatementKind::vacuum},       LeadingWord{"ANALYZE", StatementKind::analyze},
    LeadingWord{"ANALYSE", StatementKind::analyze},     LeadingWord{"ATTACH", StatementKind::attach},
    LeadingWord{"DETACH", StatementKind::detach},       LeadingWord{"EXPLAIN", StatementKind::explain},
    LeadingWord{"GRANT", StatementKind::grant},         LeadingWord{"REVOKE", StatementKind::grant},
    LeadingWord{"REASSIGN", StatementKind::grant},      LeadingWord{"IMPORT", StatementKind::import_schema},
    LeadingWord{"CALL", StatementKind::call},           LeadingWord{"DO", StatementKind::call},
    LeadingWord{"EXECUTE", StatementKind::call},        LeadingWord{"SHOW", StatementKind::show},
    LeadingWord{"DECLARE", StatementKind::cursor},      LeadingWord{"FETCH", StatementKind::cursor},
    LeadingWord{"MOVE", StatementKind::cursor},         LeadingWord{"CLOSE", StatementKind::cursor},
    LeadingWord{"DEALLOCATE", StatementKind::cursor},   LeadingWord{"LOCK", StatementKind::lock},
    LeadingWord{"LISTEN", StatementKind::notify},       LeadingWord{"NOTIFY", StatementKind::notify},
    LeadingWord{"UNLISTEN", StatementKind::notify},
};

// Words between CREATE or DROP and the kind of object.
constexpr std::array<std::string_view, 10> kModifiers = {"OR",    "REPLACE",   "UNIQUE",  "UNLOGGED",   "GLOBAL",
                                                         "LOCAL", "RECURSIVE", "TRUSTED", "PROCEDURAL", "CONSTRAINT"};
// Kinds of objects of more than one word: the longer first where one begins the other.
constexpr std::array<std::string_view, 15> kLongKinds = {"ACCESS METHOD",          "DEFAULT PRIVILEGES",
                                                         "EVENT TRIGGER",          "FOREIGN DATA WRAPPER",
                                                         "FOREIGN TABLE",          "LARGE OBJECT",
                                                         "MATERIALIZED VIEW",      "OPERATOR CLASS",
                                                         "OPERATOR FAMILY",        "TEXT SEARCH CONFIGURATION",
                                                         "TEXT SEARCH DICTIONARY", "TEXT SEARCH PARSER",
                                                         "TEXT SEARCH TEMPLATE",   "USER MAPPING",
                                                         "VIRTUAL TABLE"};

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
      skip_modifiers();
      ddl(StatementKind::drop);
    } else if (accept("PRAGMA")) {
      pragma();
    } else if (accept("ROLLBACK")) {
      rollback();
    } else if (accept("WITH")) {
      const bool whole = skip_common_table_expressions();
      if (whole) data();
    } else if (!session()) {
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
  /// Where it is a name for this engine, it stays.
  bool accept_keyword(std::string_view word) { return lexicon_.is_keyword(word) && accept(word); }
  bool accept_symbol(std::string_view symbol) {
    if (!token_.is_symbol(symbol)) return false;
    advance();
    return true;
  }

  void skip_modifiers() {
    const auto is_modifier = [&] {
      return std::any_of(kModifiers.begin(), kModifiers.end(),
                         [&](std::string_view word) { return token_.is_word(word); });
    };
    while (is_modifier() || token_.is_word("TEMP") || token_.is_word("TEMPORARY")) {
      if (!is_modifier()) result_.temporary = true;
      advance();
    }
  }

  void create() {
    skip_modifiers();
    if (accept("DEFAULT") || result_.temporary) {  // CREATE DEFAULT CONVERSION, CREATE TEMP RECURSIVE VIEW
      skip_modifiers();
    }
    ddl(StatementKind::create);
  }

  void ddl(StatementKind kind) {
    result_.kind = kind;
    if (token_.kind != TokenKind::word) return;
    read_object_kind();
    result_.concurrently = accept_keyword("CONCURRENTLY");
    if (accept("IF")) {
      accept("NOT");
      result_.if_exists = accept("EXISTS");
    }
    accept_keyword("ONLY");
    read_object();
    // DROP OWNED BY and ALTER … DETACH PARTITION … CONCURRENTLY
    if (kind == StatementKind::alter && result_.object_kind == "TABLE") find_concurrently();
  }

  /// The longest of kLongKinds that stands here, or one word.
  void read_object_kind() {
    result_.object_kind = ascii_upper(token_.text);
    advance();
    for (bool longer = true; longer && token_.kind == TokenKind::word;) {
      const std::string candidate = result_.object_kind + " " + ascii_upper(token_.text);
      longer = std::any_of(kLongKinds.begin(), kLongKinds.end(), [&](std::string_view kind) {
        return kind == candidate || (kind.starts_with(candidate) && kind[candidate.size()] == ' ');
      });
      if (!longer) break;
      result_.object_kind = candidate;
      advance();
    }
  }

  void read_object() {
    // PostgreSQL makes up the name: CREATE INDEX ON t, CREATE SCHEMA AUTHORIZATION r, ALTER DEFAULT PRIVILEGES FOR ROLE
    // r.
    for (const std::string_view word : {"ON", "AUTHORIZATION", "FOR"}) {
      if (token_.is_word(word) && lexicon_.is_keyword(word)) return;
    }
    if (result_.object_kind == "INDEX" && token_.is_word("ON")) return;
    if (result_.object_kind == "DEFAULT PRIVILEGES" || result_.object_kind == "SYSTEM" ||
        result_.object_kind == "OWNED")
      return;
    result_.object = object_name();
  }

  void find_concurrently() {
    while (!token_.text.empty() && !token_.is_word("DETACH")) advance();
    while (!token_.text.empty() && !token_.is_word("CONCURRENTLY")) advance();
    result_.concurrently = token_.is_word("CONCURRENTLY");
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

  /// What changes neither schema nor rows, and what speaks of an object; false: it is none of these.
  bool session() {
    if (accept("SET")) {
      set();
    } else if (accept("RESET") || token_.is_word("DISCARD")) {
      result_.kind = StatementKind::setting;
      result_.setting = token_.is_word("DISCARD") ? "all" : setting_name();
    } else if (accept("PREPARE")) {
      result_.kind = token_.is_word("TRANSACTION") ? StatementKind::transaction : StatementKind::cursor;
    } else if (accept("COMMENT")) {
      about(StatementKind::comment);
    } else if (accept("SECURITY")) {
      about(StatementKind::comment);
    } else if (accept("REFRESH")) {
      result_.kind = StatementKind::refresh;
      read_object_kind();
      result_.concurrently = accept("CONCURRENTLY");
      result_.object = object_name();
    } else if (accept("REINDEX")) {
      result_.kind = StatementKind::reindex;
      while (!token_.text.empty() && !token_.is_word("CONCURRENTLY")) advance();
      result_.concurrently = !token_.text.empty();
    } else if (accept("CLUSTER")) {
      result_.kind = StatementKind::cluster;
      if (token_.is_symbol("(")) skip_parentheses();
      accept("VERBOSE");
      result_.object = object_name();
    } else {
      return false;
    }
    return true;
  }

  // SET [SESSION|LOCAL] name {=|TO} value, SET TIME ZONE value, SET NAMES value, SET ROLE r, SET CONSTRAINTS …
  void set() {
    result_.kind = StatementKind::setting;
    const bool session = accept("SESSION");
    if (!session) accept("LOCAL");
    if (token_.is_word("TRANSACTION") || (session && token_.is_word("CHARACTERISTICS"))) {
      result_.kind = StatementKind::transaction;
      return;
    }
    result_.setting = session && token_.is_word("AUTHORIZATION") ? "session_authorization" : setting_name();
  }

  std::string setting_name() {
    if (accept("TIME")) return "timezone";
    if (token_.is_word("NAMES")) return "client_encoding";
    const std::optional<ObjectName> name = object_name();
    return name ? ascii_lower(name->to_string()) : std::string();
  }

  // COMMENT ON kind name …, SECURITY LABEL [FOR provider] ON kind name …; a constraint's, trigger's, policy's or rule's
  // own name.
  void about(StatementKind kind) {
    result_.kind = kind;
    while (!token_.text.empty() && !token_.is_word("ON")) advance();
    if (!accept("ON") || token_.kind != TokenKind::word) return;
    read_object_kind();
    if (result_.object_kind == "PROCEDURAL") read_object_kind();
    read_object();
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
      accept_keyword("ONLY");
      result_.object = object_name();
    } else if (accept("DELETE")) {
      result_.kind = StatementKind::remove;
      accept("FROM");
      accept_keyword("ONLY");
      result_.object = object_name();
    } else if (accept("MERGE")) {
      result_.kind = StatementKind::merge;
      accept("INTO");
      accept_keyword("ONLY");
      result_.object = object_name();
    } else if (accept("TRUNCATE")) {
      result_.kind = StatementKind::truncate;
      accept("TABLE");
      accept_keyword("ONLY");
      result_.object = object_name();
    } else if (accept("COPY")) {
      result_.kind = StatementKind::copy;
      accept_keyword("BINARY");
      result_.object = object_name();
    } else {
      leading_word();
    }
  }

  void leading_word() {
    const bool is_query = token_.is_word("SELECT") || token_.is_symbol("(");
    const auto found = std::find_if(kLeadingWords.begin(), kLeadingWords.end(),
                                    [&](const LeadingWord& row) { return token_.is_word(row.word); });
    if (found != kLeadingWords.end()) result_.kind = found->kind;
    if (!is_query || !lexicon_.select_may_change) return;
    result_.kind = StatementKind::select;
    advance();
    query();
  }

  // SELECT … INTO makes a table; setval moves a sequence, set_config is a SET.
  void query() {
    if (!read_pg_catalog_call()) return;
    int depth = 0;
    for (; !token_.text.empty(); advance()) {
      if (token_.is_symbol("(")) ++depth;
      if (token_.is_symbol(")")) --depth;
      if (depth > 0 || !token_.is_word("INTO")) continue;
      advance();
      result_.kind = StatementKind::create;
      result_.object_kind = "TABLE";
      skip_modifiers();
      accept("TABLE");
      result_.object = object_name();
      return;
    }
  }

  /// False where the call says all about the query.
  bool read_pg_catalog_call() {
    if (accept("pg_catalog") && !accept_symbol(".")) return true;
    if (token_.is_word("setval")) {
      result_.changes_rows = true;
      return false;
    }
    if (!accept("set_config")) return true;
    if (!accept_symbol("(") || token_.kind != TokenKind::string) return true;
    result_.kind = StatementKind::setting;
    result_.setting = ascii_lower(unquote(token_.text));
    return false;
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
      if (!token_.is_symbol("(") || !skip_query()) return false;
    } while (accept_symbol(","));
    return true;
  }

  /// The parentheses of a common table expression: INSERT, UPDATE, DELETE and MERGE may stand in PostgreSQL's.
  bool skip_query() {
    advance();
    for (const std::string_view word : {"INSERT", "UPDATE", "DELETE", "MERGE"}) {
      if (token_.is_word(word)) result_.changes_rows = true;
    }
    return skip_parentheses(1);
  }

  bool skip_parentheses(int depth = 0) {
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
    const bool is_operator =
        result_.object_kind == "OPERATOR" && token_.kind == TokenKind::symbol && token_.text != "(";
    if (!is_name() && !is_operator) return std::nullopt;
    ObjectName result;
    result.name = lexicon_.name(token_.text);
    advance();
    const bool qualified = !is_operator && accept_symbol(".");
    const bool operator_follows = result_.object_kind == "OPERATOR" && token_.kind == TokenKind::symbol;
    if (!qualified || (!is_name() && !operator_follows)) return result;
    result.schema = std::move(result.name);
    result.name = lexicon_.name(token_.text);
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

bool is_ddl(const StatementClass& statement) {
  switch (statement.kind) {
    case StatementKind::create:
    case StatementKind::alter:
    case StatementKind::drop:
    case StatementKind::comment:
    case StatementKind::grant:
    case StatementKind::import_schema:
    case StatementKind::refresh:
    case StatementKind::cluster:
      return true;
    default:
      return false;
  }
}

bool changes_rows(const StatementClass& statement) {
  switch (statement.kind) {
    case StatementKind::insert:
    case StatementKind::update:
    case StatementKind::remove:
    case StatementKind::merge:
    case StatementKind::truncate:
    case StatementKind::copy:
      return true;
    case StatementKind::select:
      return statement.changes_rows;
    default:
      return false;
  }
}

}  // namespace retort
