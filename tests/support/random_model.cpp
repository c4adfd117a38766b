#include "support/random_model.hpp"

#include <algorithm>
#include <cctype>

namespace retort::test {
namespace {

const char* const kActions[] = {"", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};

std::string named(const std::string& name) { return name.empty() ? "" : "CONSTRAINT " + quoted_name(name) + " "; }

std::string column_list(const RandomTable& table, const std::vector<int>& columns) {
  std::string text;
  for (const int column : columns) text += (text.empty() ? "" : ", ") + quoted_name(table.find(column)->name);
  return "(" + text + ")";
}

std::string generated_sql(const RandomTable& table, const RandomColumn& column) {
  const std::string source = quoted_name(table.find(column.generated_from)->name);
  const std::string forms[] = {source + " || 'x'", "coalesce(" + source + ", 0)",
                               "CASE WHEN " + source + " IS NULL THEN 'a' ELSE 'b' END"};
  return " AS (" + forms[column.generated_form % 3] + ")" + (column.stored ? " STORED" : "");
}

std::string column_sql(const RandomTable& table, const RandomColumn& column) {
  std::string text = quoted_name(column.name);
  if (!column.type.empty()) text += " " + column.type;
  const bool key_here = table.key.columns.size() == 1 && table.key.columns[0] == column.id;
  if (key_here && table.key_kind == RandomPrimaryKey::rowid_alias) text += " PRIMARY KEY";
  if (key_here && table.key_kind == RandomPrimaryKey::autoincrement) text += " PRIMARY KEY AUTOINCREMENT";
  if (key_here && table.key_kind == RandomPrimaryKey::no_alias) text += " PRIMARY KEY DESC";
  if (column.not_null) text += " NOT NULL";
  if (!column.default_sql.empty()) text += " DEFAULT " + column.default_sql;
  if (!column.collation.empty()) text += " COLLATE " + column.collation;
  if (column.generated_from != 0) text += generated_sql(table, column);
  return text;
}

std::string check_sql(const RandomTable& table, const RandomCheck& check) {
  const std::string column = quoted_name(table.find(check.column)->name);
  const std::string forms[] = {"length(" + column + ") < 100", column + " IS NOT 'never'",
                               "typeof(" + quoted_name(table.name) + "." + column + ") <> 'q'",
                               column + " NOT IN ('never', -77) OR " + column + " IS NULL"};
  return named(check.name) + "CHECK (" + forms[check.form % 4] + ")";
}

std::string reference_sql(const RandomModel& model, const RandomTable& table, const RandomReference& reference) {
  const RandomTable& target = *model.find_table(reference.table);
  std::string text = named(reference.name) + "FOREIGN KEY " + column_list(table, {reference.column}) + " REFERENCES " +
                     quoted_name(target.name);
  if (reference.target_column != 0) text += " " + column_list(target, {reference.target_column});
  if (reference.on_delete != 0) text += std::string(" ON DELETE ") + kActions[reference.on_delete];
  if (reference.on_update != 0) text += std::string(" ON UPDATE ") + kActions[reference.on_update];
  return text + (reference.deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
}

std::string table_sql(const RandomModel& model, const RandomTable& table) {
  std::vector<std::string> lines;
  for (const RandomColumn& column : table.columns) lines.push_back(column_sql(table, column));
  if (table.key_kind == RandomPrimaryKey::plain)
    lines.push_back(named(table.key.name) + "PRIMARY KEY " + column_list(table, table.key.columns) +
                    (table.key.on_conflict ? " ON CONFLICT REPLACE" : ""));
  for (const RandomKey& unique : table.uniques) {
    lines.push_back(named(unique.name) + "UNIQUE " + column_list(table, unique.columns) +
                    (unique.on_conflict ? " ON CONFLICT REPLACE" : ""));
  }
  for (const RandomReference& reference : table.references) lines.push_back(reference_sql(model, table, reference));
  for (const RandomCheck& check : table.checks) lines.push_back(check_sql(table, check));
  std::string text = "CREATE TABLE " + quoted_name(table.name) + " (";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : ", ") + lines[i];
  text += ")";
  if (table.strict) text += " STRICT";
  if (table.without_rowid) text += std::string(table.strict ? "," : "") + " WITHOUT ROWID";
  return text + ";\n";
}

std::string index_sql(const RandomTable& table, const RandomIndex& index) {
  std::string parts;
  for (const RandomIndex::Part& part : index.parts) {
    const std::string column = quoted_name(table.find(part.column)->name);
    const std::string forms[] = {column, column + " DESC", column + " COLLATE NOCASE", "length(" + column + ")",
                                 "coalesce(" + column + ", 'x') DESC"};
    parts += (parts.empty() ? "" : ", ") + forms[part.form % 5];
  }
  std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " + quoted_name(index.name) +
                     " ON " + quoted_name(table.name) + " (" + parts + ")";
  if (index.where != 0) text += " WHERE " + quoted_name(table.find(index.where)->name) + " IS NOT NULL";
  return text + ";\n";
}

std::string name_of(const RandomModel& model, int id) {
  const RandomTable* table = model.find_table(id);
  return table != nullptr ? table->name : model.find_view(id)->name;
}

std::string view_sql(const RandomModel& model, const RandomView& view) {
  const RandomTable& table = *model.find_table(model.base_table(view.id));
  std::string columns;
  for (const int column : view.columns)
    columns += (columns.empty() ? "" : ", ") + quoted_name(table.find(column)->name);
  if (columns.empty()) columns = "*";
  return "CREATE VIEW " + quoted_name(view.name) + " AS SELECT " + columns + " FROM " +
         quoted_name(name_of(model, view.table)) + (view.filtered ? " WHERE 1" : "") + ";\n";
}

std::string trigger_sql(const RandomModel& model, const RandomTrigger& trigger) {
  const RandomTable* table = model.find_table(trigger.on);
  const RandomTable& written = *model.find_table(trigger.writes);
  std::string event = "INSERT";
  if (trigger.column != 0)
    event = "UPDATE OF " + quoted_name(model.find_table(model.base_table(trigger.on))->find(trigger.column)->name);
  const std::string column = quoted_name(written.find(trigger.written)->name);
  return "CREATE TRIGGER " + quoted_name(trigger.name) + " " + (table != nullptr ? "AFTER " : "INSTEAD OF ") + event +
         " ON " + quoted_name(name_of(model, trigger.on)) + " BEGIN UPDATE " + quoted_name(written.name) + " SET " +
         column + " = " + column + " WHERE 0; END;\n";
}

/// What row `row` holds in a column; a reference holds what its target's row does.
std::string value(const RandomModel& model, const RandomTable& table, const RandomColumn& column, int row) {
  for (const RandomReference& reference : table.references) {
    if (reference.column != column.id) continue;
    const RandomTable& target = *model.find_table(reference.table);
    const int target_column = reference.target_column != 0 ? reference.target_column : target.key.columns.at(0);
    return literal_for(target.find(target_column)->type, row);
  }
  if (!column.not_null && !table.in_key(column.id) && !model.is_referenced(table.id, column.id) &&
      (row + column.id) % 4 == 0)
    return "NULL";
  return literal_for(column.type, row);
}

}  // namespace

std::string quoted_name(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  text += '"';
  const bool plain = std::all_of(name.begin(), name.end(),
                                 [](unsigned char c) { return (std::isalnum(c) != 0 && c < 0x80) || c == '_'; });
  return plain && name.size() % 2 == 0 ? name : text;  // bare or quoted: the same name
}

std::string literal_for(const std::string& type, int row) {
  const std::string number = std::to_string(row + 10);
  if (type == "TEXT" || type == "VARCHAR(40)" || type.empty()) return "'v" + number + "'";
  if (type == "REAL") return number + ".5";
  if (type == "BLOB") return "x'" + number + "'";
  return number;
}

RandomColumn* RandomTable::find(int column) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const RandomColumn& c) { return c.id == column; });
  return found == columns.end() ? nullptr : &*found;
}
const RandomColumn* RandomTable::find(int column) const { return const_cast<RandomTable*>(this)->find(column); }

