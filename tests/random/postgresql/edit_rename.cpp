// Renames and moves of what is neither table nor column.
#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {

template <class T>
bool Edit::rename_one(std::vector<T>& list, const char* kind) {
  if (list.empty()) return false;
  random_.pick(list).name = generator_.new_name(kind);
  return true;
}

bool Edit::rename_space() { return rename_one(model_.spaces, "s"); }
bool Edit::rename_type() { return rename_one(model_.types, "y"); }
bool Edit::rename_sequence() { return rename_one(model_.sequences, "q"); }
bool Edit::rename_view() { return rename_one(model_.views, "v"); }
bool Edit::rename_function() { return rename_one(model_.functions, "f"); }
bool Edit::rename_trigger() { return rename_one(model_.triggers, "tr"); }
bool Edit::rename_policy() { return rename_one(any_table().policies, "po"); }
bool Edit::rename_partition() { return rename_one(any_table().partitions, "p"); }
bool Edit::rename_index() {
  Table& table = any_table();
  return rename_one(table.indexes, "i");
}

bool Edit::rename_label() {
  if (model_.types.empty()) return false;
  UserType& type = random_.pick(model_.types);
  const UserType* old = pair_.before.type(type.id);
  // Rows hold the first two. A label that is new is none that has another name.
  if (type.kind != UserType::Kind::enumeration || type.labels.size() < 3 || old == nullptr) return false;
  if (type.labels != old->labels) return false;
  const int at = 2 + random_.below(static_cast<int>(type.labels.size()) - 2);
  std::string& label = type.labels[static_cast<std::size_t>(at)];
  const std::string name = "renamed " + std::to_string(generator_.new_id());
  renamed_labels_.push_back({type.id, label, name});
  label = name;
  return true;
}

bool Edit::move_table() {
  Table& table = any_table();
  const Space& space = random_.pick(model_.spaces);
  // Partitions stay where they are.
  if (table.space == space.id || table.parts != Table::Parts::none) return false;
  table.space = space.id;
  for (Sequence& sequence : model_.sequences)
    if (sequence.owner_table == table.id) sequence.space = space.id;
  return true;
}

bool Edit::move_definition() {
  const int space = random_.pick(model_.spaces).id;
  const auto move = [&](auto& list) {
    if (list.empty()) return false;
    auto& one = random_.pick(list);
    if (one.space == space) return false;
    one.space = space;
    return true;
  };
  switch (random_.below(4)) {
    case 0:
      return move(model_.views);
    case 1:
      return move(model_.functions);
    case 2:
      return move(model_.types);
    default:
      if (model_.sequences.empty()) return false;
      Sequence& sequence = random_.pick(model_.sequences);
      if (sequence.owner_table != 0 || sequence.space == space) return false;
      sequence.space = space;
      return true;
  }
}

}  // namespace retort::test::postgresql
