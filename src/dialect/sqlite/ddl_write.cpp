// CREATE TABLE and CREATE INDEX written from the canonical form.
//
// A key stands beside its column where it is unnamed, of one column and needs nothing that only the table's list can
// say; AUTOINCREMENT and a key that is no alias of the rowid can stand only there. All other constraints follow the
// columns. COLLATE, DEFAULT and AS come after NOT NULL, so that no CONSTRAINT name is taken by them.
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {
namespace {

std::string quoted(const Identifier& name) { return quote(lexicon(), name); }

std::string named(const std::optional<Identifier>& name) {
  return name ? "CONSTRAINT " + quoted(*name) + " " : std::string();
}

std::string on_conflict(ConflictClause clause) {
  return clause == ConflictClause::abort ? std::string() : " ON CONFLICT " + std::string(to_string(clause));
}

std::string name_list(const std::vector<Identifier>& names) {
  std::string text = "(";
  for (const Identifier& name : names) text += (text.size() > 1 ? ", " : "") + quoted(name);
  return text + ")";
}

std::string key_part(const KeyPart& part) {
  std::string text;
  if (part.column) {
    text = quoted(*part.column);
  } else {
    text = part.collation ? "(" + part.expression->text + ")" : part.expression->text;
  }
  if (part.collation) text += " COLLATE " + quoted(*part.collation);
  if (part.descending) text += " DESC";
  return text;
}

std::string key_list(const std::vector<KeyPart>& parts) {
  std::string text = "(";
  for (const KeyPart& part : parts) text += (text.size() > 1 ? ", " : "") + key_part(part);
  return text + ")";
}

/// The one column of a key that can stand beside it.
const Identifier* only_column(const std::vector<KeyPart>& parts) {
  return parts.size() == 1 && parts[0].column && !parts[0].collation ? &*parts[0].column : nullptr;
}

bool stands_beside_column(const PrimaryKey& key) {
  if (only_column(key.columns) == nullptr) return false;
  return !key.name || key.autoincrement || key.no_rowid_alias;
}

bool stands_beside_column(const Unique& unique) {
  return !unique.name && only_column(unique.columns) != nullptr && !unique.columns[0].descending;
}

/// DESC beside an INTEGER PRIMARY KEY would make it another kind of key.
bool writes_descending(const PrimaryKey& key, const Table& table) {
  const Column* column = table.find_column(*key.columns[0].column);
  const bool alias = column != nullptr && column->type == "INTEGER" && !table.options.contains("WITHOUT ROWID");
  return key.no_rowid_alias || (key.columns[0].descending && !alias);
}

std::string primary_key_beside(const Table& table, const Column& column) {
  const auto& key = table.primary_key;
  if (!key || !stands_beside_column(*key) || *key->columns[0].column != column.name) return {};
  return " " + named(key->name) + "PRIMARY KEY" + (writes_descending(*key, table) ? " DESC" : "") +
         on_conflict(key->on_conflict) + (key->autoincrement ? " AUTOINCREMENT" : "");
}

std::string uniques_beside(const Table& table, const Column& column) {
  std::string text;
  for (const Unique& unique : table.uniques) {
    if (!stands_beside_column(unique) || *unique.columns[0].column != column.name) continue;
    text += " UNIQUE" + on_conflict(unique.on_conflict);
  }
  return text;
}

std::string column_type(const Column& column) { return column.type.empty() ? "" : " " + column.type; }

std::string not_null(const Column& column) {
  if (!column.not_null) return {};
  return " " + named(column.not_null_name) + "NOT NULL" + on_conflict(column.not_null_on_conflict);
}

std::string other_attributes(const Column& column) {
  std::string text;
  if (column.server_default) text += " DEFAULT " + column.server_default->text;
  if (column.collation) text += " COLLATE " + quoted(*column.collation);
  if (column.generated) {
    text += " GENERATED ALWAYS AS (" + column.generated->expression.text + ")";
    text += column.generated->stored ? " STORED" : " VIRTUAL";
  }
  return text;
}

void add_constraints(const Table& table, std::vector<std::string>& lines) {
  if (const auto& key = table.primary_key; key && !stands_beside_column(*key)) {
    lines.push_back(named(key->name) + "PRIMARY KEY " + key_list(key->columns) + on_conflict(key->on_conflict));
  }
  for (const Unique& unique : table.uniques) {
    if (stands_beside_column(unique)) continue;
    lines.push_back(named(unique.name) + "UNIQUE " + key_list(unique.columns) + on_conflict(unique.on_conflict));
  }
  for (const ForeignKey& key : table.foreign_keys) {
    lines.push_back(named(key.name) + "FOREIGN KEY " + name_list(key.columns) + " " + write_references(key));
  }
  for (const Check& check : table.checks) {
    lines.push_back(named(check.name) + "CHECK (" + check.expression.text + ")");
  }
}

}  // namespace

std::string write_column(const Column& column) {
  return quoted(column.name) + column_type(column) + not_null(column) + other_attributes(column);
}

std::string write_references(const ForeignKey& key) {
  std::string text = "REFERENCES " + quoted(key.target.name);
  if (!key.target_columns.empty()) text += " " + name_list(key.target_columns);
  if (key.on_update != ReferentialAction::no_action) text += " ON UPDATE " + std::string(to_string(key.on_update));
  if (key.on_delete != ReferentialAction::no_action) text += " ON DELETE " + std::string(to_string(key.on_delete));
  if (key.initially_deferred) text += " DEFERRABLE INITIALLY DEFERRED";
  return text;
}

std::string write_create_table(const Table& table, const Identifier* name) {
  std::vector<std::string> lines;
  for (const Column& column : table.columns) {
    lines.push_back(quoted(column.name) + column_type(column) + primary_key_beside(table, column) + not_null(column) +
                    uniques_beside(table, column) + other_attributes(column));
  }
  add_constraints(table, lines);
  std::string text = "CREATE TABLE " + quoted(name != nullptr ? *name : table.name.name) + " (";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "\n  " : ",\n  ") + lines[i];
  text += "\n)";
  bool first = true;
  for (const auto& [option, value] : table.options) {
    text += (first ? " " : ", ") + option;
    first = false;
  }
  return text;
}

std::string write_create_index(const ObjectName& table, const Index& index) {
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  text += quoted(index.name) + " ON " + quoted(table.name) + " " + key_list(index.parts);
  if (index.where) text += " WHERE " + index.where->text;
  return text;
}

}  // namespace retort::sqlite
