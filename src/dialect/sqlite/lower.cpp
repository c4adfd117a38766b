// Operations are taken in stretches: renames, definitions and somebody's own SQL end one, for what comes after them
// speaks of another schema. Inside a stretch the operations of a table that SQLite can't do in place become one
// rebuild, where the first of them stood; with them go all later ones on that table's columns and constraints, for the
// rebuild does them at no cost. What is done in place stays where it was:
//
//   - CREATE and DROP of tables, indexes and definitions, always (so that an index's name is free for another table
//     when the caller's order says so);
//   - ADD COLUMN and DROP COLUMN where they work whatever rows there are (native_alter.hpp), with a foreign key of the
//     new column alone beside it;
//   - renames. One that changes only the case of a table's name takes two steps: SQLite says that the name is taken.
//
// Moving a rebuild's later operations ahead of other tables' is safe: a table refers to others by foreign keys only,
// and these may name what is not there yet.
#include "dialect/sqlite/lower.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/native_alter.hpp"
#include "dialect/sqlite/rebuild.hpp"
#include "operation/apply.hpp"

namespace retort::sqlite {
namespace {

template <class... Kinds>
bool is_any(const Operation& operation) {
  return (std::holds_alternative<Kinds>(operation) || ...);
}

bool ends_stretch(const Operation& operation) {
  return is_any<RenameTable, RenameColumn, CreateDefinition, DropDefinition, AlterDefinition, RebuildTable, Execute>(
      operation);
}

/// Part of CREATE TABLE's parentheses or of what follows them: a rebuild does it.
bool can_merge(const Operation& operation) {
  return is_any<AddColumn, DropColumn, AlterColumn, AddConstraint, DropConstraint, AlterTableOptions, ReorderColumns>(
      operation);
}

const ForeignKey* added_foreign_key(const Operation& operation) {
  const auto* add = std::get_if<AddConstraint>(&operation);
  return add == nullptr ? nullptr : std::get_if<ForeignKey>(&add->constraint);
}

/// One stretch: its operations by number, and by table.
class Stretch {
 public:
  Stretch(OperationList operations, Schema& now, OperationList& lowered)
      : operations_(std::move(operations)), done_(operations_.size(), false), now_(now), lowered_(lowered) {
    for (std::size_t i = 0; i < operations_.size(); ++i) by_table_[*table_of(operations_[i])].push_back(i);
    for (const auto& [table, numbers] : by_table_) {
      if (needs_rebuild(numbers)) rebuilt_.insert(table);
    }
  }

  void lower() {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (done_[i]) continue;
      if (can_merge(operations_[i]) && !in_place(i)) {
        rebuild(i);
      } else {
        emit(with_foreign_keys(i));
      }
    }
  }

 private:
  /// Whatever the schema is by then.
  bool needs_rebuild(const std::vector<std::size_t>& numbers) const {
    return std::any_of(numbers.begin(), numbers.end(), [&](std::size_t i) {
      const Operation& operation = operations_[i];
      if (const auto* add = std::get_if<AddColumn>(&operation)) return !can_add_in_place(*add);
      if (const ForeignKey* key = added_foreign_key(operation)) return !stands_beside_new_column(*key, numbers);
      return can_merge(operation) && !std::holds_alternative<DropColumn>(operation);
    });
  }

  bool stands_beside_new_column(const ForeignKey& key, const std::vector<std::size_t>& numbers) const {
    return std::any_of(numbers.begin(), numbers.end(), [&](std::size_t i) {
      const auto* add = std::get_if<AddColumn>(&operations_[i]);
      return add != nullptr && can_stand_beside(key, add->column);
    });
  }

  bool in_place(std::size_t i) const {
    if (rebuilt_.count(*table_of(operations_[i])) != 0) return false;
    const auto* drop = std::get_if<DropColumn>(&operations_[i]);
    return drop == nullptr || can_drop_in_place(*drop, now_);
  }

  Operation with_foreign_keys(std::size_t i) {
    const auto* add = std::get_if<AddColumn>(&operations_[i]);
    if (add == nullptr) return operations_[i];
    AddColumn whole = *add;
    for (const std::size_t j : by_table_.at(add->table)) {
      const ForeignKey* key = added_foreign_key(operations_[j]);
      if (key == nullptr || j < i || done_[j] || !can_stand_beside(*key, add->column)) continue;
      whole.references.push_back(*key);
      done_[j] = true;
    }
    return whole;
  }

  void emit(Operation operation) {
    apply(operation, now_, lexicon());
    lowered_.push_back(std::move(operation));
  }

  /// All that is left of the stretch for this table goes with operation `i`, but for new indexes.
  void rebuild(std::size_t i) {
    const ObjectName name = *table_of(operations_[i]);
    Table from = now_.tables.at(name);
    OperationList merged;
    for (const std::size_t j : by_table_.at(name)) {
      if (j < i || done_[j]) continue;
      if (is_any<CreateTable, DropTable>(operations_[j])) break;
      const auto* drop_index = std::get_if<DropIndex>(&operations_[j]);
      if (!can_merge(operations_[j]) && (drop_index == nullptr || from.indexes.count(drop_index->index.name) == 0))
        continue;
      merged.push_back(operations_[j]);
      done_[j] = true;
    }
    apply(merged, now_, lexicon());
    lowered_.push_back(make_rebuild(std::move(from), now_.tables.at(name), merged, triggers_on(name)));
  }

  std::vector<Definition> triggers_on(const ObjectName& table) const {
    std::vector<Definition> triggers;
    for (const auto& [key, definition] : now_.definitions) {
      if (key.kind == ObjectKind::trigger && definition.on == table) triggers.push_back(definition);
    }
    std::stable_sort(triggers.begin(), triggers.end(),
                     [](const Definition& a, const Definition& b) { return a.ordinal < b.ordinal; });
    return triggers;
  }

  OperationList operations_;
  std::vector<bool> done_;
  std::map<ObjectName, std::vector<std::size_t>> by_table_;
  std::set<ObjectName> rebuilt_;
  Schema& now_;
  OperationList& lowered_;
};

OperationList in_steps(const Operation& operation) {
  if (const auto* rename = std::get_if<RenameTable>(&operation); rename != nullptr && rename->from == rename->to) {
    const ObjectName aside{rename->from.schema, lexicon().identifier("_retort_was_" + rename->from.name.text())};
    return {RenameTable{rename->from, aside}, RenameTable{aside, rename->to}};
  }
  if (const auto* replace = std::get_if<AlterDefinition>(&operation)) {
    return {DropDefinition{replace->from}, CreateDefinition{replace->to}};
  }
  return {operation};
}

}  // namespace

OperationList lower(const OperationList& operations, const Schema& before) {
  OperationList lowered;
  Schema now = before;
  for (auto next = operations.begin(); next != operations.end();) {
    const auto end = std::find_if(next, operations.end(), ends_stretch);
    if (next != end) Stretch(OperationList(next, end), now, lowered).lower();
    next = end;
    if (end == operations.end()) break;
    for (const Operation& step : in_steps(*end)) {
      apply(step, now, lexicon());
      lowered.push_back(step);
    }
    ++next;
  }
  return lowered;
}

}  // namespace retort::sqlite
