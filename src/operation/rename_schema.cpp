#include "operation/rename_schema.hpp"

#include <utility>

#include "schema/dependencies.hpp"

namespace retort {
namespace {

class SchemaRename {
 public:
  SchemaRename(const Identifier& from, const Identifier& to) : from_(from), to_(to) {}

  void operator()(ObjectName& name) const {
    if (name.schema == from_) name.schema = to_;
  }
  void operator()(std::optional<ObjectName>& name) const {
    if (name) (*this)(*name);
  }
  void operator()(ObjectKey& key) const {
    (*this)(key.name);
    if (key.kind == ObjectKind::schema && key.name.name == from_) key.name.name = to_;
  }
  void operator()(Table& table) const {
    (*this)(table.name);
    if (table.primary_key) (*this)(table.primary_key->parent);
    for (Unique& unique : table.uniques) (*this)(unique.parent);
    for (Exclusion& exclusion : table.exclusions) (*this)(exclusion.parent);
    for (ForeignKey& key : table.foreign_keys) (*this)(key.target);
    for (auto& [name, index] : table.indexes) (*this)(index.parent);
    for (ObjectName& parent : table.inherits) (*this)(parent);
    if (table.partition_of) (*this)(table.partition_of->table);
    normalize(table);
  }

 private:
  const Identifier& from_;
  const Identifier& to_;
};

}  // namespace

void rename_schema(Schema& schema, const Identifier& from, const Identifier& to) {
  const SchemaRename rename(from, to);
  std::map<ObjectName, Table> tables;
  for (auto& [name, table] : schema.tables) {
    rename(table);
    ObjectName now = table.name;
    tables.emplace(std::move(now), std::move(table));
  }
  schema.tables = std::move(tables);
  std::map<ObjectKey, Definition> definitions;
  for (auto& [key, definition] : schema.definitions) {
    rename(definition.key);
    rename(definition.on);
    ObjectKey now = definition.key;
    definitions.emplace(std::move(now), std::move(definition));
  }
  schema.definitions = std::move(definitions);
  for (DependencyEdge& edge : schema.dependencies) {
    rename(edge.object);
    rename(edge.on);
  }
  normalize(schema.dependencies);
}

}  // namespace retort
