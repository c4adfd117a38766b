#include "command/dump.hpp"

#include <fmt/format.h>

#include "command/schema_script.hpp"
#include "command/state_name.hpp"

namespace retort::command {

namespace {

// A table comes with its indexes and triggers.
bool take(const Schema& all, const Identifier& name, Schema& selected) {
  bool found = false;
  for (const auto& [table_name, table] : all.tables) {
    if (table_name.name != name) continue;
    selected.tables.insert({table_name, table});
    for (const auto& [key, definition] : all.definitions)
      if (key.kind == ObjectKind::trigger && definition.on == table_name)
        selected.definitions.insert({key, definition});
    found = true;
  }
  for (const auto& [key, definition] : all.definitions) {
    if (key.name.name != name) continue;
    selected.definitions.insert({key, definition});
    found = true;
  }
  return found;
}

// An index alone: its table is no part of the answer.
bool take_index(const Schema& all, const Identifier& name, const Dialect& dialect, const ServerVersion& version,
                std::vector<std::string>& statements) {
  for (const auto& [table_name, table] : all.tables) {
    const auto found = table.indexes.find(name);
    if (found == table.indexes.end()) continue;
    for (const Statement& statement : dialect.render(CreateIndex{table_name, found->second}, version))
      statements.push_back(statement.text);
    return true;
  }
  return false;
}

}  // namespace

DumpResult dump(const Context& context, const std::string& state, const std::vector<std::string>& names) {
  Workspace workspace(context, access_for(state));
  if (access_for(state) == Access::reads && !workspace.database_exists())
    throw UsageError(fmt::format("{} does not exist yet", workspace.address()), std::nullopt, "retort upgrade head");
  const Schema all = workspace.states().load(parse_state(workspace, state));
  DumpResult result;
  if (names.empty()) result.schema = all;
  std::vector<std::string> indexes;
  for (const std::string& text : names) {
    const Identifier name = workspace.dialect().lexicon().identifier(text);
    if (take(all, name, result.schema)) continue;
    if (take_index(all, name, workspace.dialect(), workspace.version(), indexes)) continue;
    throw UsageError(fmt::format("{} has no table, view, trigger or index \"{}\"", state, text), std::nullopt,
                     fmt::format("retort dump {} shows all that it has", state));
  }
  result.statements = schema_script(result.schema, workspace.dialect(), workspace.version());
  result.statements.insert(result.statements.end(), indexes.begin(), indexes.end());
  return result;
}

}  // namespace retort::command
