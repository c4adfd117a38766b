#include "diff/diff.hpp"
#include "diff/renames.hpp"

namespace retort {

Answers reversed(const Answers& answers, const Schema& from, const Schema& to) {
  const Renames renames = renames_between(from, to, answers);
  Answers back;
  back.no_renames = answers.no_renames;
  for (const auto& [source, target] : renames.tables)
    back.renames.push_back({std::nullopt, target.name, source.name, true});
  for (const auto& [table, pairs] : renames.columns) {
    for (const auto& [source, target] : pairs) back.renames.push_back({renames.source_of(table), target, source, true});
  }
  for (const Answers::NotRenamed& no : answers.not_renamed) {
    back.not_renamed.push_back({no.table ? std::optional(renames.source_of(*no.table)) : std::nullopt, no.to});
  }
  for (const Answers::Existing& existing : answers.existing) {
    const ObjectName table = renames.source_of(existing.table);
    const Identifier column = renames.source_of(existing.table, existing.column);
    const Table* owner = from.find_table(table);
    if (owner != nullptr && owner->find_column(column) != nullptr)
      back.existing.push_back({table, column, existing.expression});
  }
  return back;
}

}  // namespace retort
