#include "state/spelling.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "diff/privileges.hpp"

namespace retort {
namespace {

ObjectKey key_of(const Table& table) { return {ObjectKind::table, table.name}; }

bool differ(const std::optional<Expression>& a, const std::optional<Expression>& b) { return a && b && !(*a == *b); }

bool differ(const Column& a, const Column& b) {
  if (differ(a.server_default, b.server_default)) return true;
  return a.generated && b.generated && !(a.generated->expression == b.generated->expression);
}

/// Of two lists, the ones of the same name. Unnamed ones can't be told apart: any difference counts.
template <class Part, class Differ>
bool any_differs(const std::vector<Part>& a, const std::vector<Part>& b, Differ differs) {
  return std::any_of(a.begin(), a.end(), [&](const Part& one) {
    const auto other = std::find_if(b.begin(), b.end(), [&](const Part& each) { return each.name == one.name; });
    return other != b.end() && differs(one, *other);
  });
}

bool differ(const std::map<Identifier, Index>& a, const std::map<Identifier, Index>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
    const auto other = b.find(entry.first);
    return other != b.end() && !(entry.second == other->second);
  });
}

bool differ(const Table& a, const Table& b) {
  return any_differs(a.columns, b.columns, [](const Column& x, const Column& y) { return differ(x, y); }) ||
         any_differs(a.checks, b.checks,
                     [](const Check& x, const Check& y) { return !(x.expression == y.expression); }) ||
         any_differs(a.exclusions, b.exclusions,
                     [](const Exclusion& x, const Exclusion& y) { return !(x.definition == y.definition); }) ||
         differ(a.indexes, b.indexes) || differ(a.partition_by, b.partition_by) ||
         (a.partition_of && b.partition_of && a.partition_of->bound != b.partition_of->bound);
}

bool is_part_of_relation(ObjectKind kind) {
  return kind == ObjectKind::column || kind == ObjectKind::column_default || kind == ObjectKind::constraint;
}

/// Collects what the objects can't be there without.
class PartReader {
 public:
  explicit PartReader(const Schema& schema) : schema_(schema) {
    for (const auto& [name, table] : schema.tables) {
      owner_.emplace(name, key_of(table));
      for (const auto& [index_name, index] : table.indexes)
        owner_of_index_.emplace(ObjectName{name.schema, index_name}, key_of(table));
    }
    for (const auto& [key, definition] : schema.definitions) {
      if (key.kind == ObjectKind::schema || !key.part.empty()) continue;
      owner_.emplace(key.name, key);  // a table's row type and a view's have its name, too
      for (const auto& [index_name, index] : definition.indexes)
        owner_of_index_.emplace(ObjectName{key.name.schema, index_name}, key);
    }
    for (const DependencyEdge& edge : schema.dependencies) needs_[whole(edge.object)].push_back(whole(edge.on));
  }

  Schema read(const std::set<ObjectKey>& objects) {
    for (const ObjectKey& object : objects) take(object);
    while (!open_.empty()) {
      const ObjectKey next = open_.back();
      open_.pop_back();
      for (const ObjectKey& need : needs_[next]) take(need);
    }
    leave_out();
    return std::move(part_);
  }

 private:
  /// The object that this is or belongs to.
  ObjectKey whole(const ObjectKey& key) const {
    const auto& owners = key.kind == ObjectKind::index ? owner_of_index_ : owner_;
    if (key.kind != ObjectKind::index && !is_part_of_relation(key.kind)) return key;
    const auto found = owners.find(key.name);
    return found == owners.end() ? key : found->second;
  }

  void take(const ObjectKey& key) {
    if (!met_.insert(key).second) return;
    if (const Table* table = key.kind == ObjectKind::table ? schema_.find_table(key.name) : nullptr) {
      part_.tables.emplace(key.name, *table);
      for (const ObjectName& parent : table->inherits) take({ObjectKind::table, parent});
      if (table->partition_of) take({ObjectKind::table, table->partition_of->table});
    } else if (const auto found = schema_.definitions.find(key); found != schema_.definitions.end()) {
      part_.definitions.emplace(key, found->second);
      if (!found->second.on.name.empty()) take(whole({ObjectKind::column, found->second.on}));
    } else {
      return;
    }
    if (!key.name.schema.empty()) take({ObjectKind::schema, ObjectName{{}, key.name.schema}});
    open_.push_back(key);
  }

