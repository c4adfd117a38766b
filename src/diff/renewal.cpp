// From what is dropped, dependents are searched until nothing new is found:
//
//   1. What depends on something dropped makes way, and what depends on that, and so on. Only what no longer depends
//      on it in the target, and can be altered in place, stays: it is altered before (operation_graph.cpp).
//   2. What depends on something that is altered in place makes way where the engine says so (ChangeRules::disturbs).
//      Columns can't make way; so what depends on a column whose type is altered is asked about too, and through
//      domains, composite types and ranges in the same manner.
//   3. A default makes way by itself, a generated column with its values, which are computed again. Any other column
//      that still depends on what is dropped ends the diff: nothing can be done that keeps its values.
//   4. A domain loses its checks and its default instead of making way.
//   5. A foreign key makes way for its target's key, and for a new type of a column of its own or of the target's.
//   6. The index of a partition goes with the partitioned table's, and comes again with it.
#include "diff/renewal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "diff/object_parts.hpp"
#include "operation/rename.hpp"
#include "operation/sequence_owner.hpp"
#include "retort/error.hpp"
#include "schema/dependencies.hpp"

namespace retort {
namespace {

bool can_pass_through(ObjectKind kind) {
  return kind == ObjectKind::column || kind == ObjectKind::domain || kind == ObjectKind::composite_type ||
         kind == ObjectKind::range_type;
}

class Search {
 public:
  Search(const Comparison& comparison, const PlainChanges& changes) : comparison_(comparison), changes_(changes) {
    for (const DependencyEdge& edge : comparison.from.dependencies) {
      dependents_[edge.on].push_back(edge.object);
      if (edge.on.kind != ObjectKind::column || comparison.from.find_table(edge.on.name) != nullptr) continue;
      for (const ObjectKind owner : {ObjectKind::view, ObjectKind::materialized_view, ObjectKind::foreign_table})
        dependents_[{owner, edge.on.name}].push_back(edge.object);  // what names a view's column stands on the view
    }
    for (const auto& [key, definition] : comparison.from.definitions) {
      if (!definition.on.name.empty()) on_[definition.on].push_back(key);
      if (const std::optional<ObjectKey> owner = owning_column(definition, comparison.lexicon))
        owned_[*owner].push_back(key);
      if (definition.broken) broken_.push_back(key);
    }
    for (const auto& [name, table] : comparison.from.tables) {
      for (const ForeignKey& key : table.foreign_keys) {
        if (key.name) referencing_[key.target].emplace_back(&table, &key);
      }
      add_parts(table);
    }
  }

  Renewal run() {
    for (const ObjectKey& key : changes_.forced) renew(key);
    for (const auto& [name, table] : comparison_.from.tables) look_at_dropped(table);
    for (const TableChanges& table : changes_.tables) look_at(table);
    look_at(changes_.definitions.indexes);
    for (const auto* drops : {&changes_.definitions.drop, &changes_.definitions.drop_base}) look_at(*drops);
    for (const auto* creates : {&changes_.definitions.create, &changes_.definitions.create_base}) look_at(*creates);
    look_at_renames();
    while (!gone_.empty()) {
      const ObjectKey key = gone_.back();
      gone_.pop_back();
      look_at_dependents(key);
    }
    return std::move(result_);
  }

 private:
  using Keys = std::vector<ObjectKey>;
  using KeyMap = std::unordered_map<ObjectKey, Keys, ObjectKeyHash>;

  void add_parts(const Table& table) {
    const auto add = [&](const auto& part, ObjectKey key) {
      if (part.parent) parts_[*part.parent].push_back(std::move(key));
    };
    for (const auto& [name, index] : table.indexes) add(index, {ObjectKind::index, {table.name.schema, name}});
    const auto add_constraint = [&](const auto& constraint) {
      if (constraint.name) add(constraint, {ObjectKind::constraint, table.name, *constraint.name});
    };
    if (table.primary_key) add_constraint(*table.primary_key);
    for (const Unique& unique : table.uniques) add_constraint(unique);
    for (const Exclusion& exclusion : table.exclusions) add_constraint(exclusion);
  }

  // ---- what is dropped and altered to begin with

  bool stays(const Table& table) const {
    const Table* target = comparison_.to.find_table(table.name);
    return target != nullptr && can_stay(table, *target);
  }

  void look_at_dropped(const Table& table) {
    if (stays(table)) return;
    gone({ObjectKind::table, table.name});
    for (const Column& column : table.columns) gone({ObjectKind::column, table.name, column.name});
    for_each_constraint(table, [&](const auto& constraint) { gone_constraint(table.name, Constraint(constraint)); });
    for (const auto& [name, index] : table.indexes) gone({ObjectKind::index, {table.name.schema, name}});
  }

