#include <algorithm>

#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {

bool Edit::change_primary_key() {
  Table& table = any_table();
  Column& first = table.columns.front();
  const Table* old = source(table);
  const bool split = table.parts != Table::Parts::none;
  if (old == nullptr || first.identity != 0 || old->columns.front().identity != 0 || !can_be_unique(first))
    return false;
  if (old->columns.front().id != first.id || !has_own_values(table, first.id)) return false;
  for (const Table& other : model_.tables) {
    for (const Reference& reference : other.references)
      if (reference.table == table.id) return false;
  }
  const auto at = std::find_if(table.keys.begin(), table.keys.end(), [](const Key& key) { return key.primary; });
  if (at != table.keys.end()) {
    if (random_.chance(50)) {
      at->name = at->name.empty() ? generator_.new_name("pk") : "";
      at->comment.clear();
      return true;
    }
    if (!split) value_for_rows(table, first.id);
    table.keys.erase(at);
    return true;
  }
  if (is_reference(table, first.id)) return false;
  Key key;
  key.id = generator_.new_id();
  key.primary = true;
  key.columns = {first.id};
  if (random_.chance(40)) key.name = generator_.new_name("pk");
  table.keys.push_back(key);
  return true;
}

bool Edit::add_unique() {
  Table& table = any_table();
  const Column& column = random_.pick(table.columns);
  const bool split = table.parts != Table::Parts::none;
  if (!can_be_unique(column) || (split && column.id != table.columns.front().id)) return false;
  if (source(table) != nullptr && !has_own_values(table, column.id)) return false;
  Key key;
  key.id = generator_.new_id();
  key.columns = {column.id};
  if (random_.chance(50)) key.name = generator_.new_name("u");
  key.deferrable = random_.chance(20);
  key.nulls_not_distinct = random_.chance(20) && table.in_key(column.id);  // no two NULLs then
  table.keys.push_back(key);
  spoiled_.insert(column.id);
  return true;
}

bool Edit::drop_unique() {
  Table& table = any_table();
  if (table.keys.empty() || table.keys.back().primary) return false;
  for (const int column : table.keys.back().columns)
    if (is_referenced(table, column)) return false;
  table.keys.pop_back();
  return true;
}

bool Edit::change_unique() {
  Table& table = any_table();
  if (table.keys.empty() || table.keys.back().primary) return false;
  Key& key = table.keys.back();
  switch (random_.below(3)) {
    case 0:
      if (is_referenced(table, key.columns[0])) return false;
      key.deferrable = !key.deferrable;
      return true;
    case 1:
      if (key.name.empty()) return false;
      key.comment = key.comment.empty() ? "one of a kind" : "";
      return true;
    default:
      key.name = key.name.empty() ? generator_.new_name("u") : "";
      key.comment.clear();
      return true;
  }
}

bool Edit::add_reference() {
  Table& table = any_table();
  if (!generator_.add_reference(model_, table)) return false;
  spoiled_.insert(table.references.back().column);
  return true;
}

bool Edit::drop_reference() {
  Table& table = any_table();
  if (table.references.empty()) return false;
  table.references.pop_back();
  return true;
}

bool Edit::change_reference() {
  Table& table = any_table();
  if (table.references.empty()) return false;
  Reference& reference = random_.pick(table.references);
  reference.on_delete = (reference.on_delete + 1 + random_.below(4)) % 5;
  if (random_.chance(30)) reference.deferred = !reference.deferred;
  if (random_.chance(30)) reference.not_valid = false;
  if (random_.chance(30)) reference.name = reference.name.empty() ? generator_.new_name("fk") : "";
  return true;
}

bool Edit::add_check() {
  Table& table = any_table();
  table.checks.push_back(generator_.check(model_, table));
  return true;
}

bool Edit::drop_check() {
  Table& table = any_table();
  if (table.checks.empty()) return false;
  table.checks.pop_back();
  return true;
}

bool Edit::change_check() {
  Table& table = any_table();
  if (table.checks.empty()) return false;
  Check& check = random_.pick(table.checks);
  check.form = (check.form + 1) % 3;
  check.function = 0;
  check.other = 0;
  return true;
}

bool Edit::rename_check() {
  Table& table = any_table();
  if (table.checks.empty()) return false;
  Check& check = random_.pick(table.checks);
  check.name = check.name.empty() ? generator_.new_name("ck") : "";
  return true;
}

bool Edit::add_index() {
  Table& table = any_table();
  const std::vector<int> distinct = distinct_columns(table);
  table.indexes.push_back(generator_.index(model_, table, &distinct));
  for (const Index::Part& part : table.indexes.back().parts) spoiled_.insert(part.column);
  return true;
}

bool Edit::drop_index() {
  Table& table = any_table();
  if (table.indexes.empty()) return false;
  table.indexes.pop_back();
  return true;
}

bool Edit::change_index() {
  Table& table = any_table();
  if (table.indexes.empty()) return false;
  Index& index = random_.pick(table.indexes);
  if (index.method != "btree" || random_.chance(30)) {
    if (index.method != "btree") return false;
    index.fillfactor = !index.fillfactor;
    return true;
  }
  if (index.parts[0].form >= 3) return false;
  index.parts[0].form = (index.parts[0].form + 1) % 3;
  return true;
}

bool Edit::comment_index() {
  Table& table = any_table();
  if (table.indexes.empty()) return false;
  Index& index = random_.pick(table.indexes);
  if (index.name.empty()) return false;
  index.comment = index.comment.empty() ? "to be quick" : "";
  return true;
}

}  // namespace retort::test::postgresql
