// 1. Renames are found before anything else is compared (renames.hpp), and run on a copy of the first schema: what is
//    compared then has the same names on both sides, and what follows from a rename alone is no difference.
// 2. Every object gets a verdict by itself: the same, altered in place where the engine can, else dropped and created
//    (table_diff.hpp, definition_diff.hpp).
// 3. What stands on something dropped, or is in the way of something altered, makes way (renewal.hpp): it is dropped
//    before and created after.
// 4. The operations are ordered by what they need (operation_graph.hpp); where nothing else decides, like this, which
//    works with rows present:
//
//      1. definitions that stand on tables are dropped, dependents first;
//      2. indexes are dropped, while everything still has its old name: so names of indexes are free for other tables;
//      3. tables are renamed, then columns; from here on all names are the new ones (where the server knows what stands
//         on what, renames come first of all: texts follow by themselves);
//      4. partitions are detached, defaults that make way dropped, foreign keys dropped;
//      5. schemas, types and sequences are created and changed;
//      6. tables are created, the ones that others refer to first;
//      7. each table that stays is changed: keys and checks dropped, columns added, altered and dropped, options, keys
//         and checks added; added before dropped, so that the value of a new column may be computed from an old one;
//      8. indexes are created;
//      9. foreign keys are added, when all that they refer to is there; partitions attached, defaults set again;
//     10. tables are dropped, the ones that refer to others first;
//     11. functions, types, sequences and schemas are dropped;
//     12. other definitions are created and changed, dependents last.
//
// 5. A circle is cut by what can stand beside CREATE TABLE or DROP TABLE: foreign keys to begin with, then defaults,
//    checks and indexes that go round; by dropping and creating what would be altered in place; else it is an error.
#include "diff/diff.hpp"

#include <fmt/format.h>

#include <utility>

#include "diff/assembly.hpp"
#include "diff/privileges.hpp"
#include "diff/rename_plan.hpp"
#include "diff/table_diff.hpp"
#include "operation/inheritance.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

std::map<ObjectName, ExistingValues> existing_values(const Schema& from, const Schema& to, const Renames& renames,
                                                     const Answers& answers, const Lexicon& lexicon) {
  std::map<ObjectName, ExistingValues> result;
  for (const Answers::Existing& existing : answers.existing) {
    const ObjectName name = resolved_table(to, existing.table, lexicon);
    const Table* target = to.find_table(name);
    const Table* source = from.find_table(renames.source_of(name));
    const bool known = (target != nullptr && target->find_column(existing.column) != nullptr) ||
                       (source != nullptr && source->find_column(existing.column) != nullptr);
    if (!known) {
      throw UsageError(fmt::format("value for existing rows: there is no column '{}.{}'", existing.table.to_string(),
                                   existing.column.text()),
                       std::nullopt, "it is written TABLE.COLUMN=EXPRESSION, with the table's new name");
    }
    result[name][existing.column] = existing.expression;
  }
  return result;
}

/// A table that can't become the other one is dropped, and the other is created.
MatchedTables with_replaced(MatchedTables tables) {
  std::erase_if(tables.kept, [&](const auto& pair) {
    if (can_stay(*pair.first, *pair.second)) return false;
    tables.gone.push_back(pair.first);
    tables.come.push_back(pair.second);
    return true;
  });
  return tables;
}

Difference compare(const Schema& from, const Schema& target, const Capabilities& capabilities, const ChangeRules& rules,
                   const Lexicon& lexicon, const Answers& answers, const DiffOptions& options) {
  RenamePlan plan = plan_renames(from, target, answers, capabilities, lexicon);
  std::map<ObjectName, ExistingValues> existing = existing_values(from, target, plan.renames, answers, lexicon);
  Difference difference{{}, std::move(plan.questions)};
  if (!difference.questions.empty()) return difference;

  const Schema& new_names = plan.operations.empty() ? from : plan.renamed;
  const std::optional<Schema> followed =
      options.privileges ? with_owners_that_follow(new_names, target, lexicon) : std::nullopt;
  const Schema& renamed = followed ? *followed : new_names;
  const bool same_privileges = !options.privileges && (has_privileges(from) || has_privileges(target));
  const Schema privileged = same_privileges ? with_privileges_of(renamed, target, lexicon) : Schema();
  const Schema& to = same_privileges ? privileged : target;
  // Where renames run first, all that is compared has its new name already.
  const bool renames_first = capabilities.dependencies_enforced;
  const Renames renames = renames_first ? Renames() : std::move(plan.renames);
  const Schema& original = renames_first ? renamed : from;
  const MatchedTables tables = with_replaced(match_tables(original, to, renames));

  const Comparison comparison{original,
                              renamed,
                              to,
                              renames,
                              tables,
                              std::move(existing),
                              capabilities,
                              rules,
                              lexicon,
                              options,
                              renames_first,
                              children_by_parent(renamed),
                              children_by_parent(to)};
  difference.operations = assemble(comparison, std::move(plan.operations));
  return difference;
}

}  // namespace

Difference diff(const Schema& from, const Schema& to, const Capabilities& capabilities, const ChangeRules& rules,
                const Lexicon& lexicon, const Answers& answers, const DiffOptions& options) {
  const std::optional<Schema> source = with_default_schema_of(to, from, lexicon);
  const std::optional<Schema> target = with_default_schema_of(from, to, lexicon);
  return compare(source ? *source : from, target ? *target : to, capabilities, rules, lexicon, answers, options);
}

}  // namespace retort
