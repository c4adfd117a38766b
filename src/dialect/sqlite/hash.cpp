// The text below is a file format: a change to a line makes every rebuild that was written before be refused.
#include "dialect/sqlite/hash.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace retort::sqlite {
namespace {

std::string quoted(const Identifier& name) {
  std::string text = "\"";
  for (const char c : name.key()) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

std::string named(const std::optional<Identifier>& name) { return name ? " name " + quoted(*name) : std::string(); }

std::string on_conflict(ConflictClause clause) {
  return clause == ConflictClause::abort ? std::string() : " on conflict " + ascii_lower(to_string(clause));
}

std::string key_list(const std::vector<KeyPart>& parts) {
  std::vector<std::string> items;
  for (const KeyPart& part : parts) {
    std::string item = part.column ? quoted(*part.column) : "expression " + part.expression->canonical;
    if (part.collation) item += " collate " + quoted(*part.collation);
    if (part.descending) item += " desc";
    items.push_back(std::move(item));
  }
  return " (" + join(items, ", ") + ")";
}

std::string name_list(const std::vector<Identifier>& names) {
  std::vector<std::string> items;
  for (const Identifier& name : names) items.push_back(quoted(name));
  return " (" + join(items, ", ") + ")";
}

std::string line_of(const Column& column) {
  std::string line = "column " + quoted(column.name);
  if (!column.type.empty()) line += " type " + column.type;
  if (column.collation) line += " collate " + quoted(*column.collation);
  if (column.not_null) line += " not null" + named(column.not_null_name) + on_conflict(column.not_null_on_conflict);
  if (column.server_default) line += " default " + column.server_default->canonical;
  if (column.generated) {
    line += column.generated->stored ? " stored as " : " virtual as ";
    line += column.generated->expression.canonical;
  }
  return line;
}

std::string line_of(const PrimaryKey& key) {
  return "primary key" + named(key.name) + key_list(key.columns) + on_conflict(key.on_conflict) +
         (key.autoincrement ? " autoincrement" : "") + (key.no_rowid_alias ? " no rowid alias" : "");
}

std::string line_of(const Unique& unique) {
  return "unique" + named(unique.name) + key_list(unique.columns) + on_conflict(unique.on_conflict);
}

std::string line_of(const ForeignKey& key) {
  std::string line =
      "foreign key" + named(key.name) + name_list(key.columns) + " references " + quoted(key.target.name);
  if (!key.target_columns.empty()) line += name_list(key.target_columns);
  line += " on update " + ascii_lower(to_string(key.on_update)) + " on delete " + ascii_lower(to_string(key.on_delete));
  return line + (key.initially_deferred ? " deferred" : "");
}

std::string line_of(const Check& check) { return "check" + named(check.name) + " " + check.expression.canonical; }

std::string line_of(const Index& index) {
  return (index.unique ? "unique index " : "index ") + quoted(index.name) + key_list(index.parts) +
         (index.where ? " where " + index.where->canonical : "");
}

/// Line ends inside strings would let one line pass for two.
std::string escaped(const std::string& line) {
  std::string text;
  for (const char c : line) {
    if (c == '\\')
      text += "\\\\";
    else if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
  return text;
}

template <class Values>
void add_sorted(const Values& values, std::string& text) {
  std::vector<std::string> lines;
  for (const auto& value : values) lines.push_back(escaped(line_of(value)));
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) text += line + "\n";
}

}  // namespace

std::string table_text(const Table& table, const std::vector<Definition>& triggers) {
  std::string text = "sqlite table 1\n";
  text += escaped("table " + quoted(table.name.name)) + "\n";
  for (const auto& [option, value] : table.options) text += "option " + option + "\n";
  add_sorted(table.columns, text);
  if (table.primary_key) text += escaped(line_of(*table.primary_key)) + "\n";
  add_sorted(table.uniques, text);
  add_sorted(table.foreign_keys, text);
  add_sorted(table.checks, text);
  for (const auto& [name, index] : table.indexes) text += escaped(line_of(index)) + "\n";
  std::vector<std::string> lines;
  for (const Definition& trigger : triggers) {
    lines.push_back(escaped("trigger " + quoted(trigger.key.name.name) + " " + trigger.sql.canonical));
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string table_hash(const Table& table, const std::vector<Definition>& triggers) {
  return content_hash(table_text(table, triggers));
}

}  // namespace retort::sqlite
