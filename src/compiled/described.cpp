#include "compiled/described.hpp"

namespace retort::compiled {

ObjectName object_name(const QualifiedName& name, const Lexicon& lexicon) {
  const bool has_schemas = !lexicon.default_schema.empty();
  const std::string_view schema = name.schema.empty() || !has_schemas ? lexicon.default_schema : name.schema;
  return {lexicon.identifier(schema), lexicon.identifier(name.name)};
}

TableBuilder described(const QualifiedName& table) {
  TableBuilder builder(table.name);
  if (!table.schema.empty()) builder.schema(table.schema.c_str());
  return builder;
}

TableBuilder described(const QualifiedName& table, const std::vector<std::string>& columns) {
  TableBuilder builder = described(table);
  for (const std::string& column : columns) builder.column(column, Text());
  return builder;
}

Declared declared(const TableBuilder& table, const Dialect& dialect) {
  Metadata metadata;
  metadata.add(table);
  return declare(metadata, dialect);
}

const Table& only_table(const Declared& declared) { return declared.schema.tables.begin()->second; }

}  // namespace retort::compiled
