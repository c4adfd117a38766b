#include <algorithm>

#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {

bool Edit::add_table() {
  Table table = generator_.table(model_);
  model_.tables.push_back(std::move(table));
  generator_.add_reference(model_, model_.tables.back());
  return true;
}

void Edit::drop_views_on(int id) {
  std::vector<int> over;
  for (const View& view : model_.views)
    if (view.over == id) over.push_back(view.id);
  for (const int view : over) drop_views_on(view);
  std::erase_if(model_.views, [&](const View& view) { return view.over == id; });
}

bool Edit::drop_table() {
  if (model_.tables.size() < 2) return false;
  const int id = any_table().id;
  for (Table& other : model_.tables) {
    if (other.id == id) continue;
    std::vector<Reference> references = other.references;
    if (const Table* old = source(other))
      references.insert(references.end(), old->references.begin(), old->references.end());
    for (const Reference& reference : references) {
      if (reference.table == id && other.find(reference.column) != nullptr) drop_column(other, reference.column);
    }
  }
  drop_views_on(id);
  std::erase_if(model_.triggers, [&](const Trigger& trigger) { return trigger.on == id; });
  std::erase_if(model_.functions, [&](const Function& function) { return function.table == id; });
  std::erase_if(model_.sequences, [&](const Sequence& sequence) { return sequence.owner_table == id; });
  std::erase_if(model_.tables, [&](const Table& table) { return table.id == id; });
  return true;
}

bool Edit::rename_table() {
  any_table().name = generator_.new_name("t");
  return true;
}

bool Edit::swap_tables() {
  Table& a = any_table();
  Table& b = any_table();
  if (&a == &b || a.space != b.space || source(a) == nullptr || source(b) == nullptr) return false;
  if (a.name != source(a)->name || b.name != source(b)->name) return false;
  std::swap(a.name, b.name);
  return true;
}

bool Edit::change_table_option() {
  Table& table = any_table();
  if (table.parts != Table::Parts::none) return false;
  const bool has_references =
      !table.references.empty() || std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return is_referenced(table, column.id) || is_reference(table, column.id);
      });
  if (!has_references && random_.chance(40)) {
    table.unlogged = !table.unlogged;
  } else {
    table.fillfactor = !table.fillfactor;
  }
  return true;
}

bool Edit::change_row_security() {
  Table& table = any_table();
  table.row_security = !table.row_security;
  return true;
}

bool Edit::add_policy() {
  Table& table = any_table();
  table.policies.push_back(generator_.policy(table));
  return true;
}

bool Edit::drop_policy() {
  Table& table = any_table();
  if (table.policies.empty()) return false;
  table.policies.pop_back();
  return true;
}

bool Edit::change_policy() {
  Table& table = any_table();
  if (table.policies.empty()) return false;
  Policy& policy = table.policies.back();
  const Policy other = generator_.policy(table);
  if (other.column == policy.column && other.command == policy.command) return false;
  policy.column = other.column;
  policy.command = other.command;
  return true;
}

bool Edit::add_partition() {
  Table& table = any_table();
  if (table.parts != Table::Parts::range && table.parts != Table::Parts::list) return false;
  int number = 0;
  for (const Partition& partition : table.partitions) number = std::max(number, partition.number);
  table.partitions.push_back(generator_.partition(number + 1 + random_.below(3)));
  return true;
}

bool Edit::drop_partition() {
  Table& table = any_table();
  if (table.parts != Table::Parts::range && table.parts != Table::Parts::list) return false;
  if (table.partitions.size() < 2) return false;
  const auto at = table.partitions.begin() + 1 +
                  random_.below(static_cast<int>(table.partitions.size()) - 1);  // the first has the rows
  table.partitions.erase(at);
  return true;
}

bool Edit::comment_table() {
  Table& table = any_table();
  table.comment = table.comment.empty() ? "what it is for" : random_.chance(50) ? "" : table.comment + " now";
  return true;
}

}  // namespace retort::test::postgresql
