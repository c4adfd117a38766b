// Inherited columns change at the root: what a parent's change brings about in a child is no operation there. So a
// child's column is compared not with what it was, but with what it is once its parent's changed (inheritance.hpp).
//
// The index or key of a partition that is part of the partitioned table's is compared without that relation: whatever
// makes it part of another one (ATTACH, CREATE INDEX on the parent) is an operation of its own.
#include "diff/table_diff.hpp"

#include <algorithm>

#include "operation/inheritance.hpp"
#include "operation/object_text.hpp"

namespace retort {
namespace {

/// As it compares: without the parent's.
template <class T>
T by_itself(const T& part) {
  T result = part;
  if constexpr (requires { result.parent; }) result.parent.reset();
  return result;
}

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (requires { a.parent; }) {
    if (a.parent != b.parent) return by_itself(a) == by_itself(b);
  }
  return a == b;
}

/// Constraints are a multiset: what is equal on both sides stays, each as often as both have it.
template <class T>
struct MultisetDifference {
  std::vector<const T*> only_from;
  std::vector<const T*> only_to;
  std::vector<std::pair<const T*, const T*>> both;

  MultisetDifference(const std::vector<T>& from, const std::vector<T>& to) {
    for (const T& constraint : to) only_to.push_back(&constraint);
    for (const T& constraint : from) {
      const auto equal =
          std::find_if(only_to.begin(), only_to.end(), [&](const T* other) { return same(*other, constraint); });
      if (equal == only_to.end()) {
        only_from.push_back(&constraint);
      } else {
        both.emplace_back(&constraint, *equal);
        only_to.erase(equal);
      }
    }
  }
};

/// NOT NULL, or a part of the primary key of a table without rowids, where that comes to the same.
bool refuses_null(const Table& table, const Column& column) {
  if (column.not_null) return true;
  if (!table.primary_key || table.options.count("WITHOUT ROWID") == 0) return false;
  const std::vector<KeyPart>& parts = table.primary_key->columns;
  return std::any_of(parts.begin(), parts.end(), [&](const KeyPart& part) { return part.column == column.name; });
}

class TableDiff {
 public:
  TableDiff(const Comparison& comparison, const Table& from, const Table& to, const Renewed& renewed,
            TableChanges& changes)
      : comparison_(comparison), from_(from), to_(to), renewed_(renewed), changes_(changes) {
    const auto values = comparison.existing.find(to.name);
    if (values != comparison.existing.end()) existing_ = &values->second;
    for (const ObjectName& parent : parents_of(to)) {
      const std::vector<ObjectName> before = parents_of(from);
      if (std::find(before.begin(), before.end(), parent) == before.end()) continue;
      const Table* parent_from = comparison.from.find_table(parent);
      const Table* parent_to = comparison.to.find_table(parent);
      if (parent_from != nullptr && parent_to != nullptr) parents_.emplace_back(parent_from, parent_to);
    }
  }

  void run() {
    place_changes();
    constraints(from_.foreign_keys, to_.foreign_keys, changes_.drop_foreign_keys, changes_.add_foreign_keys);
    OperationList add;
    constraints(from_.checks, to_.checks, changes_.change, add);
    constraints(from_.exclusions, to_.exclusions, changes_.change, add);
    constraints(from_.uniques, to_.uniques, changes_.change, add);
    constraints(as_list(from_.primary_key), as_list(to_.primary_key), changes_.change, add);
    columns();
    const Options before = options_with_comment(from_);
    const Options after = options_with_comment(to_);
    if (before != after) changes_.change.push_back(AlterTableOptions{to_.name, before, after});
    std::move(add.begin(), add.end(), std::back_inserter(changes_.change));
    if (comparison_.options.column_order) column_order();
  }

 private:
  static std::vector<PrimaryKey> as_list(const std::optional<PrimaryKey>& key) {
    return key ? std::vector{*key} : std::vector<PrimaryKey>{};
  }

  void place_changes() {
    const bool parent_replaced = from_.partition_of && is_replaced(from_.partition_of->table);
    if (from_.partition_of != to_.partition_of || parent_replaced) {
      if (from_.partition_of) changes_.detach.push_back(DetachPartition{to_.name, *from_.partition_of});
      if (to_.partition_of) changes_.attach.push_back(AttachPartition{to_.name, *to_.partition_of});
    }
    if (from_.inherits != to_.inherits)
      changes_.change.push_back(AlterInheritance{to_.name, from_.inherits, to_.inherits});
  }

  /// Dropped and created again: its partitions would go with it.
  bool is_replaced(const ObjectName& parent) const {
    const Table* before = comparison_.from.find_table(parent);
    const Table* after = comparison_.to.find_table(parent);
    return before != nullptr && after != nullptr && !can_stay(*before, *after);
  }

