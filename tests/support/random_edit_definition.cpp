#include <algorithm>

#include "support/random_edit.hpp"

namespace retort::test {
namespace {

template <class T, class Test>
void drop_if(std::vector<T>& from, const Test& test) {
  from.erase(std::remove_if(from.begin(), from.end(), test), from.end());
}

}  // namespace

bool RandomEdit::add_view() {
  random_.add_view(model_);
  return true;
}

bool RandomEdit::drop_view() {
  if (model_.views.empty()) return false;
  const int id = random_.pick(model_.views).id;
  drop_views_on(id);
  drop_if(model_.views, [&](const RandomView& view) { return view.id == id; });
  return true;
}

bool RandomEdit::change_view() {
  if (model_.views.empty()) return false;
  RandomView& view = random_.pick(model_.views);
  view.filtered = !view.filtered;
  return true;
}

bool RandomEdit::add_trigger() {
  const std::size_t before = model_.triggers.size();
  random_.add_trigger(model_);
  return model_.triggers.size() > before;
}

bool RandomEdit::drop_trigger() {
  if (model_.triggers.empty()) return false;
  model_.triggers.pop_back();
  return true;
}

bool RandomEdit::change_trigger() {
  if (model_.triggers.empty()) return false;
  RandomTrigger& trigger = random_.pick(model_.triggers);
  const RandomTable& table = *model_.find_table(model_.base_table(trigger.on));
  const RandomView* view = model_.find_view(trigger.on);
  if (view != nullptr && view->columns.empty()) return false;
  trigger.column = trigger.column != 0 ? 0 : view != nullptr ? view->columns.front() : table.columns.front().id;
  return true;
}

}  // namespace retort::test
