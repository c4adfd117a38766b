#include <algorithm>

#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {

bool Edit::is_used(const Function& function) const {
  const auto by = [&](const auto& list, auto has) { return std::any_of(list.begin(), list.end(), has); };
  return by(model_.views, [&](const View& view) { return view.function == function.id; }) ||
         by(model_.triggers, [&](const Trigger& trigger) { return trigger.function == function.id; }) ||
         by(model_.tables, [&](const Table& table) {
           return by(table.checks, [&](const Check& check) { return check.function == function.id; }) ||
                  by(table.indexes, [&](const Index& index) { return index.function == function.id; });
         });
}

/// By a column of either schema.
bool Edit::is_used(const UserType& type) const {
  for (const Model* model : {static_cast<const Model*>(&model_), static_cast<const Model*>(&pair_.before)}) {
    for (const Table& table : model->tables) {
      for (const Column& column : table.columns)
        if (column.user_type == type.id) return true;
    }
  }
  return false;
}

// ---- schemas and types

bool Edit::add_space() {
  model_.spaces.push_back(generator_.space());
  return true;
}

bool Edit::drop_space() {
  const Space space = random_.pick(model_.spaces);
  const auto here = [&](const auto& one) { return one.space == space.id; };
  const auto any = [&](const auto& list) { return std::any_of(list.begin(), list.end(), here); };
  if (model_.spaces.size() < 2 || any(model_.tables) || any(model_.views) || any(model_.types) ||
      any(model_.functions) || any(model_.sequences))
    return false;
  std::erase_if(model_.spaces, [&](const Space& one) { return one.id == space.id; });
  return true;
}

bool Edit::add_type() {
  model_.types.push_back(generator_.type(model_));
  return true;
}

bool Edit::drop_type() {
  if (model_.types.empty()) return false;
  const int id = random_.pick(model_.types).id;
  for (const UserType& other : model_.types)
    if (other.base_type == id) return false;
  for (const Table& table : model_.tables) {
    for (const Column& column : table.columns)
      if (column.user_type == id) return false;
  }
  std::erase_if(model_.types, [&](const UserType& type) { return type.id == id; });
  return true;
}

bool Edit::add_label() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  if (type.kind != UserType::Kind::enumeration) return false;
  const int at = random_.below(static_cast<int>(type.labels.size()) + 1);
  // Rows hold the first two of the first schema's: these stay the first two.
  type.labels.insert(type.labels.begin() + std::max(at, 2), "new " + std::to_string(generator_.new_id()));
  return true;
}

bool Edit::drop_label() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  if (type.kind != UserType::Kind::enumeration || type.labels.size() < 3) return false;
  type.labels.erase(type.labels.begin() + 2 + random_.below(static_cast<int>(type.labels.size()) - 2));
  return true;
}

bool Edit::reorder_labels() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  if (type.kind != UserType::Kind::enumeration || type.labels.size() < 2) return false;
  std::swap(type.labels[0], type.labels[1]);
  return true;
}

bool Edit::change_domain() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  if (type.kind != UserType::Kind::domain) return false;
  if (random_.chance(40)) {
    type.has_default = !type.has_default;
  } else {
    type.check = (type.check + 1 + random_.below(2)) % 3;
  }
  return true;
}

bool Edit::change_composite() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  if (type.kind != UserType::Kind::composite) return false;
  if (is_used(type)) return false;  // the server can't change what tables use
  if (type.labels.size() > 2 && random_.chance(50)) {
    type.labels.pop_back();
  } else {
    type.labels.push_back("z" + std::to_string(generator_.new_id()) + " numeric(8,2)");
  }
  return true;
}

// ---- sequences

bool Edit::add_sequence() {
  model_.sequences.push_back(generator_.sequence(model_));
  return true;
}

bool Edit::drop_sequence() {
  if (model_.sequences.empty()) return false;
  const Sequence sequence = random_.pick(model_.sequences);
  for (const Table& table : model_.tables) {
    for (const Column& column : table.columns)
      if (column.sequence == sequence.id) return false;
  }
  std::erase_if(model_.sequences, [&](const Sequence& one) { return one.id == sequence.id; });
  return true;
}

bool Edit::change_sequence() {
  if (model_.sequences.empty()) return false;
  Sequence& sequence = random_.pick(model_.sequences);
  if (random_.chance(40)) {
    sequence.increment += 1 + random_.below(5);
  } else if (sequence.owner_table == 0 && random_.chance(50)) {
    sequence.small = !sequence.small;
  } else {
    sequence.cycle = !sequence.cycle;
  }
  return true;
}