  template <class T>
  void constraints(const std::vector<T>& from, const std::vector<T>& to, OperationList& drop, OperationList& add) {
    const MultisetDifference<T> difference(from, to);
    std::set<const T*> altered;
    for (const T* constraint : difference.only_from) {
      const T* target = altered_into(*constraint, difference.only_to);
      if (target == nullptr) {
        drop.push_back(DropConstraint{to_.name, *constraint});
      } else {
        altered.insert(target);
        add.push_back(AlterConstraint{to_.name, *constraint, *target});
      }
    }
    for (const auto& [source, target] : difference.both) {
      if (!is_renewed(*source)) continue;
      drop.push_back(DropConstraint{to_.name, *source});
      add.push_back(AddConstraint{to_.name, *target});
    }
    for (const T* constraint : difference.only_to) {
      if (altered.count(constraint) == 0) add.push_back(AddConstraint{to_.name, *constraint});
    }
  }

  template <class T>
  const T* altered_into(const T& from, const std::vector<const T*>& candidates) const {
    if (!from.name || is_renewed(from)) return nullptr;
    const auto found =
        std::find_if(candidates.begin(), candidates.end(), [&](const T* to) { return to->name == from.name; });
    if (found == candidates.end()) return nullptr;
    return comparison_.rules.alters(Constraint(from), Constraint(**found), to_.partition_by.has_value()) ? *found
                                                                                                         : nullptr;
  }

  template <class T>
  bool is_renewed(const T& constraint) const {
    return constraint.name && renewed_.count({ObjectKind::constraint, to_.name, *constraint.name}) != 0;
  }

  /// Added columns read what is there, so drops come last; but what is replaced goes before it comes.
  void columns() {
    OperationList replaced;
    OperationList come;
    for (const Column& column : to_.columns) {
      const Column* source = from_.find_column(column.name);
      const std::optional<Column> brought = source == nullptr ? new_by_parent(column) : std::nullopt;
      if (brought) {
        alter(*brought, column, come);
      } else if (source == nullptr) {
        come.push_back(add_column(column));
      } else if (is_replaced(*source, column)) {
        replaced.push_back(DropColumn{to_.name, *source});
        come.push_back(add_column(column));
      } else {
        alter(changed_by_parent(*source), column, come);
      }
    }
    append(changes_.change, std::move(replaced));
    append(changes_.change, std::move(come));
    for (const Column& column : from_.columns) {
      if (to_.find_column(column.name) == nullptr && !dropped_by_parent(column))
        changes_.change.push_back(DropColumn{to_.name, column});
    }
  }

