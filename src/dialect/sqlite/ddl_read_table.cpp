// CREATE TABLE taken apart, by the grammar in SQLite's parse.y.
//
// Constraints beside a column are hoisted to the table. Keys and expressions are read when all columns are known: a
// double-quoted token is a name or a string, and a key's collation its own or the column's, only then. What SQLite
// lets pass without effect (MATCH, ON INSERT, NULL, a CONSTRAINT with nothing behind it, CHECK's ON CONFLICT) is
// dropped here; of several DEFAULTs, COLLATEs and NOT NULLs the last counts, as it does there.
#include <array>
#include <span>
#include <string>
#include <utility>

#include "base/ascii.hpp"
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/ddl_cursor.hpp"
#include "dialect/sqlite/ddl_key.hpp"
#include "dialect/sqlite/ddl_type.hpp"
#include "dialect/sqlite/lexicon.hpp"

namespace retort::sqlite {
namespace {

constexpr std::string_view kWhat = "CREATE TABLE";

/// A CHECK may call its columns `t.a`. It can mean no other table's, and says the same without; with it, a rebuild
/// could not write it under the new table's passing name.
std::string without_qualifiers(std::span<const Token> tokens) {
  std::string text;
  const char* copied = tokens.empty() ? nullptr : tokens.front().text.data();
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i + 1].is_symbol(".")) continue;
    text.append(copied, tokens[i].text.data());
    copied = tokens[i + 1].text.data() + 1;
    ++i;
  }
  const std::string_view all = text_of(tokens);
  return text.append(copied, all.data() + all.size());
}

class TableReader {
 public:
  explicit TableReader(std::string_view sql) : cursor_(kWhat, sql) {}

  Table read() {
    read_head();
    cursor_.expect_symbol("(");
    read_column();
    bool columns = true;  // until the first table constraint
    while (!cursor_.accept_symbol(")")) {
      const bool comma = cursor_.accept_symbol(",");
      if (comma) pending_name_.reset();
      columns = columns && !at_table_constraint();
      if (columns && comma) {
        read_column();
      } else {
        read_table_constraint();
      }
    }
    read_options();
    if (!cursor_.at_end()) cursor_.fail("the end expected");
    resolve();
    normalize(table_);
    return std::move(table_);
  }

 private:
  using Parts = std::vector<std::span<const Token>>;
  struct UnreadKey {
    std::optional<Identifier> name;
    Parts parts;
    ConflictClause on_conflict;
  };
  struct UnreadCheck {
    std::optional<Identifier> name;
    std::span<const Token> tokens;
  };
  struct UnreadGenerated {
    std::size_t column;
    std::span<const Token> tokens;
  };

  static Identifier identifier(std::string_view text) { return lexicon().identifier(text); }

  void read_head() {
    cursor_.expect("CREATE");
    if (!cursor_.accept("TEMP")) cursor_.accept("TEMPORARY");
    cursor_.expect("TABLE");
    if (cursor_.peek().is_word("IF") && cursor_.peek(1).is_word("NOT")) {
      cursor_.expect("IF");
      cursor_.expect("NOT");
      cursor_.expect("EXISTS");
    }
    table_.name.name = identifier(cursor_.unqualified_name());
  }

  bool at_table_constraint() const {
    static constexpr std::array<std::string_view, 5> kWords = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"};
    for (const std::string_view word : kWords) {
      if (cursor_.peek().is_word(word)) return true;
    }
    return false;
  }

  void read_column() {
    pending_name_.reset();
    Column column;
    column.name = identifier(cursor_.name());
    if (table_.find_column(column.name) != nullptr) cursor_.fail("two columns of one name");
    column.type = read_type(cursor_);
    table_.columns.push_back(std::move(column));
    while (!cursor_.peek().is_symbol(",") && !cursor_.peek().is_symbol(")")) read_column_constraint();
  }

  void read_column_constraint() {
    Column& column = table_.columns.back();
    if (cursor_.accept("CONSTRAINT")) {
      pending_name_ = identifier(cursor_.name());
    } else if (cursor_.accept("NULL")) {
      cursor_.conflict_clause();
    } else if (cursor_.accept("NOT")) {
      if (cursor_.peek().is_word("DEFERRABLE")) return read_deferrable(true);
      cursor_.expect("NULL");
      column.not_null = true;
      column.not_null_name = take_name();
      column.not_null_on_conflict = cursor_.conflict_clause();
    } else if (cursor_.peek().is_word("DEFERRABLE")) {
      read_deferrable(false);
    } else if (cursor_.accept("PRIMARY")) {
      read_column_primary_key();
    } else if (cursor_.accept("UNIQUE")) {
      std::optional<Identifier> name = take_name();
      const ConflictClause on_conflict = cursor_.conflict_clause();
      uniques_.push_back({std::move(name), {}, on_conflict});
      unique_columns_.push_back(column.name);
    } else if (cursor_.accept("CHECK")) {
      std::optional<Identifier> name = take_name();
      checks_.push_back({std::move(name), cursor_.parenthesised()});
    } else if (cursor_.accept("DEFAULT")) {
      column.server_default = read_default();
    } else if (cursor_.accept("COLLATE")) {
      column.collation = identifier(cursor_.name());
      if (column.collation == identifier("BINARY")) column.collation.reset();
    } else if (cursor_.accept("REFERENCES")) {
      read_references({column.name});
    } else {
      read_generated();
    }
  }

