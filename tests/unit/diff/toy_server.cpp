#include "toy_server.hpp"

#include <algorithm>

#include "operation/describe.hpp"
#include "operation/object_text.hpp"

namespace retort::test {
namespace {

ObjectKey column_key(const ObjectName& table, const Identifier& column) { return {ObjectKind::column, table, column}; }
ObjectKey default_key(const ObjectName& table, const Identifier& column) {
  return {ObjectKind::column_default, table, column};
}
ObjectKey constraint_key(const ObjectName& table, const Constraint& constraint) {
  return {ObjectKind::constraint, table, *name_of(constraint)};
}
ObjectKey index_key(const ObjectName& table, const Identifier& index) {
  return {ObjectKind::index, {table.schema, index}};
}

bool is_relation(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view || kind == ObjectKind::materialized_view ||
         kind == ObjectKind::index || kind == ObjectKind::sequence || kind == ObjectKind::enum_type ||
         kind == ObjectKind::domain || kind == ObjectKind::composite_type;
}

std::string text_of(const Definition& definition) {
  std::string text = definition.sql.canonical;
  for (const std::string& value : definition.values) text += "|" + value;
  for (const auto& [name, value] : definition.options) text += ";" + name + "=" + value;
  return text;
}

}  // namespace

ToyServer::ToyServer(const Schema& from, const Schema& to) : objects_(objects_of(from)), target_(objects_of(to)) {}

void ToyServer::add_table(const Schema& schema, const Table& table, Objects& objects) {
  const ObjectKey key{ObjectKind::table, table.name};
  objects[key] = {};
  for (const Column& column : table.columns) {
    objects[column_key(table.name, column.name)] = {column.type, {key}};
    if (column.server_default)
      objects[default_key(table.name, column.name)] = {column.server_default->canonical,
                                                       {column_key(table.name, column.name)}};
  }
  const auto add = [&](const Constraint& constraint) -> Object& {
    Object& object = objects[constraint_key(table.name, constraint)];
    object = {body_text(constraint), {key}};
    return object;
  };
  if (table.primary_key) {
    Object& object = add(*table.primary_key);
    for (const KeyPart& part : table.primary_key->columns) object.needs.insert(column_key(table.name, *part.column));
  }
  for (const Check& check : table.checks) add(check);
  for (const ForeignKey& foreign : table.foreign_keys) {
    Object& object = add(foreign);
    object.needs.insert({ObjectKind::table, foreign.target});
    const Table* target = schema.find_table(foreign.target);
    if (target != nullptr && target->primary_key)
      object.needs.insert(constraint_key(target->name, *target->primary_key));
    for (const Identifier& column : foreign.columns) object.needs.insert(column_key(table.name, column));
  }
  for (const auto& [name, index] : table.indexes) objects[index_key(table.name, name)] = {body_text(index), {key}};
}

ToyServer::Objects ToyServer::objects_of(const Schema& schema) {
  Objects objects;
  for (const auto& [name, table] : schema.tables) add_table(schema, table, objects);
  for (const auto& [key, definition] : schema.definitions) {
    objects[key] = {text_of(definition), {}};
    if (definition.on.name.empty()) continue;
    const bool is_view = schema.definitions.count({ObjectKind::view, definition.on}) != 0;
    objects[key].needs.insert({is_view ? ObjectKind::view : ObjectKind::table, definition.on});
  }
  for (auto& [key, object] : objects) {
    const ObjectKey of_schema{ObjectKind::schema, {{}, key.name.schema}};
    if (schema.definitions.count(of_schema) != 0) object.needs.insert(of_schema);
  }
  for (const DependencyEdge& edge : schema.dependencies) {
    if (objects.count(edge.object) == 0) continue;
    ObjectKey on = edge.on;
    if (on.kind == ObjectKind::column && schema.find_table(on.name) == nullptr) on = {ObjectKind::view, on.name};
    objects[edge.object].needs.insert(on);
  }
  return objects;
}

void ToyServer::refuse(const std::string& why) {
  if (refused_.empty()) refused_ = why;
}

void ToyServer::create(const ObjectKey& key) {
  const auto target = target_.find(key);
  if (target == target_.end()) return refuse("not in the target: " + key.to_string());
  if (objects_.count(key) != 0) return refuse("is there already: " + key.to_string());
  for (const auto& [other, object] : objects_) {
    if (is_relation(key.kind) && is_relation(other.kind) && other.name == key.name)
      refuse("the name is taken: " + key.to_string());
  }
  for (const ObjectKey& need : target->second.needs) {
    if (objects_.count(need) == 0)
      refuse(key.to_string() + " needs " + std::string(to_string(need.kind)) + " " + need.to_string());
  }
  objects_[key] = target->second;
}

void ToyServer::create_table(const Table& table) {
  create({ObjectKind::table, table.name});
  for (const Column& column : table.columns) create(column_key(table.name, column.name));
  for (const Column& column : table.columns) {
    if (column.server_default) create(default_key(table.name, column.name));
  }
  if (table.primary_key) create(constraint_key(table.name, *table.primary_key));
  for (const Check& check : table.checks) create(constraint_key(table.name, check));
  for (const ForeignKey& foreign : table.foreign_keys) create(constraint_key(table.name, foreign));
  for (const auto& [name, index] : table.indexes) create(index_key(table.name, name));
}

void ToyServer::drop(const std::vector<ObjectKey>& keys) {
  for (const ObjectKey& key : keys) {
    if (objects_.erase(key) == 0) refuse("is not there: " + key.to_string());
  }
  for (const auto& [other, object] : objects_) {
    for (const ObjectKey& key : keys) {
      if (object.needs.count(key) != 0)
        refuse(std::string(to_string(other.kind)) + " " + other.to_string() + " still needs " + key.to_string());
    }
  }
}

void ToyServer::drop_table(const ObjectName& table) {
  std::vector<ObjectKey> keys;
  for (const auto& [key, object] : objects_) {
    const bool is_part = key.kind == ObjectKind::table || key.kind == ObjectKind::column ||
                         key.kind == ObjectKind::column_default || key.kind == ObjectKind::constraint;
    if (is_part && key.name == table) keys.push_back(key);
    if (key.kind == ObjectKind::index && object.needs.count({ObjectKind::table, table}) != 0) keys.push_back(key);
  }
  drop(keys);
}

void ToyServer::alter(const ObjectKey& key) {
  const auto target = target_.find(key);
  if (target == target_.end() || objects_.count(key) == 0) return refuse("can't be altered: " + key.to_string());
  for (const ObjectKey& need : target->second.needs) {
    if (objects_.count(need) == 0) refuse(key.to_string() + " comes to need " + need.to_string());
  }
  objects_[key] = target->second;
}

void ToyServer::take(const Operation& operation) {
  if (const auto* o = std::get_if<CreateTable>(&operation)) return create_table(o->table);
  if (const auto* o = std::get_if<DropTable>(&operation)) return drop_table(o->table.name);
  if (const auto* o = std::get_if<CreateDefinition>(&operation)) return create(o->definition.key);
  if (const auto* o = std::get_if<DropDefinition>(&operation)) return drop({o->definition.key});
  if (const auto* o = std::get_if<AlterDefinition>(&operation)) return alter(o->to.key);
  if (const auto* o = std::get_if<AddConstraint>(&operation)) return create(constraint_key(o->table, o->constraint));
  if (const auto* o = std::get_if<DropConstraint>(&operation)) return drop({constraint_key(o->table, o->constraint)});
  if (const auto* o = std::get_if<AlterConstraint>(&operation)) return alter(constraint_key(o->table, o->to));
  if (const auto* o = std::get_if<CreateIndex>(&operation)) return create(index_key(o->table, o->index.name));
  if (const auto* o = std::get_if<DropIndex>(&operation)) return drop({index_key(o->table, o->index.name)});
  if (const auto* o = std::get_if<AddColumn>(&operation)) {
    create(column_key(o->table, o->column.name));
    if (o->column.server_default) create(default_key(o->table, o->column.name));
    return;
  }
  if (const auto* o = std::get_if<DropColumn>(&operation)) {
    std::vector<ObjectKey> keys{column_key(o->table, o->column.name)};
    if (objects_.count(default_key(o->table, o->column.name)) != 0)
      keys.push_back(default_key(o->table, o->column.name));
    return drop(keys);
  }
  if (const auto* o = std::get_if<AlterColumn>(&operation)) {
    const ObjectKey of_default = default_key(o->table, o->to.name);
    if (o->from.server_default && !o->to.server_default) drop({of_default});
    if (o->from.type != o->to.type) {
      const ObjectKey column = column_key(o->table, o->to.name);
      for (const auto& [other, object] : objects_) {
        if (other.kind == ObjectKind::view && object.needs.count(column) != 0)
          refuse("view " + other.to_string() + " is in the way of " + column.to_string());
      }
      alter(column);
    }
    if (!o->from.server_default && o->to.server_default) create(of_default);
    if (o->from.server_default && o->to.server_default && o->from.server_default != o->to.server_default)
      alter(of_default);
    return;
  }
  refuse("an operation that the toy server has no idea of");
}

std::string ToyServer::run(const OperationList& operations) {
  for (const Operation& operation : operations) {
    take(operation);
    if (!refused_.empty()) return describe(operation) + ": " + refused_;
  }
  return "";
}

std::string ToyServer::unlike_target() const {
  std::string text;
  for (const auto& [key, object] : objects_) {
    const auto target = target_.find(key);
    if (target == target_.end())
      text += "left over: " + key.to_string() + "\n";
    else if (target->second.text != object.text || target->second.needs != object.needs)
      text += "not as in the target: " + key.to_string() + "\n";
  }
  for (const auto& [key, object] : target_) {
    if (objects_.count(key) == 0) text += "missing: " + key.to_string() + "\n";
  }
  return text;
}

}  // namespace retort::test