// ---- views

bool Edit::add_view() { return generator_.add_view(model_); }

bool Edit::drop_view() {
  if (model_.views.empty()) return false;
  const int id = random_.pick(model_.views).id;
  drop_views_on(id);
  std::erase_if(model_.views, [&](const View& view) { return view.id == id; });
  return true;
}

bool Edit::change_view() {
  if (model_.views.empty()) return false;
  View& view = random_.pick(model_.views);
  if (random_.chance(20) && !view.materialized) {
    view.security_barrier = !view.security_barrier;
  } else {
    view.form = view.form == 0 ? 1 : 0;
    view.function = 0;
  }
  return true;
}

bool Edit::add_view_column() {
  if (model_.views.empty()) return false;
  View& view = random_.pick(model_.views);
  std::vector<int> columns;
  if (const View* under = model_.view(view.over)) {
    columns = under->columns;
  } else {
    for (const Column& column : model_.table(view.over)->columns) columns.push_back(column.id);
  }
  std::erase_if(columns, [&](int column) {
    return std::find(view.columns.begin(), view.columns.end(), column) != view.columns.end();
  });
  if (columns.empty() || view.form == 2) return false;
  view.columns.push_back(random_.pick(columns));
  return true;
}

bool Edit::reorder_view() {
  if (model_.views.empty()) return false;
  View& view = random_.pick(model_.views);
  if (view.columns.size() < 2) return false;
  std::rotate(view.columns.begin(), view.columns.begin() + 1, view.columns.end());
  return true;
}

bool Edit::materialize() {
  if (model_.views.empty()) return false;
  View& view = random_.pick(model_.views);
  view.materialized = !view.materialized;
  view.security_barrier = false;
  return true;
}

bool Edit::index_materialized() {
  if (model_.views.empty()) return false;
  View& view = random_.pick(model_.views);
  if (!view.materialized) return false;
  view.indexed = !view.indexed;
  return true;
}

// ---- functions and triggers

bool Edit::add_function() {
  model_.functions.push_back(generator_.function(model_, static_cast<Function::Kind>(random_.below(4))));
  return true;
}

bool Edit::drop_function() {
  if (model_.functions.empty()) return false;
  const Function function = random_.pick(model_.functions);
  if (is_used(function)) return false;
  std::erase_if(model_.functions, [&](const Function& one) { return one.id == function.id; });
  return true;
}

bool Edit::change_function() {
  if (model_.functions.empty()) return false;
  Function& function = random_.pick(model_.functions);
  if (function.kind == Function::Kind::counting) return false;
  function.form = (function.form + 1) % (function.kind == Function::Kind::scalar ? 3 : 2);
  return true;
}

bool Edit::rename_parameter() {
  if (model_.functions.empty()) return false;
  Function& function = random_.pick(model_.functions);
  if (function.kind != Function::Kind::scalar) return false;
  function.parameter = generator_.new_name("a");
  return true;
}

bool Edit::add_trigger() { return generator_.add_trigger(model_); }

bool Edit::drop_trigger() {
  if (model_.triggers.empty()) return false;
  model_.triggers.pop_back();
  return true;
}

bool Edit::change_trigger() {
  if (model_.triggers.empty()) return false;
  Trigger& trigger = random_.pick(model_.triggers);
  const Table& table = *model_.table(trigger.on);
  if (trigger.column != 0 && random_.chance(50)) {
    trigger.when = !trigger.when;
  } else {
    trigger.column = trigger.column != 0 ? 0 : table.columns.front().id;
  }
  return true;
}

bool Edit::switch_trigger() {
  if (model_.triggers.empty()) return false;
  Trigger& trigger = random_.pick(model_.triggers);
  trigger.disabled = !trigger.disabled;
  return true;
}

bool Edit::comment_definition() {
  const auto change = [&](auto& list) {
    if (list.empty()) return false;
    std::string& comment = random_.pick(list).comment;
    comment = comment.empty() ? "what it's for" : random_.chance(50) ? "" : comment + " now";
    return true;
  };
  switch (random_.below(6)) {
    case 0:
      return change(model_.views);
    case 1:
      return change(model_.functions);
    case 2:
      return change(model_.triggers);
    case 3:
      return change(model_.types);
    case 4:
      return change(model_.sequences);
    default:
      return change(model_.spaces);
  }
}

}  // namespace retort::test::postgresql
