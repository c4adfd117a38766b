#include <nlohmann/json.hpp>

#include "operation/describe.hpp"
#include "operation/loss.hpp"
#include "schema/json.hpp"

namespace retort {
namespace {

using Json = nlohmann::ordered_json;

/// Written inside an otherwise empty table: the one spelling of an index or a constraint is a table's.
Json index_json(const Index& index) {
  Table owner;
  owner.indexes.emplace(index.name, index);
  return retort::to_json(owner).at("indexes").front();
}

struct ConstraintJson {
  Json operator()(const PrimaryKey& c) const { return written("primary_key", &Table::primary_key, c); }
  Json operator()(const Unique& c) const { return written("unique", &Table::uniques, c); }
  Json operator()(const ForeignKey& c) const { return written("foreign_key", &Table::foreign_keys, c); }
  Json operator()(const Check& c) const { return written("check", &Table::checks, c); }
  Json operator()(const Exclusion& c) const { return written("exclusion", &Table::exclusions, c); }

 private:
  template <class T>
  static Json written(const char* kind, std::vector<T> Table::*member, const T& constraint) {
    Table owner;
    (owner.*member).push_back(constraint);
    return with_kind(kind, owner, member);
  }
  static Json written(const char* kind, std::optional<PrimaryKey> Table::*member, const PrimaryKey& key) {
    Table owner;
    owner.*member = key;
    return with_kind(kind, owner, member);
  }
  template <class Member>
  static Json with_kind(const char* kind, const Table& owner, Member) {
    Json result{{"kind", kind}};
    const Json written = retort::to_json(owner);  // items() refers to it
    for (const auto& [field, value] : written.items()) {
      if (field == "name" || value.empty()) continue;
      result.update(value.is_array() ? value.front() : value);
    }
    return result;
  }
};

Json names(const std::vector<Identifier>& identifiers) {
  Json result = Json::array();
  for (const Identifier& identifier : identifiers) result.push_back(identifier.text());
  return result;
}

Json names(const std::vector<ObjectName>& objects) {
  Json result = Json::array();
  for (const ObjectName& name : objects) result.push_back(name.to_string());
  return result;
}

struct OperationJson {
  Json operator()(const CreateTable& o) const { return {{"operation", "create_table"}, {"table", to_json(o.table)}}; }
  Json operator()(const DropTable& o) const {
    return {{"operation", "drop_table"}, {"table", o.table.name.to_string()}};
  }
  Json operator()(const RenameTable& o) const {
    return {{"operation", "rename_table"}, {"from", o.from.to_string()}, {"to", o.to.to_string()}};
  }
  Json operator()(const AlterTableOptions& o) const {
    return {{"operation", "alter_table_options"}, {"table", o.table.to_string()}, {"from", o.from}, {"to", o.to}};
  }
  Json operator()(const AlterInheritance& o) const {
    return {{"operation", "alter_inheritance"},
            {"table", o.table.to_string()},
            {"from", names(o.from)},
            {"to", names(o.to)}};
  }
  Json operator()(const AttachPartition& o) const { return partition("attach_partition", o.table, o.of); }
  Json operator()(const DetachPartition& o) const { return partition("detach_partition", o.table, o.of); }
  Json operator()(const AddColumn& o) const {
    Json json{{"operation", "add_column"}, {"table", o.table.to_string()}, {"column", to_json(o.column)}};
    if (o.existing) json["existing"] = *o.existing;
    if (o.todo) json["todo"] = true;
    return json;
  }
  Json operator()(const DropColumn& o) const {
    return {{"operation", "drop_column"}, {"table", o.table.to_string()}, {"column", to_json(o.column)}};
  }
  Json operator()(const RenameColumn& o) const {
    return {
        {"operation", "rename_column"}, {"table", o.table.to_string()}, {"from", o.from.text()}, {"to", o.to.text()}};
  }
  Json operator()(const AlterColumn& o) const {
    Json json{{"operation", "alter_column"},
              {"table", o.table.to_string()},
              {"from", to_json(o.from)},
              {"to", to_json(o.to)}};
    if (o.existing) json["existing"] = *o.existing;
    return json;
  }
  Json operator()(const ReorderColumns& o) const {
    return {
        {"operation", "reorder_columns"}, {"table", o.table.to_string()}, {"from", names(o.from)}, {"to", names(o.to)}};
  }
  Json operator()(const AddConstraint& o) const { return constraint("add_constraint", o.table, o.constraint); }
  Json operator()(const DropConstraint& o) const { return constraint("drop_constraint", o.table, o.constraint); }
  Json operator()(const AlterConstraint& o) const {
    return {{"operation", "alter_constraint"},
            {"table", o.table.to_string()},
            {"from", std::visit(ConstraintJson{}, o.from)},
            {"to", std::visit(ConstraintJson{}, o.to)}};
  }
  Json operator()(const CreateIndex& o) const {
    return {{"operation", "create_index"}, {"table", o.table.to_string()}, {"index", index_json(o.index)}};
  }
  Json operator()(const DropIndex& o) const {
    return {{"operation", "drop_index"}, {"table", o.table.to_string()}, {"index", index_json(o.index)}};
  }
  Json operator()(const AlterIndex& o) const {
    return {{"operation", "alter_index"},
            {"table", o.table.to_string()},
            {"from", index_json(o.from)},
            {"to", index_json(o.to)}};
  }
  Json operator()(const CreateDefinition& o) const {
    return {{"operation", "create_definition"}, {"definition", to_json(o.definition)}};
  }
  Json operator()(const DropDefinition& o) const {
    return {{"operation", "drop_definition"}, {"definition", to_json(o.definition)}};
  }
  Json operator()(const AlterDefinition& o) const {
    return {{"operation", "alter_definition"}, {"from", to_json(o.from)}, {"to", to_json(o.to)}};
  }
  Json operator()(const RenameObject& o) const {
    return {{"operation", "rename_object"},
            {"kind", to_string(o.from.kind)},
            {"from", o.from.to_string()},
            {"to", o.to.to_string()}};
  }
  Json operator()(const RebuildTable& o) const {
    Json copies = Json::array();
    for (const RebuildTable::Copy& copy : o.copies)
      copies.push_back({{"to", copy.to.text()}, {"expression", copy.expression}});
    return {{"operation", "rebuild_table"}, {"from", to_json(o.from)}, {"to", to_json(o.to)}, {"copies", copies}};
  }
  Json operator()(const Execute& o) const { return {{"operation", "execute"}, {"sql", o.sql}, {"data", o.data}}; }

 private:
  static Json partition(const char* operation, const ObjectName& table, const PartitionOf& of) {
    return {{"operation", operation}, {"table", table.to_string()}, {"of", of.table.to_string()}, {"bound", of.bound}};
  }
  static Json constraint(const char* operation, const ObjectName& table, const Constraint& constraint) {
    return {{"operation", operation},
            {"table", table.to_string()},
            {"constraint", std::visit(ConstraintJson{}, constraint)}};
  }
};

}  // namespace

nlohmann::ordered_json to_json(const Operation& operation) {
  Json json = std::visit(OperationJson{}, operation);
  json["description"] = describe(operation);
  for (const Loss& loss : losses(operation)) json["loses"].push_back(loss.what);
  return json;
}

}  // namespace retort
