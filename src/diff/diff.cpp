// The order in which the operations of a difference work, rows present, on every engine:
//
//   1. definitions are dropped, dependents first (definition_diff.hpp says which);
//   2. indexes are dropped, while everything still has its old name: so names of indexes are free for other tables;
//   3. tables are renamed, then columns; from here on all names are the new ones;
//   4. foreign keys are dropped;
//   5. tables are created, the ones that others refer to first;
//   6. each table that stays is changed: keys and checks dropped, columns added, altered and dropped, options, keys and
//      checks added; added before dropped, so that the value of a new column may be computed from an old one;
//   7. indexes are created;
//   8. foreign keys are added, when all that they refer to is there;
//   9. tables are dropped, the ones that refer to others first;
//  10. definitions are created, dependents last.
//
// Renames are found before anything else is compared (renames.hpp), and run on a copy of the first schema: what is
// compared then has the same names on both sides, and what follows from a rename alone is no difference.
#include "diff/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "diff/definition_diff.hpp"
#include "diff/dependency_order.hpp"
#include "diff/rename_questions.hpp"
#include "diff/renames.hpp"
#include "diff/table_diff.hpp"
#include "operation/apply.hpp"

namespace retort {
namespace {

using Tables = std::vector<const Table*>;

void append(Operations& to, Operations from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

Operations table_renames(const Schema& from, const Renames& renames) {
  NamePairs pairs;
  for (const auto& [source, target] : renames.tables) pairs.emplace_back(source.name, target.name);
  for (const auto& [source, target] : renames.tables_aside) pairs.emplace_back(source.name, target.name);
  std::vector<Identifier> taken;
  for (const auto& [name, table] : from.tables) taken.push_back(name.name);
  Operations operations;
  for (const auto& [a, b] : in_order(std::move(pairs), taken)) {
    operations.push_back(RenameTable{{{}, a}, {{}, b}});
  }
  return operations;
}

Operations column_renames(const Schema& renamed, const Renames& renames) {
  Operations operations;
  for (const auto& [table, kept] : renames.columns) {
    NamePairs pairs = kept;
    if (const auto aside = renames.columns_aside.find(table); aside != renames.columns_aside.end()) {
      pairs.insert(pairs.end(), aside->second.begin(), aside->second.end());
    }
    std::vector<Identifier> taken;
    for (const Column& column : renamed.tables.at(table).columns) taken.push_back(column.name);
    for (const auto& [a, b] : in_order(std::move(pairs), taken)) operations.push_back(RenameColumn{table, a, b});
  }
  return operations;
}

/// Referenced tables first; among equals by name.
Tables by_reference(const Tables& tables) {
  std::map<ObjectName, std::size_t> numbers;
  for (std::size_t i = 0; i < tables.size(); ++i) numbers.emplace(tables[i]->name, i);
  std::vector<std::set<std::size_t>> needs(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const ForeignKey& key : tables[i]->foreign_keys) {
      const auto target = numbers.find(key.target);
      if (target != numbers.end()) needs[i].insert(target->second);
    }
  }
  Tables ordered;
  for (const std::size_t i : dependency_order(needs)) ordered.push_back(tables[i]);
  return ordered;
}

/// Where a foreign key can be added later, those that go round in a circle are: they would refer to what is not there.
void create_tables(const Tables& come, const Capabilities& capabilities, Operations& create,
                   Operations& add_foreign_keys) {
  const Tables ordered = by_reference(come);
  std::set<ObjectName> ahead;
  for (const Table* table : ordered) ahead.insert(table->name);
  for (const Table* table : ordered) {
    Table created = *table;
    if (!capabilities.foreign_keys_inline_only) {
      std::erase_if(created.foreign_keys, [&](const ForeignKey& key) {
        if (key.target == table->name || ahead.count(key.target) == 0) return false;
        add_foreign_keys.push_back(AddConstraint{table->name, key});
        return true;
      });
    }
    ahead.erase(table->name);
    create.push_back(CreateTable{std::move(created)});
  }
}

/// As they are after the renames; indexes that give their name to another table were dropped before.
void drop_tables(const Tables& gone, const Schema& renamed, const Renames& renames, const Capabilities& capabilities,
                 Operations& drop_foreign_keys, Operations& drop) {
  Tables tables;
  for (const Table* table : gone) tables.push_back(&renamed.tables.at(renames.target_of(table->name)));
  Tables ordered = by_reference(tables);
  std::reverse(ordered.begin(), ordered.end());
  std::set<ObjectName> dropped;
  for (const Table* table : ordered) {
    dropped.insert(table->name);
    Table left = *table;
    if (!capabilities.foreign_keys_inline_only) {
      std::erase_if(left.foreign_keys, [&](const ForeignKey& key) {
        if (key.target == table->name || dropped.count(key.target) == 0) return false;
        drop_foreign_keys.push_back(DropConstraint{table->name, key});
        return true;
      });
    }
    drop.push_back(DropTable{std::move(left)});
  }
}

void drop_indexes_of(const Tables& gone, const Schema& to, Operations& drop) {
  std::set<Identifier> wanted;
  if (gone.empty()) return;
  for (const auto& [name, table] : to.tables) {
    wanted.insert(name.name);
    for (const auto& [index_name, index] : table.indexes) wanted.insert(index_name);
  }
  for (const Table* table : gone) {
    for (const auto& [name, index] : table->indexes) {
      if (wanted.count(name) != 0) drop.push_back(DropIndex{table->name, index});
    }
  }
}

using ExistingByTable = std::map<ObjectName, ExistingValues>;

ExistingByTable existing_values(const Schema& from, const Schema& to, const Renames& renames, const Answers& answers) {
  ExistingByTable result;
  for (const Answers::Existing& existing : answers.existing) {
    const Table* target = to.find_table(existing.table);
    const Table* source = from.find_table(renames.source_of(existing.table));
    const bool known = (target != nullptr && target->find_column(existing.column) != nullptr) ||
                       (source != nullptr && source->find_column(existing.column) != nullptr);
    if (!known) {
      throw UsageError(fmt::format("value for existing rows: there is no column '{}.{}'", existing.table.to_string(),
                                   existing.column.text()),
                       std::nullopt, "it is written TABLE.COLUMN=EXPRESSION, with the table's new name");
    }
    result[existing.table][existing.column] = existing.expression;
  }
  return result;
}

/// What becomes of tables and columns that definitions may speak of, by their names in `from`.
Disturbance disturbance(const MatchedTables& tables, const Renames& renames, const Capabilities& capabilities) {
  Disturbance result;
  for (const Table* table : tables.gone) result.tables.insert(table->name);
  if (capabilities.rename_disturbs_dependents) {
    for (const auto& [source, target] : renames.tables) result.tables.insert(source);
    for (const auto* columns : {&renames.columns, &renames.columns_aside}) {
      for (const auto& [table, pairs] : *columns) {
        for (const auto& [a, b] : pairs) result.columns.emplace(renames.source_of(table), a);
      }
    }
    result.touches_broken = !renames.empty();
  }
  for (const auto& [source, target] : tables.kept) {
    for (const Column& column : source->columns) {
      if (result.columns.count({source->name, column.name}) != 0) continue;
      const Column* kept = target->find_column(column.name);
      const bool dropped = kept == nullptr && capabilities.drop_column_disturbs_dependents;
      const bool altered = kept != nullptr && *kept != column && capabilities.alter_column_disturbs_dependents;
      if (dropped || altered) result.columns.emplace(source->name, column.name);
      if (dropped) result.touches_broken = true;
    }
  }
  return result;
}

}  // namespace

Difference diff(const Schema& from, const Schema& to, const Capabilities& capabilities, const Lexicon& lexicon,
                const Answers& answers, const DiffOptions& options) {
  const Renames renames = renames_between(from, to, answers);
  const MatchedTables tables = match_tables(from, to, renames);
  const ExistingByTable existing = existing_values(from, to, renames, answers);
  Difference difference{{}, rename_questions(tables, renames, answers)};
  if (!difference.questions.empty()) return difference;

  Schema copy;
  Operations rename_operations;
  if (!renames.empty()) {
    copy.tables = from.tables;
    rename_operations = table_renames(from, renames);
    apply(rename_operations, copy, lexicon);
    Operations columns = column_renames(copy, renames);
    apply(columns, copy, lexicon);
    append(rename_operations, std::move(columns));
  }
  const Schema& renamed = renames.empty() ? from : copy;

  TableChanges changes;
  static const ExistingValues kNone;
  for (const auto& [source, target] : tables.kept) {
    const auto values = existing.find(target->name);
    table_changes(*source, renamed.tables.at(target->name), *target, values == existing.end() ? kNone : values->second,
                  options, changes);
  }
  drop_indexes_of(tables.gone, to, changes.drop_indexes);
  Operations create;
  Operations drop;
  create_tables(tables.come, capabilities, create, changes.add_foreign_keys);
  drop_tables(tables.gone, renamed, renames, capabilities, changes.drop_foreign_keys, drop);
  DefinitionChanges definitions =
      definition_changes(from, to, disturbance(tables, renames, capabilities), capabilities, lexicon);

  Operations& operations = difference.operations;
  append(operations, std::move(definitions.drop));
  append(operations, std::move(changes.drop_indexes));
  append(operations, std::move(rename_operations));
  append(operations, std::move(changes.drop_foreign_keys));
  append(operations, std::move(create));
  append(operations, std::move(changes.change));
  append(operations, std::move(changes.create_indexes));
  append(operations, std::move(changes.add_foreign_keys));
  append(operations, std::move(drop));
  append(operations, std::move(definitions.create));
  return difference;
}

}  // namespace retort