  void leave_out() {
    for (auto& [name, table] : part_.tables)
      std::erase_if(table.foreign_keys, [&](const ForeignKey& key) { return !part_.tables.contains(key.target); });
    for (auto& [key, definition] : part_.definitions)
      if (key.kind == ObjectKind::sequence) definition.options.erase("owned by");
    part_ = with_privileges_of({}, part_);
    for (const DependencyEdge& edge : schema_.dependencies)
      if (met_.contains(whole(edge.object)) && met_.contains(whole(edge.on))) part_.dependencies.push_back(edge);
  }

  const Schema& schema_;
  std::map<ObjectName, ObjectKey> owner_;
  std::map<ObjectName, ObjectKey> owner_of_index_;
  std::map<ObjectKey, std::vector<ObjectKey>> needs_;
  std::set<ObjectKey> met_;
  std::vector<ObjectKey> open_;
  Schema part_;
};

void take_texts(Table& table, const Table& from) {
  for (Column& column : table.columns) {
    const Column* other = from.find_column(column.name);
    if (other == nullptr) continue;
    if (column.server_default && other->server_default) column.server_default = other->server_default;
    if (column.generated && other->generated) column.generated->expression = other->generated->expression;
  }
  const auto take_named = [](auto& parts, const auto& others, auto take) {
    for (auto& part : parts) {
      const auto other = std::find_if(others.begin(), others.end(),
                                      [&](const auto& each) { return part.name && each.name == part.name; });
      if (other != others.end()) take(part, *other);
    }
  };
  take_named(table.checks, from.checks, [](Check& to, const Check& check) { to.expression = check.expression; });
  take_named(table.exclusions, from.exclusions,
             [](Exclusion& to, const Exclusion& exclusion) { to.definition = exclusion.definition; });
  for (auto& [name, index] : table.indexes) {
    const auto other = from.indexes.find(name);
    if (other == from.indexes.end()) continue;
    const bool invalid = index.invalid;  // what was made anew never is
    index = other->second;
    index.invalid = invalid;
  }
  if (table.partition_by && from.partition_by) table.partition_by = from.partition_by;
  if (table.partition_of && from.partition_of) table.partition_of->bound = from.partition_of->bound;
}

}  // namespace

std::set<ObjectKey> differing_texts(const Schema& from, const Schema& to) {
  std::set<ObjectKey> result;
  for (const auto& [name, table] : from.tables) {
    const Table* other = to.find_table(name);
    if (other != nullptr && differ(table, *other)) result.insert(key_of(table));
  }
  for (const auto& [key, definition] : from.definitions) {
    const auto other = to.definitions.find(key);
    if (other != to.definitions.end() && !(definition == other->second)) result.insert(key);
  }
  return result;
}

Schema part_of(const Schema& schema, const std::set<ObjectKey>& objects) { return PartReader(schema).read(objects); }

void take_texts(Schema& schema, const Schema& part, const std::set<ObjectKey>& objects) {
  const Schema owned = with_privileges_of(schema, part);
  for (const ObjectKey& key : objects) {
    if (key.kind == ObjectKind::table) {
      const auto table = schema.tables.find(key.name);
      const Table* other = owned.find_table(key.name);
      if (table != schema.tables.end() && other != nullptr) take_texts(table->second, *other);
      continue;
    }
    const auto definition = schema.definitions.find(key);
    const auto other = owned.definitions.find(key);
    if (definition == schema.definitions.end() || other == owned.definitions.end()) continue;
    Definition taken = other->second;
    if (key.kind == ObjectKind::sequence) taken.options = definition->second.options;
    definition->second = std::move(taken);
  }
}

}  // namespace retort
