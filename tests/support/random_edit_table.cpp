#include <algorithm>

#include "support/random_edit.hpp"

namespace retort::test {
namespace {

template <class T, class Test>
void drop_if(std::vector<T>& from, const Test& test) {
  from.erase(std::remove_if(from.begin(), from.end(), test), from.end());
}

}  // namespace

bool RandomEdit::add_table() {
  model_.tables.push_back(random_.table());
  random_.add_reference(model_, model_.tables.back());
  return true;
}

void RandomEdit::drop_views_on(int id) {
  for (std::size_t i = 0; i < model_.views.size(); ++i) {
    if (model_.views[i].table != id) continue;
    const int view = model_.views[i].id;
    model_.views.erase(model_.views.begin() + static_cast<std::ptrdiff_t>(i));
    drop_views_on(view);
    i = static_cast<std::size_t>(-1);
  }
  drop_if(model_.triggers, [&](const RandomTrigger& trigger) { return trigger.on == id || trigger.writes == id; });
}

bool RandomEdit::drop_table() {
  if (model_.tables.size() < 2) return false;
  const int id = any_table()->id;
  for (RandomTable& other : model_.tables) {
    if (other.id == id) continue;
    std::vector<RandomReference> references = other.references;
    if (const RandomTable* source = pair_.before.find_table(other.id)) {
      references.insert(references.end(), source->references.begin(), source->references.end());
    }
    for (const RandomReference& reference : references) {
      if (reference.table == id && other.find(reference.column) != nullptr) drop_column(other, reference.column);
    }
  }
  drop_views_on(id);
  drop_if(model_.tables, [&](const RandomTable& table) { return table.id == id; });
  return true;
}

bool RandomEdit::rename_table() {
  any_table()->name = random_.new_name("t");
  return true;
}

bool RandomEdit::swap_tables() {
  RandomTable* a = any_table();
  RandomTable* b = any_table();
  if (a == b || is_new(*a) || is_new(*b)) return false;
  if (a->name != pair_.before.find_table(a->id)->name || b->name != pair_.before.find_table(b->id)->name) return false;
  std::swap(a->name, b->name);
  return true;
}

}  // namespace retort::test
