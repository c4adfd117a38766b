#include "diff/privileges.hpp"

#include <algorithm>

#include "operation/sequence_owner.hpp"

namespace retort {
namespace {

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

/// A schema that is always there is listed only where something is set on it.
void keep_default_schema(const Schema& from, Schema& to, const Lexicon& lexicon) {
  if (lexicon.default_schema.empty()) return;
  const ObjectKey key{ObjectKind::schema, {{}, Identifier(std::string(lexicon.default_schema))}};
  const auto source = from.definitions.find(key);
  const auto target = to.definitions.find(key);
  if (target != to.definitions.end() && source == from.definitions.end() && target->second.options.empty()) {
    to.definitions.erase(target);
  } else if (target == to.definitions.end() && source != from.definitions.end()) {
    Definition& kept = to.definitions.emplace(key, source->second).first->second;
    std::erase_if(kept.options, [](const auto& entry) { return !is_privilege(entry.first); });
  }
}

/// The owner of a sequence is that of the table whose column owns it: ALTER TABLE … OWNER takes it along, and ALTER
/// SEQUENCE is refused (SQLSTATE 0A000).
bool follows_its_table(const Definition& from, const Definition& to, const Lexicon& lexicon) {
  const std::optional<ObjectKey> owner = owning_column(to, lexicon);
  return owner && owner == owning_column(from, lexicon) && option(from.options, "owner") != option(to.options, "owner");
}

}  // namespace

bool is_privilege(const std::string& option) { return option == "owner" || option.starts_with("privileges:"); }

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

void leave_out_owners(Schema& schema) {
  for (auto& [name, table] : schema.tables) table.options.erase("owner");
  for (auto& [key, definition] : schema.definitions) definition.options.erase("owner");
}

std::optional<Schema> with_owners_that_follow(const Schema& from, const Schema& to, const Lexicon& lexicon) {
  std::optional<Schema> result;
  const auto first = to.definitions.lower_bound({ObjectKind::sequence, {}});
  for (auto at = first; at != to.definitions.end() && at->first.kind == ObjectKind::sequence; ++at) {
    const auto source = from.definitions.find(at->first);
    if (source == from.definitions.end() || !follows_its_table(source->second, at->second, lexicon)) continue;
    if (!result) result = from;
    result->definitions.at(at->first).options["owner"] = option(at->second.options, "owner");
  }
  return result;
}

std::optional<Schema> with_default_schema_of(const Schema& other, const Schema& schema, const Lexicon& lexicon) {
  if (lexicon.default_schema.empty()) return std::nullopt;
  const ObjectKey key{ObjectKind::schema, {{}, Identifier(std::string(lexicon.default_schema))}};
  if (!other.definitions.contains(key) || schema.definitions.contains(key)) return std::nullopt;
  std::optional<Schema> result = schema;
  result->definitions[key].key = key;
  return result;
}

Schema with_privileges_of(const Schema& from, const Schema& to, const Lexicon& lexicon) {
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
  keep_default_schema(from, result, lexicon);
  return result;
}

}  // namespace retort
