#include "model/model_index.hpp"

#include <fmt/format.h>

#include "retort/metadata.hpp"

namespace retort {

using detail::ColumnSpec;
using detail::MemberRef;
using detail::ReferenceSpec;

std::string_view column_name(const ColumnSpec& column) {
  return column.name == nullptr ? column.member.name : std::string_view(column.name);
}

const ColumnSpec* IndexedModel::find(const MemberRef& member) const {
  for (const ColumnSpec& column : view.columns) {
    // A member of C++ is told by its class as well; what was built at run time has names of columns only.
    if (member.owner != nullptr ? column.member == member : column_name(column) == member.name) return &column;
  }
  return nullptr;
}

ModelIndex::ModelIndex(const detail::MetadataState& state, const Dialect& dialect) : dialect_(dialect) {
  const Lexicon& lexicon = dialect.lexicon();
  const DialectName engine = dialect_name(dialect);
  for (const detail::AddedModel& model : state.models) {
    const detail::ModelView view = model.view();
    std::string_view schema = view.table->schema.for_dialect(engine);
    if (schema.empty() || lexicon.default_schema.empty()) schema = lexicon.default_schema;
    const ObjectName name{lexicon.identifier(schema), lexicon.identifier(model.table)};
    const auto [place, is_new] = by_name_.emplace(name, models_.size());
    if (!is_new)
      throw ModelError(fmt::format("table {} is there twice", name.to_string()), std::nullopt,
                       view.type == nullptr
                           ? "add it once"
                           : fmt::format("add each model once; another table of {} has a name: metadata.add<{}>(\"…\")",
                                         view.type->name, view.type->name));
    models_.push_back({view, name});
  }
}

const IndexedModel* ModelIndex::target(const ReferenceSpec& reference, const IndexedModel& from,
                                       const std::string& subject) const {
  if (reference.table != nullptr) {
    const auto found = by_name_.find(table_name(reference));
    if (found != by_name_.end()) return &models_[found->second];
    if (reference.target == nullptr) return nullptr;
    throw ModelError(fmt::format("{} refers to table {}, and no model has it", subject, reference.table), std::nullopt,
                     fmt::format("metadata.add<{}>(\"{}\")", reference.target->name, reference.table));
  }
  const IndexedModel* found = nullptr;
  for (const IndexedModel& model : models_) {
    if (model.view.type != reference.target) continue;
    // A struct that refers to itself means the table that it is.
    if (&model == &from) return &model;
    if (found != nullptr)
      throw ModelError(fmt::format("{} refers to {}, which is table {} and table {}", subject, reference.target->name,
                                   found->name.to_string(), model.name.to_string()),
                       std::nullopt, "say which one: references<…>({.table = \"…\"})");
    found = &model;
  }
  if (found == nullptr)
    throw ModelError(fmt::format("{} refers to {}, which was not added", subject, reference.target->name), std::nullopt,
                     fmt::format("metadata.add<{}>()", reference.target->name));
  return found;
}

ObjectName ModelIndex::table_name(const ReferenceSpec& reference) const {
  const Lexicon& lexicon = dialect_.lexicon();
  std::string_view schema = lexicon.default_schema;
  if (reference.schema != nullptr && !lexicon.default_schema.empty()) schema = reference.schema;
  return {lexicon.identifier(schema), lexicon.identifier(reference.table)};
}

}  // namespace retort
