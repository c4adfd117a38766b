#include "diff/privileges.hpp"

#include <algorithm>

namespace retort {
namespace {

bool is_privilege(const std::string& option) { return option == "owner" || option.starts_with("privileges:"); }

bool any_privilege(const Options& options) {
  return std::any_of(options.begin(), options.end(), [](const auto& entry) { return is_privilege(entry.first); });
}

void take_privileges(const Options* from, Options& to) {
  std::erase_if(to, [](const auto& entry) { return is_privilege(entry.first); });
  if (from == nullptr) return;
  for (const auto& [name, value] : *from) {
    if (is_privilege(name)) to.emplace(name, value);
  }
}

}  // namespace

bool has_privileges(const Schema& schema) {
  for (const auto& [name, table] : schema.tables) {
    if (any_privilege(table.options)) return true;
    for (const Column& column : table.columns) {
      if (any_privilege(column.options)) return true;
    }
  }
  return std::any_of(schema.definitions.begin(), schema.definitions.end(), [](const auto& entry) {
    return entry.first.kind == ObjectKind::default_privileges || any_privilege(entry.second.options);
  });
}

Schema with_privileges_of(const Schema& from, const Schema& to) {
  Schema result = to;
  for (auto& [name, table] : result.tables) {
    const Table* source = from.find_table(name);
    take_privileges(source == nullptr ? nullptr : &source->options, table.options);
    for (Column& column : table.columns) {
      const Column* source_column = source == nullptr ? nullptr : source->find_column(column.name);
      take_privileges(source_column == nullptr ? nullptr : &source_column->options, column.options);
    }
  }
  const auto is_default = [](const auto& entry) { return entry.first.kind == ObjectKind::default_privileges; };
  std::erase_if(result.definitions, is_default);
  for (auto& [key, definition] : result.definitions) {
    const auto source = from.definitions.find(key);
    take_privileges(source == from.definitions.end() ? nullptr : &source->second.options, definition.options);
  }
  for (const auto& entry : from.definitions) {
    if (is_default(entry)) result.definitions.insert(entry);
  }
  return result;
}

}  // namespace retort
