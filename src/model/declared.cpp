// Three passes: what tables there are and what their columns are called; then each table's columns, constraints and
// indexes; then what refers from one table to another, once all are known.
#include "model/declared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "model/declared_table.hpp"
#include "model/model_index.hpp"
#include "model/storage.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

using detail::AddedModel;
using detail::MetadataState;

/// Enum types and schemas that the tables need, each once.
class NeededObjects {
 public:
  NeededObjects(const Dialect& dialect, Declared& declared) : dialect_(dialect), declared_(declared) {}

  void add_schema(const Identifier& name) {
    const Lexicon& lexicon = dialect_.lexicon();
    if (name.empty() || lexicon.default_schema.empty() || name == lexicon.identifier(lexicon.default_schema)) return;
    Definition definition;
    definition.key = {ObjectKind::schema, {{}, name}};
    definition.sql.text = "CREATE SCHEMA " + quote(lexicon, name);
    declared_.schema.definitions.emplace(definition.key, definition);
  }

  /// Throws ModelError where two enums of one name have not the same labels.
  void add_enum(const EnumType& type, const std::string& subject) {
    const Lexicon& lexicon = dialect_.lexicon();
    const std::string_view schema = type.schema.empty() ? lexicon.default_schema : type.schema;
    Definition definition;
    definition.key = {ObjectKind::enum_type, {lexicon.identifier(schema), lexicon.identifier(type.name)}};
    for (const EnumLabel& label : type.labels) definition.values.emplace_back(label.label);
    add_schema(definition.key.name.schema);
    const auto [place, is_new] = declared_.schema.definitions.emplace(definition.key, definition);
    if (!is_new && place->second.values != definition.values)
      throw ModelError(fmt::format("{}: enum {} has other labels in another model", subject, type.name), std::nullopt,
                       "give one of the two enum types another name");
    if (is_new && !type.renamed_from.empty())
      declared_.notes.push_back({definition.key, std::string(type.renamed_from), {}});
  }

  void needs_enum(const ObjectName& table, const Identifier& column, const EnumType& type) {
    const Lexicon& lexicon = dialect_.lexicon();
    const std::string_view schema = type.schema.empty() ? lexicon.default_schema : type.schema;
    declared_.schema.dependencies.push_back(
        {{ObjectKind::column, table, column},
         {ObjectKind::enum_type, {lexicon.identifier(schema), lexicon.identifier(type.name)}}});
  }

 private:
  const Dialect& dialect_;
  Declared& declared_;
};

std::string definition_text(const DefinitionText& definition, DialectName dialect) {
  std::string text(definition.text.for_dialect(dialect));
  if (definition.form == DefinitionText::Form::view) text = fmt::format("CREATE VIEW {} AS {}", definition.name, text);
  if (definition.form == DefinitionText::Form::materialized_view)
    text = fmt::format("CREATE MATERIALIZED VIEW {} AS {}", definition.name, text);
  if (definition.renamed_from != nullptr)
    text = fmt::format("-- retort: renamed-from {}\n{}", definition.renamed_from, text);
  return text;
}

void add_definitions(const MetadataState& state, const Dialect& dialect, Declared& declared) {
  const DialectName name = dialect_name(dialect);
  for (const DefinitionText& definition : state.definitions) {
    if (!definition.text.exists_on(name)) continue;
    if (definition.text.for_dialect(name).empty())
      throw ModelError(fmt::format("a definition has no words for {}", dialect.name()), std::nullopt,
                       "say them with .on(dialect, …), or where it exists with .only(dialect)");
    (definition.before_tables ? declared.first : declared.definitions).push_back(definition_text(definition, name));
  }
}

/// Indexes share one namespace with tables, in each schema.
void refuse_equal_names(const Schema& schema) {
  std::map<ObjectName, ObjectName> owners;
  for (const auto& [name, table] : schema.tables) {
    for (const auto& [index, unused] : table.indexes) {
      const ObjectName full{name.schema, index};
      const auto [place, is_new] = owners.emplace(full, name);
      if (!is_new)
        throw ModelError(fmt::format("index {} is on table {} and on table {}", index.text(), place->second.to_string(),
                                     name.to_string()),
                         std::nullopt, "give one of the two another name");
      if (schema.tables.contains(full))
        throw ModelError(fmt::format("index {} on table {} has the name of a table", index.text(), name.to_string()),
                         std::nullopt, "give it another name");
    }
  }
}

}  // namespace

Declared declare(const Metadata& metadata, const Dialect& dialect) {
  const MetadataState& state = metadata.state();
  Declared declared;
  const ModelIndex index(state, dialect);
  NeededObjects needed(dialect, declared);
  for (const IndexedModel& model : index.models()) {
    DeclaredTable table(model, index, state.naming, dialect);
    table.add_to(declared);
    needed.add_schema(model.name.schema);
    if (dialect_name(dialect) != DialectName::postgresql) continue;
    for (const auto& [column, type] : table.enums()) {
      needed.add_enum(*type, fmt::format("column {}.{}", model.name.to_string(), column.text()));
      needed.needs_enum(model.name, column, *type);
    }
  }
  refuse_equal_names(declared.schema);
  std::sort(declared.schema.dependencies.begin(), declared.schema.dependencies.end());
  add_definitions(state, dialect, declared);
  return declared;
}

}  // namespace retort
