#include "command/dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "command/state_name.hpp"
#include "state/model_script.hpp"
#include "state/schema_sql.hpp"

namespace retort::command {

namespace {

/// "name", "schema.name", and either with a kind before a colon: "function:app.total".
struct Wanted {
  std::string kind;
  std::optional<Identifier> schema;
  Identifier name;

  bool is(std::string_view its_kind, const ObjectName& its_name) const {
    return (kind.empty() || ascii_iequals(kind, its_kind)) && name == its_name.name &&
           (!schema || *schema == its_name.schema);
  }
};

/// A dot splits only where the engine has schemas, a colon only behind a kind: either may stand in a name.
Wanted wanted(std::string_view text, const Lexicon& lexicon) {
  Wanted result;
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    std::string kind(text.substr(0, colon));
    std::replace(kind.begin(), kind.end(), '_', ' ');
    for (int one = 0; one <= static_cast<int>(ObjectKind::default_privileges); ++one)
      if (ascii_iequals(kind, to_string(static_cast<ObjectKind>(one)))) result.kind = kind;
    if (!result.kind.empty()) text.remove_prefix(colon + 1);
  }
  if (const std::size_t dot = text.find('.'); dot != std::string_view::npos && !lexicon.default_schema.empty()) {
    result.schema = lexicon.identifier(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  result.name = lexicon.identifier(text);
  return result;
}

// A table or view comes with what stands on it: indexes, triggers, rules and policies.
bool take(const Schema& all, const Wanted& wanted, Schema& selected) {
  std::set<ObjectName> taken;
  for (const auto& [name, table] : all.tables) {
    if (!wanted.is(to_string(ObjectKind::table), name)) continue;
    selected.tables.insert({name, table});
    taken.insert(name);
  }
  bool found = !taken.empty();
  for (const auto& [key, definition] : all.definitions) {
    if (!wanted.is(to_string(key.kind), key.name)) continue;
    selected.definitions.insert({key, definition});
    taken.insert(key.name);
    found = true;
  }
  for (const auto& [key, definition] : all.definitions)
    if (!definition.on.name.empty() && taken.contains(definition.on)) selected.definitions.insert({key, definition});
  return found;
}

// An index alone: its table is no part of the answer.
bool take_index(const Schema& all, const Wanted& wanted, const Dialect& dialect, const ServerVersion& version,
                std::vector<std::string>& statements) {
  for (const auto& [table_name, table] : all.tables) {
    const auto found = table.indexes.find(wanted.name);
    if (found == table.indexes.end()) continue;
    if (!wanted.is(to_string(ObjectKind::index), {table_name.schema, found->first})) continue;
    for (const Statement& statement : dialect.render(CreateIndex{table_name, found->second}, version))
      statements.push_back(statement.text);
    return true;
  }
  return false;
}

/// Foreign keys refer to tables that somebody else makes: without these the rest would not load.
void add_unmanaged(const std::vector<std::string>& unmanaged, std::vector<std::string>& statements) {
  const auto is_table = [](const std::string& statement) {
    return statement.starts_with("CREATE TABLE") || statement.starts_with("CREATE UNLOGGED TABLE");
  };
  auto at = std::find_if(statements.begin(), statements.end(), is_table);
  for (const std::string& statement : unmanaged) {
    if (std::find(statements.begin(), statements.end(), statement) != statements.end()) continue;
    at = std::next(statements.insert(at, (is_table(statement) ? "-- made by somebody else\n" : "") + statement));
  }
}

}  // namespace

DumpResult dump(const Context& context, const std::string& state, const std::vector<std::string>& names) {
  Workspace workspace(context, access_for(state));
  if (access_for(state) == Access::reads && !workspace.database_exists())
    throw UsageError(fmt::format("{} does not exist yet", workspace.address()), std::nullopt, "retort upgrade head");
  Schema all = workspace.states().load(parse_state(workspace, state));
  DumpResult result;
  std::vector<std::string> indexes;
  for (const std::string& text : names) {
    const Wanted object = wanted(text, workspace.dialect().lexicon());
    if (take(all, object, result.schema)) continue;
    if (take_index(all, object, workspace.dialect(), workspace.version(), indexes)) continue;
    throw UsageError(fmt::format("{} has no table, view, trigger or index \"{}\"", state, text), std::nullopt,
                     fmt::format("retort dump {} shows all that it has", state));
  }
  if (names.empty()) {
    result.schema = std::move(all);
  } else {
    result.schema.dependencies = std::move(all.dependencies);
  }
  result.statements =
      schema_sql(result.schema, workspace.dialect(), workspace.version(), workspace.settings().privileges);
  if (state == "models" && names.empty()) {
    add_notes(result.statements, workspace.states().model_notes(), workspace.dialect().lexicon());
    add_unmanaged(workspace.states().unmanaged(), result.statements);
  }
  result.statements.insert(result.statements.end(), indexes.begin(), indexes.end());
  return result;
}

}  // namespace retort::command
