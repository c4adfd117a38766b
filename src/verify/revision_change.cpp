// The catalogue cannot tell a rename from a drop and an add, and a column that is taken for dropped is exempt from the
// comparison of rows. So renames are read off the revision's statements, of which there are two kinds:
//   ALTER TABLE t RENAME [COLUMN] a TO b      (or RENAME TO u)
//   INSERT … INTO new (b, …) SELECT a, … FROM t   in a rebuild of t, where a is a bare name
#include "verify/revision_change.hpp"

#include <algorithm>

#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

bool is_name(const Token& token, const Lexicon& lexicon) {
  return token.kind == TokenKind::quoted_identifier ||
         (token.kind == TokenKind::word && !lexicon.is_keyword(token.text));
}

class StatementReader {
 public:
  StatementReader(std::string_view text, const Lexicon& lexicon)
      : lexicon_(lexicon), tokens_(significant_tokens(text, lexicon)) {}

  bool accept(std::string_view word) {
    if (at_ >= tokens_.size() || !(tokens_[at_].is_word(word) || tokens_[at_].is_symbol(word))) return false;
    ++at_;
    return true;
  }
  std::optional<Identifier> name() {
    if (at_ >= tokens_.size() || !is_name(tokens_[at_], lexicon_)) return std::nullopt;
    return lexicon_.name(tokens_[at_++].text);
  }
  bool at_end() const { return at_ >= tokens_.size(); }
  void skip() { ++at_; }

  /// Up to the FROM at depth 0: one entry an element of the list, none where it is more than a name.
  std::vector<std::optional<Identifier>> list_up_to(std::string_view end) {
    std::vector<std::optional<Identifier>> list;
    int depth = 0;
    std::size_t begin = at_;
    for (; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      const bool ends = depth == 0 && (token.is_word(end) || token.is_symbol(end));
      if (ends || (depth == 0 && token.is_symbol(","))) {
        const bool bare = at_ == begin + 1 && is_name(tokens_[begin], lexicon_);
        list.push_back(bare ? std::optional(lexicon_.name(tokens_[begin].text)) : std::nullopt);
        begin = at_ + 1;
      }
      if (ends) {
        ++at_;
        break;
      }
      if (token.is_symbol("(")) ++depth;
      if (token.is_symbol(")")) --depth;
    }
    return list;
  }

 private:
  const Lexicon& lexicon_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

void read_alter(StatementReader reader, const ObjectName& table, std::vector<Rename>& renames) {
  for (; !reader.accept("RENAME"); reader.skip()) {
    if (reader.at_end()) return;
    if (!reader.accept("SET") || !reader.accept("SCHEMA")) continue;
    if (const auto schema = reader.name()) renames.push_back({table, table.name, table.name, true, *schema});
    return;
  }
  if (reader.accept("TO")) {
    if (const auto to = reader.name()) renames.push_back({table, table.name, *to, true});
    return;
  }
  reader.accept("COLUMN");
  const auto from = reader.name();
  if (!from || !reader.accept("TO")) return;
  if (const auto to = reader.name()) renames.push_back({table, *from, *to, false});
}

void read_copy(StatementReader reader, const Identifier& rebuilt, std::vector<Rename>& renames) {
  while (!reader.at_end() && !reader.accept("(")) reader.skip();
  const auto to = reader.list_up_to(")");
  if (!reader.accept("SELECT")) return;
  const auto from = reader.list_up_to("FROM");
  const auto source = reader.name();
  if (!source || *source != rebuilt || to.size() != from.size()) return;
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (std::find(to.begin(), to.end(), from[i]) != to.end()) continue;  // it stays what it was
    if (to[i] && from[i]) renames.push_back({ObjectName{{}, rebuilt}, *from[i], *to[i], false});
  }
}

bool is_row_statement(StatementKind kind) {
  return kind == StatementKind::insert || kind == StatementKind::update || kind == StatementKind::remove;
}

}  // namespace

std::vector<Rename> renames_in(const RevisionFile& file, const Dialect& dialect) {
  const Lexicon& lexicon = dialect.lexicon();
  std::vector<Rename> renames;
  for (const Step& step : file.upgrade) {
    std::optional<RebuildGuard> rebuild;
    for (const StepStatement& statement : step.statements) {
      if (statement.rebuild) rebuild = statement.rebuild;
      const StatementClass kind = classify(statement.text, lexicon);
      const StatementReader reader(statement.text, lexicon);
      if (kind.kind == StatementKind::alter && kind.object && !(rebuild && dialect.is_rebuild_name(kind.object->name)))
        read_alter(reader, *kind.object, renames);
      if (kind.kind == StatementKind::insert && rebuild) read_copy(reader, lexicon.identifier(rebuild->table), renames);
    }
  }
  return renames;
}

