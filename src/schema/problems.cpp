#include "schema/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"

namespace retort {
namespace {

using Names = std::set<Identifier>;

Names names_of(const std::vector<KeyPart>& parts) {
  Names names;
  for (const KeyPart& part : parts) {
    if (part.column) names.insert(*part.column);
  }
  return names;
}

/// A parent key is the primary key, or a unique constraint or index over exactly its columns; a partial one, or one on
/// expressions, does not serve (https://www.sqlite.org/foreignkeys.html#fk_indexes).
bool has_unique_key(const Table& table, const Names& columns) {
  if (table.primary_key && names_of(table.primary_key->columns) == columns) return true;
  const bool constraint = std::any_of(table.uniques.begin(), table.uniques.end(),
                                      [&](const Unique& unique) { return names_of(unique.columns) == columns; });
  return constraint || std::any_of(table.indexes.begin(), table.indexes.end(), [&](const auto& entry) {
           const Index& index = entry.second;
           return index.unique && !index.where && index.parts.size() == columns.size() &&
                  names_of(index.parts) == columns;
         });
}

std::string joined(const std::vector<Identifier>& names) {
  std::vector<std::string> texts;
  for (const Identifier& name : names) texts.push_back(name.text());
  return join(texts, ", ");
}

/// "" where the key can work.
std::string problem(const Schema& schema, const ForeignKey& key) {
  const Table* target = schema.find_table(key.target);
  if (target == nullptr) return fmt::format("there is no table '{}'", key.target.to_string());
  if (key.target_columns.empty()) {
    const std::size_t parts = target->primary_key ? target->primary_key->columns.size() : 0;
    if (parts == key.columns.size()) return "";
    return fmt::format("the primary key of table '{}' has {} columns", key.target.to_string(), parts);
  }
  for (const Identifier& column : key.target_columns) {
    if (target->find_column(column) == nullptr) {
      return fmt::format("table '{}' has no column '{}'", key.target.to_string(), column.text());
    }
  }
  if (has_unique_key(*target, Names(key.target_columns.begin(), key.target_columns.end()))) return "";
  return fmt::format("no primary key, unique constraint or full unique index of table '{}' is on ({})",
                     key.target.to_string(), joined(key.target_columns));
}

}  // namespace

std::vector<std::string> problems(const Schema& schema) {
  std::vector<std::string> found;
  for (const auto& [name, table] : schema.tables) {
    for (const ForeignKey& key : table.foreign_keys) {
      const std::string what = problem(schema, key);
      if (what.empty()) continue;
      found.push_back(
          fmt::format("foreign key ({}) of table '{}' can't work: {}", joined(key.columns), name.to_string(), what));
    }
  }
  for (const auto& [key, definition] : schema.definitions) {
    if (!definition.broken) continue;
    found.push_back(fmt::format("{} '{}' can't work: it names a table or column that does not exist",
                                to_string(key.kind), key.name.to_string()));
  }
  return found;
}

}  // namespace retort
