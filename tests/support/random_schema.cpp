#include "support/random_schema.hpp"

#include <algorithm>

namespace retort::test {

bool can_not_rename_with_unique(const RandomTable& table, int column) {
  return table.without_rowid && table.key.columns == std::vector{column};
}

std::string RandomSchemas::new_name(const char* kind) {
  static const char* const kStems[] = {"", "Order ", "a\"b", "GROUP", "key", "é", "Mixed_"};
  const int stem = chance(75) ? 0 : below(7);
  return std::string(kStems[stem]) + kind + std::to_string(new_id());
}

RandomColumn RandomSchemas::column(const RandomTable& table) {
  static const char* const kTypes[] = {"INT", "INTEGER", "TEXT", "REAL", "BLOB", "ANY", "VARCHAR(40)", "NUMERIC", ""};
  RandomColumn column;
  column.id = new_id();
  column.name = new_name("c");
  column.type = kTypes[below(table.strict ? 6 : 9)];
  column.not_null = chance(25);
  if (chance(30)) column.default_sql = literal_for(column.type, below(5));
  if (chance(5) && (column.type == "TEXT" || column.type.empty())) column.default_sql = "CURRENT_TIMESTAMP";
  if (chance(5) && (column.type == "TEXT" || column.type.empty())) column.default_sql = "('a' || 'b')";
  if (chance(15)) column.collation = chance(50) ? "NOCASE" : "RTRIM";
  const bool can_generate = !table.strict && !table.columns.empty() && table.columns.front().generated_from == 0;
  if (can_generate && chance(12)) {
    column.generated_from = table.columns.front().id;
    column.generated_form = below(3);
    column.stored = chance(50);
    column.default_sql.clear();
    column.not_null = false;
  }
  return column;
}

void RandomSchemas::add_keys(RandomTable& table) {
  RandomColumn& first = table.columns.front();
  const int kind = below(6);
  if (kind <= 2) {
    first.type = "INTEGER";
    first.default_sql.clear();
    table.key_kind = kind == 0   ? RandomPrimaryKey::rowid_alias
                     : kind == 1 ? RandomPrimaryKey::autoincrement
                                 : RandomPrimaryKey::no_alias;
    table.key.columns = {first.id};
  } else if (kind <= 4) {
    table.key_kind = RandomPrimaryKey::plain;
    table.key.columns = {first.id};
    if (chance(40)) table.key.name = new_name("pk");
    table.key.on_conflict = chance(20);
    for (const RandomColumn& column : table.columns) {
      if (column.id != first.id && column.generated_from == 0 && chance(20)) table.key.columns.push_back(column.id);
    }
    table.without_rowid = chance(40);
  }
  for (const RandomColumn& column : table.columns) {
    if (column.generated_from != 0 || !chance(15) || can_not_rename_with_unique(table, column.id)) continue;
    table.uniques.push_back({chance(50) ? new_name("u") : "", {column.id}, chance(15)});
  }
}

RandomCheck RandomSchemas::check(const RandomTable& table) {
  const std::size_t at = static_cast<std::size_t>(below(static_cast<int>(table.columns.size())));
  return {chance(50) ? new_name("ck") : "", table.columns[at].id, below(4)};
}

RandomIndex RandomSchemas::index(const RandomTable& table) {
  RandomIndex index;
  index.name = new_name("i");
  const int parts = 1 + below(2);
  for (int i = 0; i < parts; ++i) {
    const std::size_t at = static_cast<std::size_t>(below(static_cast<int>(table.columns.size())));
    index.parts.push_back({table.columns[at].id, below(5)});
  }
  if (chance(25))
    index.where = table.columns[static_cast<std::size_t>(below(static_cast<int>(table.columns.size())))].id;
  // Unique only where the rows differ: an ordinary column of the table, as it is.
  const RandomColumn& only = *table.find(index.parts[0].column);
  index.unique = parts == 1 && index.parts[0].form < 2 && only.generated_from == 0 && chance(40);
  return index;
}

RandomTable RandomSchemas::table() {
  RandomTable table;
  table.id = new_id();
  table.name = new_name("t");
  table.strict = chance(20);
  const int columns = 2 + below(5);
  for (int i = 0; i < columns; ++i) table.columns.push_back(column(table));
  add_keys(table);
  while (chance(35)) table.checks.push_back(check(table));
  while (chance(45)) table.indexes.push_back(index(table));
  return table;
}

void RandomSchemas::add_reference(RandomModel& model, RandomTable& table) {
  RandomTable& target = model.tables[static_cast<std::size_t>(below(static_cast<int>(model.tables.size())))];
  RandomReference reference;
  reference.table = target.id;
  const bool by_key = target.key_kind != RandomPrimaryKey::none && target.key.columns.size() == 1;
  if (by_key) {
    if (chance(50)) reference.target_column = target.key.columns[0];
  } else if (!target.uniques.empty() && target.uniques[0].columns.size() == 1) {
    reference.target_column = target.uniques[0].columns[0];
  } else {
    return;
  }
  const RandomColumn& referred = *target.find(by_key ? target.key.columns[0] : reference.target_column);
  for (const RandomReference& other : target.references) {
    if (other.column == referred.id) return;  // its values come from elsewhere
  }
  if (referred.generated_from != 0 || (table.strict != target.strict)) return;
  RandomColumn column;
  column.id = new_id();
  column.name = new_name("r");
  column.type = referred.type;
  column.collation = referred.collation;
  reference.column = column.id;
  reference.name = chance(40) ? new_name("fk") : "";
  reference.on_delete = below(5);
  reference.on_update = below(5);
  reference.deferred = chance(20);
  table.columns.push_back(column);
  table.references.push_back(reference);
}

void RandomSchemas::add_view(RandomModel& model) {
  RandomView view;
  view.id = new_id();
  view.name = new_name("v");
  if (!model.views.empty() && chance(40)) {
    const RandomView& under = pick(model.views);
    view.table = under.id;
    view.columns = under.columns;
  } else {
    const RandomTable& table = pick(model.tables);
    view.table = table.id;
    for (const RandomColumn& column : table.columns) {
      if (chance(60)) view.columns.push_back(column.id);
    }
  }
  view.filtered = chance(40);
  model.views.push_back(view);
}

void RandomSchemas::add_trigger(RandomModel& model) {
  RandomTrigger trigger;
  trigger.name = new_name("tr");
  const RandomTable& written = pick(model.tables);
  trigger.writes = written.id;
  for (const RandomColumn& column : written.columns) {
    if (column.generated_from == 0) trigger.written = column.id;
  }
  if (!model.views.empty() && chance(30)) {
    const RandomView& view = pick(model.views);
    trigger.on = view.id;
    if (!view.columns.empty() && chance(50)) trigger.column = view.columns[0];
  } else {
    const RandomTable& table = pick(model.tables);
    trigger.on = table.id;
    if (chance(60)) trigger.column = table.columns.back().id;
  }
  if (trigger.written != 0) model.triggers.push_back(trigger);
}

RandomModel RandomSchemas::model() {
  RandomModel model;
  const int tables = 1 + below(4);
  for (int i = 0; i < tables; ++i) model.tables.push_back(table());
  for (RandomTable& table : model.tables) {
    while (chance(45)) add_reference(model, table);
  }
  while (chance(50)) add_view(model);
  while (chance(40)) add_trigger(model);
  return model;
}

}  // namespace retort::test