namespace {

class ChangeReader {
 public:
  ChangeReader(const RevisionFile& file, const Schema& before, const Schema& after, const Dialect& dialect)
      : before_(before), after_(after) {
    read_renames(file, dialect);
    read_rows(file, dialect.lexicon());
  }

  RevisionChange read() {
    std::set<ObjectName> met;
    for (const auto& [name, table] : before_.tables) {
      const ObjectName now = renamed(name);
      const Table* other = after_.find_table(now);
      if (other == nullptr) {
        change_.before.tables.insert(name);
        change_.named.push_back(name.to_string() + " (dropped)");
        change_.touched.insert(name);
        ++change_.tables_changed;
        continue;
      }
      met.insert(now);
      if (table == *other) continue;
      change_.touched.insert(name);
      ++change_.tables_changed;
      read_columns(table, *other);
    }
    for (const auto& [name, table] : after_.tables) {
      if (met.contains(name)) continue;
      change_.after.tables.insert(name);
      change_.named.push_back(name.to_string() + " (created)");
      ++change_.tables_changed;
    }
    touch_children();
    return std::move(change_);
  }

 private:
  void read_renames(const RevisionFile& file, const Dialect& dialect) {
    std::map<ObjectName, ObjectName> original;  // a table's name by now -> before the revision
    for (const Rename& rename : renames_in(file, dialect)) {
      const auto known = original.find(rename.table);
      const ObjectName table = known == original.end() ? rename.table : known->second;
      if (rename.of_table) {
        const ObjectName to{rename.schema.empty() ? rename.table.schema : rename.schema, rename.to};
        original.erase(rename.table);
        original[to] = table;
        tables_[table] = to;
      } else {
        columns_[table].emplace_back(rename.from, rename.to);
      }
    }
  }

  void read_rows(const RevisionFile& file, const Lexicon& lexicon) {
    for (const Step& step : file.upgrade) {
      if (!step.calls.empty()) change_.writes_rows = true;
      if (step.mode == StepMode::foreign_keys_off) continue;  // generated: the copies of rebuilds
      for (const StepStatement& statement : step.statements) {
        const StatementClass kind = classify(statement.text, lexicon);
        if (!is_row_statement(kind.kind)) continue;
        change_.writes_rows = true;
        if (kind.object && before_.find_table(*kind.object) != nullptr) change_.touched.insert(*kind.object);
      }
    }
  }

  ObjectName renamed(const ObjectName& table) const {
    const auto found = tables_.find(table);
    return found == tables_.end() ? table : found->second;
  }

  /// What a column is called after the revision's renames; each applies to the name that stood when it ran.
  Identifier renamed(const ObjectName& table, Identifier column) const {
    const auto found = columns_.find(table);
    if (found == columns_.end()) return column;
    for (const auto& [from, to] : found->second) {
      if (column == from) column = to;
    }
    return column;
  }

  void read_columns(const Table& from, const Table& to) {
    std::set<Identifier> met;
    for (const Column& column : from.columns) {
      const Identifier now = renamed(from.name, column.name);
      if (to.find_column(now) != nullptr) {
        met.insert(now);
        continue;
      }
      change_.before.columns.insert({from.name, column.name});
      change_.named.push_back(from.name.to_string() + "." + column.name.text() + " (dropped)");
    }
    for (const Column& column : to.columns) {
      if (met.contains(column.name)) continue;
      change_.after.columns.insert({to.name, column.name});
      change_.named.push_back(to.name.to_string() + "." + column.name.text() + " (created)");
    }
  }

  /// A table whose rows would go along, were its parent's dropped with foreign keys on.
  void touch_children() {
    std::set<ObjectName> children;
    for (const auto& [name, table] : before_.tables) {
      for (const ForeignKey& key : table.foreign_keys) {
        if (change_.touched.contains(key.target)) children.insert(name);
      }
    }
    change_.touched.merge(children);
  }

  const Schema& before_;
  const Schema& after_;
  std::map<ObjectName, ObjectName> tables_;
  std::map<ObjectName, std::vector<std::pair<Identifier, Identifier>>> columns_;
  RevisionChange change_;
};

}  // namespace

RevisionChange change_of(const RevisionFile& file, const Schema& before, const Schema& after, const Dialect& dialect) {
  return ChangeReader(file, before, after, dialect).read();
}

}  // namespace retort
