#include "operation/inheritance.hpp"

namespace retort {

std::vector<ObjectName> parents_of(const Table& table) {
  if (table.partition_of) return {table.partition_of->table};
  return table.inherits;
}

std::map<ObjectName, std::vector<ObjectName>> children_by_parent(const Schema& schema) {
  std::map<ObjectName, std::vector<ObjectName>> children;
  for (const auto& [name, table] : schema.tables) {
    for (const ObjectName& parent : parents_of(table)) children[parent].push_back(name);
  }
  return children;
}

Column inherited_from(const Column& of_parent) {
  Column column = of_parent;
  column.inherited = true;
  column.comment.clear();
  std::erase_if(column.options, [](const auto& option) {
    const std::string_view word = split_option(option.first).first;
    return word == "identity" || word == "privileges" || word == "statistics" || word == "parameter";
  });
  return column;
}

Column inherited_change(const Column& of_child, const Column& from, const Column& to) {
  Column column = of_child;
  if (from.type != to.type) column.type = to.type;
  if (from.collation != to.collation) column.collation = to.collation;
  if (from.not_null != to.not_null) column.not_null = to.not_null;
  if (from.not_null && !to.not_null) {
    column.not_null_name.reset();
    std::erase_if(column.options, [](const auto& option) { return split_option(option.first).first == "not null"; });
  }
  if (from.not_null_name != to.not_null_name) column.not_null_name = to.not_null_name;
  if (from.server_default != to.server_default) column.server_default = to.server_default;
  if (from.generated != to.generated) column.generated = to.generated;
  return column;
}

}  // namespace retort