  void look_at(const TableChanges& changes) {
    for (const auto* operations : {&changes.drop_indexes, &changes.drop_foreign_keys, &changes.change,
                                   &changes.create_indexes, &changes.add_foreign_keys})
      look_at(*operations);
  }

  void look_at(const OperationList& operations) {
    for (const Operation& operation : operations) look_at(operation);
  }

  void look_at(const Operation& operation) {
    if (const auto* drop = std::get_if<DropColumn>(&operation)) {
      ask_broken(operation);
      gone_column(drop->table, drop->column.name);
    } else if (const auto* constraint = std::get_if<DropConstraint>(&operation)) {
      gone_constraint(constraint->table, constraint->constraint);
    } else if (const auto* index = std::get_if<DropIndex>(&operation)) {
      gone({ObjectKind::index, {index->table.schema, index->index.name}});
    } else if (const auto* definition = std::get_if<DropDefinition>(&operation)) {
      gone(definition->definition.key);
    } else {
      for (const ObjectKey& key : altered_by(operation)) ask_dependents(operation, key);
      if (const auto* column = std::get_if<AlterColumn>(&operation)) look_at_type(*column);
    }
  }

  void look_at_renames() {
    const Renames& renames = comparison_.renames;
    const auto ask = [&](const Operation& rename, const ObjectKey& key) {
      ask_broken(rename);
      ask_dependents(rename, key);
    };
    for (const auto& [source, target] : renames.tables) ask(RenameTable{source, target}, {ObjectKind::table, target});
    for (const auto* columns : {&renames.columns, &renames.columns_aside}) {
      for (const auto& [table, pairs] : *columns) {
        for (const auto& [a, b] : pairs) ask(RenameColumn{table, a, b}, {ObjectKind::column, table, b});
      }
    }
  }

  void ask_broken(const Operation& operation) {
    for (const ObjectKey& key : broken_) {
      if (comparison_.rules.disturbs(operation, key)) renew(key);
    }
  }

  /// A foreign key between two columns whose types change one after the other can't be there meanwhile.
  void look_at_type(const AlterColumn& change) {
    if (change.from.type == change.to.type || comparison_.capabilities.foreign_keys_inline_only) return;
    const auto has = [&](const std::vector<Identifier>& columns) {
      return std::find(columns.begin(), columns.end(), change.to.name) != columns.end();
    };
    if (const Table* table = comparison_.from.find_table(change.table)) {
      for (const ForeignKey& key : table->foreign_keys) {
        if (key.name && has(key.columns)) renew({ObjectKind::constraint, change.table, *key.name});
      }
    }
    for (const auto& [table, key] : referencing(change.table)) {
      if (has(key->target_columns)) renew({ObjectKind::constraint, table->name, *key->name});
    }
  }

  // ---- what is asked about

  /// The key itself, and, where it is a column, what the children inherit of it.
  Keys with_inherited(const ObjectKey& key) const {
    Keys result{key};
    for (std::size_t i = 0; key.kind == ObjectKind::column && i < result.size(); ++i) {
      const auto found = comparison_.children_from.find(result[i].name);
      if (found == comparison_.children_from.end()) continue;
      for (const ObjectName& child : found->second) {
        if (column_of(comparison_.from, {key.kind, child, key.part}) != nullptr)
          result.push_back({key.kind, child, key.part});
      }
    }
    return result;
  }

  void ask_dependents(const Operation& operation, const ObjectKey& key) {
    std::set<ObjectKey> asked;
    Keys open = with_inherited(key);
    while (!open.empty()) {
      const ObjectKey current = open.back();
      open.pop_back();
      for (const ObjectKey& dependent : dependents_of(current)) {
        if (!asked.insert(dependent).second) continue;
        if (comparison_.rules.disturbs(operation, dependent)) {
          result_.around.emplace_back(key, dependent);
          make_way(dependent);
          // It loses its checks and stays: its columns are changed through it, and what stands on these is in the way.
          if (dependent.kind == ObjectKind::domain) open.push_back(dependent);
        } else if (can_pass_through(dependent.kind)) {
          open.push_back(dependent);
        }
      }
    }
  }

  Keys dependents_of(const ObjectKey& key) const {
    Keys result;
    const auto add = [&](const auto& map, const auto& of) {
      if (const auto found = map.find(of); found != map.end())
        result.insert(result.end(), found->second.begin(), found->second.end());
    };
    add(dependents_, key);
    if (key.kind == ObjectKind::table || key.kind == ObjectKind::view || key.kind == ObjectKind::materialized_view ||
        key.kind == ObjectKind::foreign_table)
      add(on_, key.name);
    if (key.kind == ObjectKind::column) {
      add(owned_, key);
      const Keys parts = parts_naming(key);
      result.insert(result.end(), parts.begin(), parts.end());
    }
    return result;
  }

