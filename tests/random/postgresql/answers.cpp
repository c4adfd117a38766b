// What the pair says of renames, and of values for rows that exist.
#include <algorithm>

#include "dialect/postgresql/lexicon.hpp"
#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {
namespace {

Identifier identifier(const std::string& name) { return retort::postgresql::lexicon().identifier(name); }

ObjectName name_in(const Model& model, int space, const std::string& name) {
  return {identifier(Model::find(model.spaces, space)->name), identifier(name)};
}
ObjectName name_of(const Model& model, const Table& table) { return name_in(model, table.space, table.name); }

ObjectKind kind_of(const UserType& type) {
  constexpr ObjectKind kKinds[] = {ObjectKind::enum_type, ObjectKind::domain, ObjectKind::composite_type};
  return kKinds[static_cast<int>(type.kind)];
}

ObjectKey key_of(const Model& model, const UserType& type) {
  return {kind_of(type), name_in(model, type.space, type.name)};
}
ObjectKey key_of(const Model& model, const Sequence& sequence) {
  return {ObjectKind::sequence, name_in(model, sequence.space, sequence.name)};
}
ObjectKey key_of(const Model& model, const View& view) {
  return {view.materialized ? ObjectKind::materialized_view : ObjectKind::view, name_in(model, view.space, view.name)};
}
ObjectKey key_of(const Model& model, const Function& function) {
  return {ObjectKind::function, name_in(model, function.space, function.name),
          Identifier(function.kind == Function::Kind::scalar ? "(text)" : "()")};
}
ObjectKey key_of(const Model& model, const Table& table) { return {ObjectKind::table, name_of(model, table)}; }

class Writer {
 public:
  Writer(const Model& before, const Model& after, Answers& answers)
      : before_(before), after_(after), answers_(answers) {}

  void run() {
    for (const Space& space : after_.spaces) {
      const Space* old = Model::find(before_.spaces, space.id);
      if (old != nullptr && old->name != space.name)
        say({ObjectKind::schema, {{}, identifier(old->name)}}, {ObjectKind::schema, {{}, identifier(space.name)}});
    }
    renamed(before_.tables, after_.tables);
    for (const Table& table : after_.tables) {
      if (const Table* old = before_.table(table.id)) of_table(*old, table);
    }
    renamed(before_.types, after_.types);
    renamed(before_.sequences, after_.sequences);
    renamed(before_.views, after_.views);
    renamed(before_.functions, after_.functions);
    for (const Trigger& trigger : after_.triggers) {
      const Trigger* old = Model::find(before_.triggers, trigger.id);
      if (old != nullptr && old->on == trigger.on) part(ObjectKind::trigger, *after_.table(trigger.on), *old, trigger);
    }
  }

 private:
  void say(ObjectKey from, ObjectKey to) { answers_.renames.emplace_back(std::move(from), std::move(to), true); }

  template <class T>
  void renamed(const std::vector<T>& before, const std::vector<T>& after) {
    for (const T& one : after) {
      const T* old = Model::find(before, one.id);
      if (old == nullptr || (old->name == one.name && old->space == one.space)) continue;
      // The server moves it with its table, and a new name is certain.
      if constexpr (requires { one.owner_table; }) {
        if (one.owner_table != 0) continue;
      }
      const ObjectKey from = key_of(before_, *old), to = key_of(after_, one);
      if (from.kind == to.kind) say(from, to);  // a view that turns materialised is another one
    }
  }

  /// Of a trigger or policy: named with its table's new name on both sides.
  template <class T>
  void part(ObjectKind kind, const Table& table, const T& before, const T& after) {
    if (before.name == after.name) return;
    say({kind, name_in(after_, table.space, before.name), identifier(table.name)},
        {kind, name_in(after_, table.space, after.name), identifier(table.name)});
  }

  void of_table(const Table& before, const Table& after) {
    for (const Column& column : after.columns) {
      const Column* old = before.find(column.id);
      if (old == nullptr || old->name == column.name) continue;
      const ObjectName table = name_of(after_, after);
      answers_.renames.push_back({table, identifier(old->name), identifier(column.name), true});
    }
    for (const Policy& policy : after.policies) {
      if (const Policy* old = Model::find(before.policies, policy.id)) part(ObjectKind::policy, after, *old, policy);
    }
    of_partitions(before.partitions, after.partitions, before, after);
  }

  void of_partitions(const std::vector<Partition>& before, const std::vector<Partition>& after, const Table& old_table,
                     const Table& table) {
    for (const Partition& partition : after) {
      const Partition* old = Model::find(before, partition.id);
      if (old == nullptr) continue;
      if (old->name != partition.name)
        say({ObjectKind::table, name_in(before_, old_table.space, old->name)},
            {ObjectKind::table, name_in(after_, table.space, partition.name)});
      of_partitions(old->parts, partition.parts, old_table, table);
    }
  }

  const Model& before_;
  const Model& after_;
  Answers& answers_;
};

}  // namespace

void Edit::write_answers() {
  Answers& answers = pair_.answers;
  answers.no_renames = true;
  Writer(pair_.before, model_, answers).run();
  for (const auto& [type_id, from, to] : renamed_labels_) {
    const UserType* type = model_.type(type_id);
    if (type == nullptr || std::find(type->labels.begin(), type->labels.end(), to) == type->labels.end()) continue;
    const ObjectName name = name_in(model_, type->space, type->name);
    answers.renames.emplace_back(ObjectKey{ObjectKind::enum_label, name, Identifier(from)},
                                 ObjectKey{ObjectKind::enum_label, name, Identifier(to)}, true);
  }
  for (const auto& [table_id, column_id] : values_) {
    const Table* table = model_.table(table_id);
    const Model* model = &model_;
    if (table == nullptr) continue;
    const Column* column = table->find(column_id);
    if (column == nullptr) {
      model = &pair_.before;
      column = source(*table, column_id);
    }
    if (column == nullptr) continue;
    answers.existing.push_back({name_of(model_, *table), identifier(column->name), model->literal(*column, 3)});
  }
}

}  // namespace retort::test::postgresql
