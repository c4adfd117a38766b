#include <algorithm>

#include "support/random_edit.hpp"

namespace retort::test {
namespace {

bool contains(const std::vector<int>& list, int id) { return std::find(list.begin(), list.end(), id) != list.end(); }

bool fits_strict(const RandomTable& table) {
  static const std::set<std::string> kTypes = {"INT", "INTEGER", "TEXT", "REAL", "BLOB", "ANY"};
  return std::all_of(table.columns.begin(), table.columns.end(), [](const RandomColumn& column) {
    return kTypes.count(column.type) != 0 && column.generated_from == 0;
  });
}

}  // namespace

bool RandomEdit::change_key() {
  RandomTable& table = *any_table();
  const bool referenced = std::any_of(model_.tables.begin(), model_.tables.end(), [&](const RandomTable& other) {
    return std::any_of(other.references.begin(), other.references.end(),
                       [&](const auto& r) { return r.table == table.id; });
  });
  RandomColumn& first = table.columns.front();
  const RandomTable* source = pair_.before.find_table(table.id);
  if (referenced || source == nullptr || !has_own_values(table, first.id)) return false;
  if (!source->in_key(first.id) && !source->find(first.id)->not_null) return false;
  const bool integer = first.type == "INTEGER" && source->find(first.id)->type == "INTEGER";
  if (std::any_of(table.uniques.begin(), table.uniques.end(),
                  [&](const auto& unique) { return contains(unique.columns, first.id); }))
    return false;
  table.key_kind = static_cast<RandomPrimaryKey>(random_.below(5));
  if (!integer && table.key_kind != RandomPrimaryKey::none) table.key_kind = RandomPrimaryKey::plain;
  table.key = {};
  if (table.key_kind != RandomPrimaryKey::none) table.key.columns = {first.id};
  if (table.key_kind == RandomPrimaryKey::plain && random_.chance(50)) table.key.name = random_.new_name("pk");
  if (table.key_kind == RandomPrimaryKey::rowid_alias || table.key_kind == RandomPrimaryKey::autoincrement)
    first.default_sql.clear();
  table.without_rowid = table.key_kind == RandomPrimaryKey::plain && random_.chance(40);
  return true;
}

bool RandomEdit::add_unique() {
  RandomTable& table = *any_table();
  const RandomColumn& column = random_.pick(table.columns);
  if (column.generated_from != 0 || (!is_new(table) && !has_own_values(table, column.id))) return false;
  if (contains(table.key.columns, column.id)) return false;
  table.uniques.push_back({random_.chance(50) ? random_.new_name("u") : "", {column.id}, random_.chance(20)});
  spoiled_.insert(column.id);
  return true;
}

bool RandomEdit::drop_unique() {
  RandomTable& table = *any_table();
  if (table.uniques.empty()) return false;
  for (const int column : table.uniques.back().columns) {
    if (model_.is_referenced(table.id, column)) return false;
  }
  table.uniques.pop_back();
  return true;
}

bool RandomEdit::add_reference() {
  RandomTable& table = *any_table();
  const std::size_t before = table.references.size();
  random_.add_reference(model_, table);
  if (table.references.size() == before) return false;
  spoiled_.insert(table.references.back().column);
  return true;
}

bool RandomEdit::drop_reference() {
  RandomTable& table = *any_table();
  if (table.references.empty()) return false;
  table.references.pop_back();
  return true;
}

bool RandomEdit::change_reference() {
  RandomTable& table = *any_table();
  if (table.references.empty()) return false;
  RandomReference& reference = random_.pick(table.references);
  reference.on_delete = (reference.on_delete + 1 + random_.below(4)) % 5;
  if (random_.chance(30)) reference.deferred = !reference.deferred;
  if (random_.chance(30)) reference.name = reference.name.empty() ? random_.new_name("fk") : "";
  return true;
}

bool RandomEdit::add_check() {
  RandomTable& table = *any_table();
  table.checks.push_back(random_.check(table));
  return true;
}

bool RandomEdit::drop_check() {
  RandomTable& table = *any_table();
  if (table.checks.empty()) return false;
  table.checks.pop_back();
  return true;
}

bool RandomEdit::rename_check() {
  RandomTable& table = *any_table();
  if (table.checks.empty()) return false;
  RandomCheck& check = random_.pick(table.checks);
  check.name = check.name.empty() ? random_.new_name("ck") : "";
  return true;
}

bool RandomEdit::add_index() {
  RandomTable& table = *any_table();
  RandomIndex index = random_.index(table);
  index.unique = index.unique && (is_new(table) || has_own_values(table, index.parts[0].column));
  for (const auto& part : index.parts) spoiled_.insert(part.column);
  table.indexes.push_back(index);
  return true;
}

bool RandomEdit::drop_index() {
  RandomTable& table = *any_table();
  if (table.indexes.empty()) return false;
  table.indexes.pop_back();
  return true;
}

bool RandomEdit::change_index() {
  RandomTable& table = *any_table();
  if (table.indexes.empty()) return false;
  RandomIndex& index = random_.pick(table.indexes);
  if (index.unique) return false;
  index.parts[0].form = (index.parts[0].form + 1) % 5;
  return true;
}

bool RandomEdit::change_strict() {
  RandomTable& table = *any_table();
  const RandomTable* source = pair_.before.find_table(table.id);
  if (!fits_strict(table) || strict_is_off_.count(table.id) != 0 || source == nullptr || !fits_strict(*source))
    return false;
  for (const auto& other : model_.tables) {
    for (const auto& reference : other.references) {
      if (reference.table == table.id || other.id == table.id) return false;
    }
  }
  table.strict = !table.strict;
  return true;
}

bool RandomEdit::source_has_no_uniques(const RandomTable& table) const {
  const RandomTable* source = pair_.before.find_table(table.id);
  return source == nullptr || source->uniques.empty();
}

bool RandomEdit::change_without_rowid() {
  RandomTable& table = *any_table();
  const RandomTable* source = pair_.before.find_table(table.id);
  if (!table.uniques.empty() || !source_has_no_uniques(table)) return false;
  if (table.key_kind != RandomPrimaryKey::plain || source == nullptr || source->key_kind != RandomPrimaryKey::plain)
    return false;
  if (source->key.columns != table.key.columns) return false;
  table.without_rowid = !table.without_rowid;
  return true;
}

}  // namespace retort::test