  /// Of the column's own table.
  Keys parts_naming(const ObjectKey& column) const {
    Keys result;
    const Table* table = comparison_.from.find_table(column.name);
    if (table == nullptr) return result;
    for (const Column& other : table->columns) {
      if (other.generated && names_column(other.generated->expression, column.part, comparison_.lexicon))
        result.push_back({ObjectKind::column_default, table->name, other.name});
    }
    for_each_constraint(*table, [&](const auto& constraint) {
      if (constraint.name && names(constraint, column.part, comparison_.lexicon))
        result.push_back({ObjectKind::constraint, table->name, *constraint.name});
    });
    for (const auto& [name, index] : table->indexes) {
      if (names(index, column.part, comparison_.lexicon))
        result.push_back({ObjectKind::index, {table->name.schema, name}});
    }
    return result;
  }

  // ---- what is dropped in the course

  void gone(const ObjectKey& key) {
    if (seen_.insert(key).second) gone_.push_back(key);
  }

  void gone_column(const ObjectName& table, const Identifier& column) {
    for (const ObjectKey& key : with_inherited({ObjectKind::column, table, column})) gone(key);
    const Table* target = comparison_.to.find_table(table);
    if (target == nullptr || target->find_column(column) == nullptr) return;
    for (const ObjectKey& part : parts_naming({ObjectKind::column, table, column})) make_way(part);  // it comes again
  }

  void gone_constraint(const ObjectName& table, const Constraint& constraint) {
    if (const std::optional<Identifier> name = name_of(constraint)) {
      gone({ObjectKind::constraint, table, *name});
      look_at_parts({table.schema, *name});
    }
    const std::vector<KeyPart>* key = nullptr;
    if (const auto* primary = std::get_if<PrimaryKey>(&constraint)) key = &primary->columns;
    if (const auto* unique = std::get_if<Unique>(&constraint)) key = &unique->columns;
    if (key != nullptr) look_at_referencing(table, *key);
  }

  void look_at_referencing(const ObjectName& table, const std::vector<KeyPart>& key) {
    if (comparison_.capabilities.foreign_keys_inline_only) return;
    for (const auto& [other, foreign] : referencing(table)) {
      if (refers_to(*foreign, key)) make_way({ObjectKind::constraint, other->name, *foreign->name});
    }
  }

  void look_at_parts(const ObjectName& index) {
    const auto found = parts_.find(index);
    if (found == parts_.end()) return;
    for (const ObjectKey& part : found->second) make_way(part);
  }

  const std::vector<std::pair<const Table*, const ForeignKey*>>& referencing(const ObjectName& table) const {
    static const std::vector<std::pair<const Table*, const ForeignKey*>> kNone;
    const auto found = referencing_.find(table);
    return found == referencing_.end() ? kNone : found->second;
  }

  void look_at_dependents(const ObjectKey& key) {
    if (key.kind == ObjectKind::index) {
      look_at_parts(key.name);
      const Table* table = table_of_index(key);
      const Index* index = table == nullptr ? nullptr : &table->indexes.at(key.name.name);
      if (index != nullptr && index->unique) look_at_referencing(table->name, index->parts);
    }
    if (key.kind == ObjectKind::table && !comparison_.capabilities.foreign_keys_inline_only) {
      for (const auto& [table, foreign] : referencing(key.name))
        make_way({ObjectKind::constraint, table->name, *foreign->name});
    }
    const auto explicit_ones = dependents_.find(key);
    if (explicit_ones != dependents_.end()) {
      for (const ObjectKey& dependent : explicit_ones->second) make_way_for(dependent, key);
    }
    if (key.kind != ObjectKind::column && key.kind != ObjectKind::index && key.kind != ObjectKind::constraint) {
      if (const auto found = on_.find(key.name); found != on_.end()) {
        for (const ObjectKey& dependent : found->second) make_way_for(dependent, key);
      }
    }
    if (const auto found = owned_.find(key); found != owned_.end()) {
      for (const ObjectKey& sequence : found->second) make_way_for(sequence, key);
    }
  }

  const Table* table_of_index(const ObjectKey& key) {
    if (index_tables_.empty()) {
      for (const auto& [name, table] : comparison_.from.tables) {
        for (const auto& [index, value] : table.indexes) index_tables_.emplace(ObjectName{name.schema, index}, &table);
      }
    }
    const auto found = index_tables_.find(key.name);
    return found == index_tables_.end() ? nullptr : found->second;
  }

