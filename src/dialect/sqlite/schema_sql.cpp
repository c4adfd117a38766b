#include "dialect/sqlite/schema_sql.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "dialect/sqlite/ddl.hpp"
#include "schema/dependencies.hpp"

namespace retort::sqlite {
namespace {

/// Depth first, in the order of names: what `before` names of an object comes out earlier, except in a cycle.
class Sorter {
 public:
  using Before = std::function<std::vector<ObjectName>(const ObjectName&)>;
  explicit Sorter(Before before) : before_(std::move(before)) {}

  void add(const ObjectName& name) {
    if (!seen_.insert(name).second) return;
    for (const ObjectName& other : before_(name)) add(other);
    sorted_.push_back(name);
  }
  const std::vector<ObjectName>& sorted() const { return sorted_; }

 private:
  Before before_;
  std::set<ObjectName> seen_;
  std::vector<ObjectName> sorted_;
};

void add_tables(const Schema& schema, std::vector<std::string>& statements) {
  Sorter sorter([&](const ObjectName& name) {
    std::vector<ObjectName> parents;
    for (const ForeignKey& key : schema.tables.at(name).foreign_keys) {
      if (schema.tables.contains(key.target)) parents.push_back(key.target);
    }
    std::sort(parents.begin(), parents.end());
    return parents;
  });
  for (const auto& [name, table] : schema.tables) sorter.add(name);
  for (const ObjectName& name : sorter.sorted()) {
    const Table& table = schema.tables.at(name);
    statements.push_back(write_create_table(table));
    for (const auto& [index_name, index] : table.indexes) statements.push_back(write_create_index(name, index));
  }
}

std::vector<const Definition*> definitions_of(const Schema& schema, ObjectKind kind) {
  std::vector<const Definition*> found;
  for (const auto& [key, definition] : schema.definitions) {
    if (key.kind == kind) found.push_back(&definition);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->ordinal < b->ordinal; });
  return found;
}

void add_views(const Schema& schema, std::vector<std::string>& statements) {
  const auto find = [&](const ObjectName& name) -> const Definition* {
    const auto found = schema.definitions.find({ObjectKind::view, name});
    return found == schema.definitions.end() ? nullptr : &found->second;
  };
  Sorter sorter([&](const ObjectName& name) {
    std::vector<ObjectName> read;
    const auto [first, last] = needs_of(schema, {ObjectKind::view, name});
    for (auto need = first; need != last; ++need) {
      if (need->on.kind == ObjectKind::view && find(need->on.name) != nullptr) read.push_back(need->on.name);
    }
    return read;
  });
  for (const Definition* view : definitions_of(schema, ObjectKind::view)) sorter.add(view->key.name);
  for (const ObjectName& name : sorter.sorted()) statements.push_back(find(name)->sql.text);
}

}  // namespace

std::vector<std::string> render_schema(const Schema& schema) {
  std::vector<std::string> statements;
  add_tables(schema, statements);
  for (const Definition* table : definitions_of(schema, ObjectKind::virtual_table))
    statements.push_back(table->sql.text);
  add_views(schema, statements);
  for (const Definition* trigger : definitions_of(schema, ObjectKind::trigger)) statements.push_back(trigger->sql.text);
  return statements;
}

}  // namespace retort::sqlite
