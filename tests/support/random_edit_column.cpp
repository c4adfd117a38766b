#include <algorithm>

#include "support/random_edit.hpp"

namespace retort::test {
namespace {

template <class T, class Test>
void drop_if(std::vector<T>& from, const Test& test) {
  from.erase(std::remove_if(from.begin(), from.end(), test), from.end());
}

bool contains(const std::vector<int>& list, int id) { return std::find(list.begin(), list.end(), id) != list.end(); }

}  // namespace

bool RandomEdit::add_column() {
  RandomTable& table = *any_table();
  RandomColumn column = random_.column(table);
  if (table.strict && column.generated_from != 0) return false;
  spoiled_.insert(column.id);
  table.columns.push_back(column);
  if (column.generated_from == 0 && ((column.not_null && column.default_sql.empty()) || random_.chance(15)))
    value_for_rows(table, column);
  return true;
}

void RandomEdit::drop_column(RandomTable& table, int column) {
  drop_if(table.columns, [&](const RandomColumn& c) { return c.id == column; });
  drop_if(table.uniques, [&](const RandomKey& key) { return contains(key.columns, column); });
  drop_if(table.references, [&](const RandomReference& reference) { return reference.column == column; });
  drop_if(table.checks, [&](const RandomCheck& check) { return check.column == column; });
  drop_if(table.indexes, [&](const RandomIndex& index) {
    return index.where == column ||
           std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) { return part.column == column; });
  });
  drop_if(model_.triggers,
          [&](const RandomTrigger& trigger) { return trigger.column == column || trigger.written == column; });
  std::vector<int> emptied;
  for (RandomView& view : model_.views) {
    const bool had = contains(view.columns, column);
    drop_if(view.columns, [&](int c) { return c == column; });
    if (had && view.columns.empty()) emptied.push_back(view.id);
  }
  for (const int view : emptied) {
    drop_views_on(view);
    drop_if(model_.views, [&](const RandomView& v) { return v.id == view; });
  }
}

bool RandomEdit::drop_a_column() {
  RandomTable& table = *any_table();
  const RandomColumn column = random_.pick(table.columns);
  if (table.columns.size() < 3 || model_.is_referenced(table.id, column.id) || is_source(table, column.id))
    return false;
  if (contains(table.key.columns, column.id)) return false;
  const bool comes_back_as_null = !column.not_null && column.default_sql.empty();
  const RandomTable* source = pair_.before.find_table(table.id);
  if (source != nullptr && source->in_key(column.id) && !comes_back_as_null) return false;
  if (source != nullptr && contains(source->key.columns, column.id)) return false;
  if (column.not_null && source != nullptr && source->find(column.id) != nullptr)
    value_for_rows(*source, *source->find(column.id));
  drop_column(table, column.id);
  return true;
}

bool RandomEdit::rename_column() {
  random_.pick(any_table()->columns).name = random_.new_name("n");
  return true;
}

bool RandomEdit::swap_columns() {
  RandomTable& table = *any_table();
  RandomColumn& a = random_.pick(table.columns);
  RandomColumn& b = random_.pick(table.columns);
  const RandomTable* source = pair_.before.find_table(table.id);
  if (&a == &b || source == nullptr || source->find(a.id) == nullptr || source->find(b.id) == nullptr) return false;
  if (source->find(a.id)->name != a.name || source->find(b.id)->name != b.name) return false;
  std::swap(a.name, b.name);
  return true;
}

bool RandomEdit::reorder() {
  RandomTable& table = *any_table();
  std::rotate(table.columns.begin(), table.columns.begin() + 1, table.columns.end());
  return true;
}

bool RandomEdit::is_or_was_strict(const RandomTable& table) const {
  const RandomTable* source = pair_.before.find_table(table.id);
  return table.strict || (source != nullptr && source->strict);
}

bool RandomEdit::change_type() {
  RandomTable& table = *any_table();
  RandomColumn& column = random_.pick(table.columns);
  if (is_or_was_strict(table) || !is_free(table, column.id) || column.generated_from != 0) return false;
  static const char* const kTypes[] = {"INT", "TEXT", "REAL", "", "VARCHAR(40)"};
  const char* type = kTypes[random_.below(5)];
  if (column.type == type) return false;
  column.type = type;
  strict_is_off_.insert(table.id);
  spoiled_.insert(column.id);
  return true;
}

bool RandomEdit::change_not_null() {
  RandomTable& table = *any_table();
  RandomColumn& column = random_.pick(table.columns);
  if (!is_free(table, column.id) || column.generated_from != 0) return false;
  column.not_null = !column.not_null;
  value_for_rows(table, column);
  spoiled_.insert(column.id);
  return true;
}

bool RandomEdit::change_default() {
  RandomTable& table = *any_table();
  RandomColumn& column = random_.pick(table.columns);
  if (column.generated_from != 0 || table.in_key(column.id) || column.not_null || is_reference(table, column.id))
    return false;
  column.default_sql = column.default_sql.empty() ? literal_for(column.type, 7) : "";
  return true;
}

bool RandomEdit::change_collation() {
  RandomTable& table = *any_table();
  RandomColumn& column = random_.pick(table.columns);
  if (is_reference(table, column.id) || model_.is_referenced(table.id, column.id)) return false;
  column.collation = column.collation.empty() ? "NOCASE" : "";
  return true;
}

bool RandomEdit::change_generated() {
  RandomTable& table = *any_table();
  RandomColumn& column = random_.pick(table.columns);
  const RandomColumn& first = table.columns.front();
  if (is_or_was_strict(table) || !is_free(table, column.id) || &column == &first) return false;
  spoiled_.insert(column.id);
  strict_is_off_.insert(table.id);
  if (column.generated_from != 0) {
    if (random_.chance(40))
      column.stored = !column.stored;
    else if (random_.chance(50))
      column.generated_form = (column.generated_form + 1) % 3;
    else
      column.generated_from = 0;
    return true;
  }
  if (column.not_null || first.generated_from != 0) return false;
  column.generated_from = first.id;
  column.default_sql.clear();
  return true;
}

}  // namespace retort::test