  void read_column_primary_key() {
    if (key_) cursor_.fail("two primary keys");
    cursor_.expect("KEY");
    const bool descending = cursor_.accept("DESC");
    if (!descending) cursor_.accept("ASC");
    std::optional<Identifier> name = take_name();
    key_ = UnreadKey{std::move(name), {}, cursor_.conflict_clause()};
    key_column_ = table_.columns.back().name;
    key_column_descending_ = descending;
    autoincrement_ = cursor_.accept("AUTOINCREMENT");
  }

  void read_generated() {
    if (cursor_.accept("GENERATED")) cursor_.expect("ALWAYS");
    if (cursor_.at_end()) cursor_.fail("it ends too early");
    if (!cursor_.accept("AS")) cursor_.fail("unknown column constraint");
    if (table_.columns.back().generated) cursor_.fail("a column generated twice");
    const std::span<const Token> tokens = cursor_.parenthesised();
    Generated generated;
    generated.stored = cursor_.accept("STORED");
    if (!generated.stored) cursor_.accept("VIRTUAL");
    table_.columns.back().generated = generated;
    generated_.push_back({table_.columns.size() - 1, tokens});
  }

  Expression read_default() {
    const std::size_t begin = cursor_.position();
    if (cursor_.peek().is_symbol("(")) {
      cursor_.parenthesised();
    } else {
      if (!cursor_.accept_symbol("+")) cursor_.accept_symbol("-");
      const TokenKind kind = cursor_.peek().kind;
      if (kind == TokenKind::symbol || kind == TokenKind::parameter) cursor_.fail("a default expected");
      cursor_.next();
    }
    return canonical_default(text_of(cursor_.since(begin)));
  }

  void read_table_constraint() {
    if (cursor_.accept("CONSTRAINT")) {
      pending_name_ = identifier(cursor_.name());
    } else if (cursor_.accept("PRIMARY")) {
      if (key_) cursor_.fail("two primary keys");
      cursor_.expect("KEY");
      std::optional<Identifier> name = take_name();
      Parts parts = cursor_.parenthesised_list();
      if (parts.back().size() > 1 && parts.back().back().is_word("AUTOINCREMENT")) {
        autoincrement_ = true;
        parts.back() = parts.back().first(parts.back().size() - 1);
      }
      key_ = UnreadKey{std::move(name), std::move(parts), cursor_.conflict_clause()};
    } else if (cursor_.accept("UNIQUE")) {
      std::optional<Identifier> name = take_name();
      Parts parts = cursor_.parenthesised_list();
      uniques_.push_back({std::move(name), std::move(parts), cursor_.conflict_clause()});
      unique_columns_.emplace_back();
    } else if (cursor_.accept("CHECK")) {
      std::optional<Identifier> name = take_name();
      checks_.push_back({std::move(name), cursor_.parenthesised()});
      cursor_.conflict_clause();
    } else if (cursor_.accept("FOREIGN")) {
      cursor_.expect("KEY");
      std::vector<Identifier> columns = read_names();
      cursor_.expect("REFERENCES");
      read_references(std::move(columns));
      if (cursor_.peek().is_word("NOT") || cursor_.peek().is_word("DEFERRABLE")) {
        read_deferrable(cursor_.accept("NOT"));
      }
    } else {
      cursor_.fail("a table constraint expected");
    }
  }

  std::vector<Identifier> read_names() {
    std::vector<Identifier> names;
    for (const std::span<const Token> item : cursor_.parenthesised_list()) {
      DdlCursor inner(kWhat, item);
      names.push_back(identifier(inner.name()));
      if (!inner.at_end()) inner.fail("a column's name alone expected");
    }
    return names;
  }

  void read_references(std::vector<Identifier> columns) {
    ForeignKey key;
    key.name = take_name();
    key.columns = std::move(columns);
    key.target.name = identifier(cursor_.name());
    if (cursor_.peek().is_symbol("(")) key.target_columns = read_names();
    for (;;) {
      if (cursor_.accept("MATCH")) {
        cursor_.name();
      } else if (cursor_.peek().is_word("ON") && !cursor_.peek(1).is_word("CONFLICT")) {
        cursor_.expect("ON");
        const bool update = cursor_.peek().is_word("UPDATE");
        const bool remove = cursor_.peek().is_word("DELETE");
        if (!update && !remove && !cursor_.peek().is_word("INSERT")) cursor_.fail("UPDATE or DELETE expected");
        cursor_.next();
        const ReferentialAction action = read_action();
        if (update) key.on_update = action;
        if (remove) key.on_delete = action;
      } else {
        break;
      }
    }
    table_.foreign_keys.push_back(std::move(key));
  }