  /// Rule 1: what is altered away from it need not make way.
  void make_way_for(const ObjectKey& dependent, const ObjectKey& key) {
    const bool still = depends(comparison_.to, dependent, key);
    if (dependent.kind == ObjectKind::column || dependent.kind == ObjectKind::table) {
      if (still && is_kept(dependent)) refuse(dependent, key);
      return;
    }
    if (!still && is_altered(dependent)) return;
    make_way(dependent);
  }

  bool is_kept(const ObjectKey& key) const {
    const Table* from = comparison_.from.find_table(key.name);
    const Table* to = comparison_.to.find_table(key.name);
    if (from == nullptr || to == nullptr || !can_stay(*from, *to)) return false;
    return key.kind == ObjectKind::table || (to->find_column(key.part) != nullptr && seen_.count(key) == 0);
  }

  /// Altered in place, so that it may come to stand on something else.
  bool is_altered(const ObjectKey& key) const {
    if (key.kind == ObjectKind::column_default) {
      const Column* from = column_of(comparison_.from, key);
      const Column* to = column_of(comparison_.to, key);
      return from != nullptr && to != nullptr && from->server_default != to->server_default && !from->generated;
    }
    if (key.kind == ObjectKind::sequence) {
      const auto from = comparison_.from.definitions.find(key);
      const auto to = comparison_.to.definitions.find(key);
      if (from == comparison_.from.definitions.end() || to == comparison_.to.definitions.end()) return false;
      return owning_column(from->second, comparison_.lexicon) != owning_column(to->second, comparison_.lexicon);
    }
    const auto from = comparison_.original.definitions.find(key);
    const auto to = comparison_.to.definitions.find(key);
    return from != comparison_.original.definitions.end() && to != comparison_.to.definitions.end() &&
           verdict(comparison_, from->second, to->second) == DefinitionVerdict::altered;
  }

  static const Column* column_of(const Schema& schema, const ObjectKey& key) {
    const Table* table = schema.find_table(key.name);
    return table == nullptr ? nullptr : table->find_column(key.part);
  }

  [[noreturn]] void refuse(const ObjectKey& dependent, const ObjectKey& key) const {
    throw ProjectError(
        fmt::format("{} '{}' stands on {} '{}', which has to be dropped and created again: that would take its values",
                    to_string(dependent.kind), dependent.to_string(), to_string(key.kind), key.to_string()),
        std::nullopt,
        fmt::format("give the {} a type of its own first, or write this revision by hand", to_string(dependent.kind)));
  }

  /// Whatever does not depend on the kind of the dependent stands in the change of its table or definition.
  void make_way(const ObjectKey& key) {
    switch (key.kind) {
      case ObjectKind::column:
      case ObjectKind::table:
        return;
      case ObjectKind::column_default: {
        const Column* column = column_of(comparison_.from, key);
        if (column != nullptr && column->generated) return renew({ObjectKind::column, key.name, key.part});
        if (column == nullptr) return renew({ObjectKind::domain, key.name});
        return renew(key);
      }
      case ObjectKind::constraint:
        if (comparison_.from.find_table(key.name) == nullptr) return renew({ObjectKind::domain, key.name});
        return renew(key);
      default:
        return renew(key);
    }
  }

  void renew(const ObjectKey& key) {
    if (!result_.objects.insert(key).second) return;
    if (key.kind == ObjectKind::domain) return;
    if (key.kind == ObjectKind::column) {
      gone_column(key.name, key.part);
    } else if (key.kind == ObjectKind::constraint) {
      const Table* table = comparison_.from.find_table(key.name);
      if (table == nullptr) return;
      for_each_constraint(*table, [&](const auto& constraint) {
        if (constraint.name == key.part) gone_constraint(table->name, Constraint(constraint));
      });
    } else {
      gone(key);
    }
  }

  const Comparison& comparison_;
  const PlainChanges& changes_;
  KeyMap dependents_;
  std::map<ObjectName, Keys> on_;
  std::map<ObjectKey, Keys> owned_;
  std::map<ObjectName, Keys> parts_;  // by the partitioned table's index
  std::map<ObjectName, std::vector<std::pair<const Table*, const ForeignKey*>>> referencing_;
  std::map<ObjectName, const Table*> index_tables_;
  Keys broken_;
  Keys gone_;
  std::set<ObjectKey> seen_;
  Renewal result_;
};

}  // namespace

Renewal find_renewal(const Comparison& comparison, const PlainChanges& changes) {
  return Search(comparison, changes).run();
}

}  // namespace retort
