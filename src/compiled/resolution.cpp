#include "compiled/resolution.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "operation/rename.hpp"
#include "retort/error.hpp"

namespace retort::compiled {

namespace {

[[noreturn]] void missing(const std::string& what) {
  throw ProjectError(fmt::format("there is no {} in the database", what), std::nullopt,
                     "see what the revisions before this one make: `retort dump database`");
}

}  // namespace

const Table& Resolution::table(const ObjectName& name) const {
  const Table* found = now_.find_table(name);
  if (found == nullptr) missing(fmt::format("table '{}'", name.to_string()));
  return *found;
}

const Column& Resolution::column(const ObjectName& name, const Identifier& column) const {
  const Column* found = table(name).find_column(column);
  if (found == nullptr) missing(fmt::format("column '{}.{}'", name.to_string(), column.text()));
  return *found;
}

const Definition& Resolution::definition(const ObjectKey& key) const {
  const auto found = now_.definitions.find(key);
  if (found == now_.definitions.end()) missing(fmt::format("{} '{}'", to_string(key.kind), key.to_string()));
  return found->second;
}

const std::map<Identifier, Index>& Resolution::indexes(const ObjectName& relation) const {
  const auto view = now_.definitions.find({ObjectKind::materialized_view, relation});
  return view != now_.definitions.end() ? view->second.indexes : table(relation).indexes;
}

void Resolution::add(Operation operation) {
  apply(operation, now_, lexicon());
  operations_.push_back(std::move(operation));
}

void drop_what_names(Resolution& resolution, const ObjectName& name, const Identifier& column) {
  const Table table = resolution.table(name);
  const auto in_parts = [&](const std::vector<KeyPart>& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](const KeyPart& part) {
      return part.column == column || (part.expression && names_column(*part.expression, column, resolution.lexicon()));
    });
  };
  const auto in_names = [&](const std::vector<Identifier>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  const auto in_words = [&](const Expression& words) { return names_column(words, column, resolution.lexicon()); };
  const auto drop = [&](const auto& constraint) { resolution.add(DropConstraint{name, constraint}); };

  for (const auto& [unused, index] : table.indexes) {
    if (in_parts(index.parts) || in_names(index.include) || (index.where && in_words(*index.where)))
      resolution.add(DropIndex{name, index});
  }
  for (const ForeignKey& key : table.foreign_keys) {
    if (in_names(key.columns)) drop(key);
  }
  for (const Check& check : table.checks) {
    if (in_words(check.expression)) drop(check);
  }
  for (const Exclusion& exclusion : table.exclusions) {
    if (in_names(exclusion.columns)) drop(exclusion);
  }
  for (const Unique& unique : table.uniques) {
    if (in_parts(unique.columns) || in_names(unique.include)) drop(unique);
  }
  if (table.primary_key && (in_parts(table.primary_key->columns) || in_names(table.primary_key->include)))
    drop(*table.primary_key);
}

}  // namespace retort::compiled
