#include "state/schema_sql.hpp"

#include "diff/diff.hpp"

namespace retort {

std::vector<std::string> schema_sql(const Schema& schema, const Dialect& dialect, const ServerVersion& version,
                                    bool privileges) {
  std::vector<std::string> texts = dialect.render_schema(schema, version);
  if (!texts.empty()) return texts;
  // What makes it out of nothing: where the order is one of dependencies, the diff knows it.
  const OperationList operations =
      diff({}, schema, dialect.capabilities(version), dialect, dialect.lexicon(), {}, {false, privileges}).operations;
  for (const Operation& operation : dialect.lower(operations, {}, version))
    for (Statement& statement : dialect.render(operation, version)) texts.push_back(std::move(statement.text));
  return texts;
}

}  // namespace retort
