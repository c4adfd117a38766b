#include "state/unmanaged_tables.hpp"

#include <algorithm>

#include "schema/filter.hpp"
#include "sql/classify.hpp"
#include "state/model_script.hpp"

namespace retort {
namespace {

/// The table that a statement creates.
std::optional<ObjectName> created_table(std::string_view statement, const Lexicon& lexicon) {
  const StatementClass kind = classify(statement, lexicon);
  if (kind.kind != StatementKind::create || kind.object_kind != "TABLE" || !kind.object) return std::nullopt;
  ObjectName name = *kind.object;
  if (name.schema.empty()) name.schema = lexicon.identifier(lexicon.default_schema);
  return name;
}

/// Operations say in words what they are; which statements that becomes is known only where they run.
bool creates(const StepOperations& operations, const ObjectName& table) {
  const std::vector<std::string> lines = operations.describe();
  return std::find(lines.begin(), lines.end(), "create_table " + table.to_string()) != lines.end();
}

bool is_made(const RevisionGraph& graph, const ObjectName& table, const Lexicon& lexicon) {
  for (const auto& file : graph.order()) {
    for (const Step& step : file->upgrade) {
      if (step.operations && creates(*step.operations, table)) return true;
      for (const StepStatement& statement : step.statements)
        if (created_table(statement.text, lexicon) == table) return true;
    }
  }
  return false;
}

}  // namespace

UnmanagedTables::UnmanagedTables(const Declared& declared, const Dialect& dialect, const ServerVersion& version)
    : names_(declared.unmanaged), statements_(unmanaged_sql(declared, dialect, version)) {}

void UnmanagedTables::make(Connection& connection, const RevisionGraph& graph) const {
  const Lexicon& lexicon = connection.dialect().lexicon();
  for (const std::string& statement : statements_) {
    const std::optional<ObjectName> table = created_table(statement, lexicon);
    if (!table || !is_made(graph, *table, lexicon)) connection.execute(statement);
  }
}

void UnmanagedTables::leave_out(Schema& schema) const {
  if (names_.empty()) return;
  Filter filter;
  for (const ObjectName& name : names_) filter.exclude.push_back({"table", name.to_string()});
  apply(filter, schema);
}

}  // namespace retort