  ReferentialAction read_action() {
    if (cursor_.accept("CASCADE")) return ReferentialAction::cascade;
    if (cursor_.accept("RESTRICT")) return ReferentialAction::restrict;
    if (cursor_.accept("NO")) {
      cursor_.expect("ACTION");
      return ReferentialAction::no_action;
    }
    cursor_.expect("SET");
    if (cursor_.accept("NULL")) return ReferentialAction::set_null;
    cursor_.expect("DEFAULT");
    return ReferentialAction::set_default;
  }

  /// SQLite applies it to the key written last, whatever stands between, even in another column.
  void read_deferrable(bool negated) {
    cursor_.expect("DEFERRABLE");
    bool deferred = false;
    if (cursor_.accept("INITIALLY")) {
      deferred = cursor_.accept("DEFERRED");
      if (!deferred) cursor_.expect("IMMEDIATE");
    }
    if (table_.foreign_keys.empty()) return;
    ForeignKey& key = table_.foreign_keys.back();
    key.deferrable = key.initially_deferred = deferred && !negated;
  }

  void read_options() {
    while (!cursor_.at_end()) {
      if (cursor_.accept("WITHOUT")) {
        cursor_.expect("ROWID");
        table_.options["WITHOUT ROWID"] = "";
      } else {
        cursor_.expect("STRICT");
        table_.options["STRICT"] = "";
      }
      if (!cursor_.at_end()) {
        cursor_.expect_symbol(",");
        if (cursor_.at_end()) cursor_.fail("a table option expected");
      }
    }
  }

  /// The name of the constraint that follows. DEFAULT, COLLATE, NULL and AS have none and leave it to the next one.
  std::optional<Identifier> take_name() { return std::exchange(pending_name_, std::nullopt); }

  void resolve() {
    const std::set<Identifier> columns = column_names(table_);
    for (const UnreadGenerated& unread : generated_) {
      table_.columns[unread.column].generated->expression = canonical_expression(text_of(unread.tokens), &columns);
    }
    for (UnreadCheck& unread : checks_) {
      table_.checks.push_back(
          {std::move(unread.name), canonical_expression(without_qualifiers(unread.tokens), &columns)});
    }
    for (std::size_t i = 0; i < uniques_.size(); ++i) {
      Unique unique{uniques_[i].name, key_parts(uniques_[i].parts), uniques_[i].on_conflict};
      if (unique_columns_[i]) unique.columns.push_back(KeyPart{unique_columns_[i], {}, {}, false});
      table_.uniques.push_back(std::move(unique));
    }
    if (key_) resolve_primary_key();
  }

  void resolve_primary_key() {
    PrimaryKey key;
    key.name = key_->name;
    key.on_conflict = key_->on_conflict;
    key.autoincrement = autoincrement_;
    key.columns = key_parts(key_->parts);
    if (key_column_) key.columns.push_back(KeyPart{key_column_, {}, {}, key_column_descending_});
    const bool rowid_table = !table_.options.contains("WITHOUT ROWID");
    const bool integer = key.columns.size() == 1 && table_.find_column(*key.columns[0].column)->type == "INTEGER";
    if (rowid_table && integer) {
      key.no_rowid_alias = key_column_descending_;
      if (!key.no_rowid_alias) {  // the rowid has neither order nor collation
        key.columns[0].descending = false;
        key.columns[0].collation.reset();
      }
    }
    if (key.autoincrement && (!rowid_table || !integer || key.no_rowid_alias)) {
      cursor_.fail("AUTOINCREMENT on what is no INTEGER PRIMARY KEY");
    }
    table_.primary_key = std::move(key);
  }

  std::vector<KeyPart> key_parts(const Parts& parts) const {
    std::vector<KeyPart> key;
    for (const std::span<const Token> tokens : parts) key.push_back(read_key_part(tokens, table_, kWhat));
    return key;
  }

  DdlCursor cursor_;
  Table table_;
  std::optional<Identifier> pending_name_;
  std::optional<UnreadKey> key_;
  std::optional<Identifier> key_column_;  // of a key written beside its column
  bool key_column_descending_ = false;
  bool autoincrement_ = false;
  std::vector<UnreadKey> uniques_;
  std::vector<std::optional<Identifier>> unique_columns_;  // one for each of uniques_: where written beside a column
  std::vector<UnreadCheck> checks_;
  std::vector<UnreadGenerated> generated_;
};

}  // namespace

Table read_create_table(std::string_view sql) { return TableReader(sql).read(); }

}  // namespace retort::sqlite
