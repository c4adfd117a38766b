#include "driver/sqlite/guard.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "driver/sqlite/catalogue.hpp"
#include "driver/sqlite/definitions.hpp"

namespace retort::sqlite {

namespace {

struct LiveTable {
  Table table;
  std::vector<Definition> triggers;
};

std::optional<LiveTable> read_live(Session& session, const Identifier& name) {
  const std::vector<CatalogueRow> rows = read_rows_of(session, name);
  LiveTable live;
  bool found = false;
  for (const CatalogueRow& row : rows) {
    if (row.type != "table") continue;
    live.table = read_create_table(row.sql);
    live.table.name = ObjectName{{}, row.name};
    found = true;
  }
  if (!found) return std::nullopt;
  for (const CatalogueRow& row : rows) {
    if (row.type != "index" || row.sql.empty()) continue;
    Index index = read_create_index(row.sql, live.table).index;
    live.table.indexes.emplace(index.name, std::move(index));
  }
  live.triggers = read_triggers_on(session, name);
  return live;
}

/// "column 'a' is only in the database", for names on one side.
void compare(std::string_view kind, const std::vector<std::string>& written, const std::set<Identifier>& live,
             std::vector<std::string>& differences) {
  std::set<Identifier> expected;
  for (const std::string& name : written) expected.insert(Identifier::folded(name));
  for (const Identifier& name : live) {
    if (!expected.contains(name))
      differences.push_back(fmt::format("{} '{}' is only in the database", kind, name.text()));
  }
  for (const Identifier& name : expected) {
    if (!live.contains(name)) differences.push_back(fmt::format("{} '{}' is not in the database", kind, name.text()));
  }
}

std::vector<std::string> differences_of(const RebuildGuard& guard, const LiveTable& live) {
  std::set<Identifier> columns;
  for (const Column& column : live.table.columns) columns.insert(column.name);
  std::set<Identifier> indexes;
  for (const auto& [name, index] : live.table.indexes) indexes.insert(name);
  std::set<Identifier> triggers;
  for (const Definition& trigger : live.triggers) triggers.insert(trigger.key.name.name);
  std::vector<std::string> differences;
  compare("column", guard.columns, columns, differences);
  compare("index", guard.indexes, indexes, differences);
  compare("trigger", guard.triggers, triggers, differences);
  if (differences.empty()) differences.emplace_back("the definition of a column, constraint, index or trigger differs");
  return differences;
}

}  // namespace

void check_guard(Session& session, const RebuildGuard& guard) {
  constexpr const char* kHint =
      "`retort check` compares the database with the revisions; where another revision made the difference, write this "
      "one "
      "anew: `retort revision --amend`; what somebody made by hand is taken back first, or made a revision of its own";
  std::optional<LiveTable> live;
  try {
    live = read_live(session, Identifier::folded(guard.table));
  } catch (const ProjectError& error) {
    throw ProjectError(
        fmt::format("table '{}' can't be compared with what this rebuild was written for: {}. No data was touched",
                    guard.table, error.what()),
        std::nullopt, kHint);
  }
  if (!live)
    throw ProjectError(fmt::format("table '{}', which is to be rebuilt, does not exist", guard.table), std::nullopt,
                       kHint);
  if (dialect().table_hash(live->table, live->triggers) == guard.hash) return;
  throw ProjectError(fmt::format("table '{}' is no longer what this rebuild was written for: {}. No data was touched",
                                 guard.table, join(differences_of(guard, *live), "; ")),
                     std::nullopt, kHint);
}

}  // namespace retort::sqlite
