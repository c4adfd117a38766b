#include "command/schema_script.hpp"

#include "command/autogenerate.hpp"
#include "diff/diff.hpp"

namespace retort::command {

std::vector<std::string> schema_script(const Schema& schema, const Dialect& dialect, const ServerVersion& version) {
  std::vector<std::string> texts = dialect.render_schema(schema, version);
  if (!texts.empty()) return texts;
  const Schema nothing;
  const Difference all = diff(nothing, schema, dialect.capabilities(version), dialect, dialect.lexicon());
  for (Statement& statement : make_script(all.operations, nothing, dialect, version).statements)
    texts.push_back(std::move(statement.text));
  return texts;
}

}  // namespace retort::command