  static void append(OperationList& to, OperationList from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  bool is_replaced(const Column& source, const Column& column) const {
    if (renewed_.count({ObjectKind::column, to_.name, column.name}) != 0) return true;
    const Column before = changed_by_parent(source);
    return before != as_inherited(column, before) && !comparison_.rules.alters(before, column);
  }

  /// Whether it is inherited is no difference of its own.
  static Column as_inherited(Column column, const Column& other) {
    column.inherited = other.inherited;
    return column;
  }

  void alter(const Column& source, const Column& target, OperationList& changes) {
    Column from = source;
    Column to = as_inherited(target, source);
    if (has_not_null_of_parent(from)) to.not_null_name = from.not_null_name;
    const bool renews_default = renewed_.count({ObjectKind::column_default, to_.name, to.name}) != 0 && !to.generated;
    if (renews_default) {
      if (from.server_default) {
        Column without = from;
        without.server_default.reset();
        changes_.drop_defaults.push_back(AlterColumn{to_.name, from, without, std::nullopt});
        from = without;
      }
      if (to.server_default) {
        Column without = to;
        without.server_default.reset();
        changes_.restore_defaults.push_back(AlterColumn{to_.name, without, to, std::nullopt});
        to = without;
      }
    }
    if (from == to) return;
    const bool turns_not_null = refuses_null(to_, to) && !refuses_null(from_, source);
    changes.push_back(AlterColumn{to_.name, from, to, turns_not_null ? existing_value(to.name) : std::nullopt});
  }

  /// The server refuses another name for it: it is the parent's to give.
  bool has_not_null_of_parent(const Column& column) const {
    return column.not_null && to_.partition_of &&
           std::any_of(parents_.begin(), parents_.end(), [&](const auto& parent) {
             const Column* theirs = parent.second->find_column(column.name);
             return theirs != nullptr && theirs->not_null;
           });
  }

  std::optional<std::string> existing_value(const Identifier& column) const {
    if (existing_ == nullptr) return std::nullopt;
    const auto found = existing_->find(column);
    return found == existing_->end() ? std::nullopt : std::optional(found->second);
  }

  AddColumn add_column(const Column& column) const {
    AddColumn add{to_.name, column, column.generated ? std::nullopt : existing_value(column.name), false, {}};
    add.column.inherited = false;
    const bool has_value = column.server_default || column.generated || column.options.count("identity") != 0;
    add.todo = !add.existing && !has_value && refuses_null(to_, column);
    return add;
  }

  std::optional<Column> new_by_parent(const Column& column) const {
    if (!column.inherited) return std::nullopt;
    for (const auto& [parent_from, parent_to] : parents_) {
      const Column* theirs = parent_to->find_column(column.name);
      if (theirs != nullptr && parent_from->find_column(column.name) == nullptr) return inherited_from(*theirs);
    }
    return std::nullopt;
  }

  Column changed_by_parent(const Column& column) const {
    for (const auto& [parent_from, parent_to] : parents_) {
      const Column* before = parent_from->find_column(column.name);
      const Column* after = parent_to->find_column(column.name);
      if (before != nullptr && after != nullptr && *before != *after) return inherited_change(column, *before, *after);
    }
    return column;
  }

  bool dropped_by_parent(const Column& column) const {
    return column.inherited && std::any_of(parents_.begin(), parents_.end(), [&](const auto& parent) {
             return parent.first->find_column(column.name) != nullptr &&
                    parent.second->find_column(column.name) == nullptr;
           });
  }

  /// The order after the other operations: what stays, then what is new.
  void column_order() {
    ReorderColumns reorder{to_.name, {}, {}};
    for (const Column& column : from_.columns) {
      if (to_.find_column(column.name) != nullptr) reorder.from.push_back(column.name);
    }
    for (const Column& column : to_.columns) {
      if (from_.find_column(column.name) == nullptr) reorder.from.push_back(column.name);
      reorder.to.push_back(column.name);
    }
    if (reorder.from != reorder.to) changes_.change.push_back(std::move(reorder));
  }

  const Comparison& comparison_;
  const Table& from_;
  const Table& to_;
  const Renewed& renewed_;
  TableChanges& changes_;
  const ExistingValues* existing_ = nullptr;
  std::vector<std::pair<const Table*, const Table*>> parents_;  // that it has on both sides
};

}  // namespace

Options options_with_comment(const Table& table) {
  Options options = table.options;
  if (!table.comment.empty()) options["comment"] = table.comment;
  return options;
}

bool can_stay(const Table& from, const Table& to) { return from.partition_by == to.partition_by; }

void index_changes(const Comparison& comparison, const ObjectName& owner, const std::map<Identifier, Index>& from,
                   const std::map<Identifier, Index>& to, const Renewed& renewed, TableChanges& changes) {
  enum class Verdict { same, altered, anew };
  const auto verdict = [&](const Index& source, const Index& target) {
    if (renewed.count({ObjectKind::index, {owner.schema, source.name}}) != 0 || (source.invalid && !target.invalid))
      return Verdict::anew;
    Index reached = target;  // nothing makes an index invalid but a failure: that is told, and no statement does it
    reached.invalid = source.invalid;
    if (same(source, reached)) return target.invalid == source.invalid ? Verdict::same : Verdict::altered;
    const Table* table = comparison.to.find_table(owner);
    const bool partitioned = table != nullptr && table->partition_by;
    return comparison.rules.alters(source, reached, partitioned) ? Verdict::altered : Verdict::anew;
  };
  for (const auto& [name, index] : from) {
    const auto target = to.find(name);
    if (target == to.end() || verdict(index, target->second) == Verdict::anew)
      changes.drop_indexes.push_back(DropIndex{owner, index});
  }
  for (const auto& [name, index] : to) {
    const auto source = from.find(name);
    const Verdict what = source == from.end() ? Verdict::anew : verdict(source->second, index);
    if (what == Verdict::anew) changes.create_indexes.push_back(CreateIndex{owner, index});
    if (what == Verdict::altered) changes.create_indexes.push_back(AlterIndex{owner, source->second, index});
  }
}

void table_changes(const Comparison& comparison, const Table& original, const Table& from, const Table& to,
                   const Renewed& renewed, TableChanges& changes) {
  const std::size_t first = changes.drop_indexes.size();
  index_changes(comparison, to.name, from.indexes, to.indexes, renewed, changes);
  for (std::size_t i = first; i < changes.drop_indexes.size(); ++i) {
    DropIndex& drop = std::get<DropIndex>(changes.drop_indexes[i]);
    drop = DropIndex{original.name, original.indexes.at(drop.index.name)};
  }
  TableDiff(comparison, from, to, renewed, changes).run();
}

}  // namespace retort