bool RandomTable::in_key(int column) const {
  const auto has = [&](const RandomKey& k) {
    return std::find(k.columns.begin(), k.columns.end(), column) != k.columns.end();
  };
  const bool in_index = std::any_of(indexes.begin(), indexes.end(), [&](const RandomIndex& index) {
    return index.unique &&
           std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) { return part.column == column; });
  });
  return in_index || (key_kind != RandomPrimaryKey::none && has(key)) ||
         std::any_of(uniques.begin(), uniques.end(), has);
}

RandomTable* RandomModel::find_table(int id) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const RandomTable& table) { return table.id == id; });
  return found == tables.end() ? nullptr : &*found;
}
const RandomTable* RandomModel::find_table(int id) const { return const_cast<RandomModel*>(this)->find_table(id); }

const RandomView* RandomModel::find_view(int id) const {
  const auto found = std::find_if(views.begin(), views.end(), [&](const RandomView& view) { return view.id == id; });
  return found == views.end() ? nullptr : &*found;
}

int RandomModel::base_table(int id) const {
  const RandomView* view = find_view(id);
  return view == nullptr ? id : base_table(view->table);
}

bool RandomModel::is_referenced(int table, int column) const {
  for (const RandomTable& other : tables) {
    for (const RandomReference& reference : other.references) {
      if (reference.table != table) continue;
      const RandomTable& target = *find_table(table);
      if (reference.target_column == column || (reference.target_column == 0 && target.key.columns.at(0) == column))
        return true;
    }
  }
  return false;
}

std::string RandomModel::sql() const {
  std::string text;
  for (const RandomTable& table : tables) text += table_sql(*this, table);
  for (const RandomTable& table : tables) {
    for (const RandomIndex& index : table.indexes) text += index_sql(table, index);
  }
  for (const RandomView& view : views) text += view_sql(*this, view);
  for (const RandomTrigger& trigger : triggers) text += trigger_sql(*this, trigger);
  return text;
}

std::string RandomModel::rows(int count) const {
  std::string text = "PRAGMA foreign_keys = OFF;\n";
  for (const RandomTable& table : tables) {
    for (int row = 0; row < count; ++row) {
      std::string columns;
      std::string values;
      for (const RandomColumn& column : table.columns) {
        if (column.generated_from != 0) continue;
        columns += (columns.empty() ? "" : ", ") + quoted_name(column.name);
        values += (values.empty() ? "" : ", ") + value(*this, table, column, row);
      }
      text += "INSERT INTO " + quoted_name(table.name) + " (" + columns + ") VALUES (" + values + ");\n";
    }
  }
  return text + "PRAGMA foreign_keys = ON;\n";
}

}  // namespace retort::test
