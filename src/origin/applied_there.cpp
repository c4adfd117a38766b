#include "origin/applied_there.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "origin/pairs.hpp"
#include "sql/quote.hpp"

namespace retort {

namespace {

std::string select(Connection& connection, std::string_view columns, const ObjectName& table) {
  return fmt::format("SELECT {} FROM {}", columns, quote(connection.dialect().lexicon(), table));
}

bool is_true(const Value& value) {
  const std::string text = text_of(value);
  return text == "1" || text == "t" || text == "true";
}

std::string unknown(const ObjectName& table, const std::string& version) {
  return fmt::format("{} has version {}, and no file has", table.to_string(), version);
}

/// One row: the last version, and whether it failed half way.
void read_golang(Connection& connection, const ObjectName& table, const std::vector<Migration>& migrations,
                 AppliedThere& result) {
  for (const Row& row : connection.query(select(connection, "version, dirty", table)).rows) {
    const std::string version = text_of(row.at(0));
    const bool dirty = is_true(row.at(1));
    if (dirty)
      result.problems.push_back(
          fmt::format("{} says that version {} is dirty: it failed half way; put the database right, then "
                      "`migrate force`",
                      table.to_string(), version));
    if (version == "-1") continue;
    const auto found = std::find_if(migrations.begin(), migrations.end(), [&](const Migration& migration) {
      return significant_digits(migration.version) == version;
    });
    if (found == migrations.end())
      result.problems.push_back(unknown(table, version));
    else
      result.heads = {found->id};
  }
}

/// A row a migration. They may have been applied in any order; a chain can only be at its beginning.
void read_each(Connection& connection, const ObjectName& table, const std::vector<Migration>& migrations,
               AppliedThere& result) {
  std::set<std::string> versions;
  for (const Row& row : connection.query(select(connection, "version", table)).rows)
    versions.insert(text_of(row.at(0)));
  std::vector<std::string> holes, pending;
  for (const Migration& migration : migrations) {
    if (versions.erase(migration.version) == 0) {
      pending.push_back(migration.version);
      continue;
    }
    holes.insert(holes.end(), pending.begin(), pending.end());
    pending.clear();
    result.heads = {migration.id};
  }
  for (const std::string& version : versions) result.problems.push_back(unknown(table, version));
  if (!holes.empty())
    result.problems.push_back(
        fmt::format("{} is not applied, and {}, which comes later, is: let its own tool run it first",
                    join(holes, ", "), *result.heads.begin()));
}

/// The rows are the heads.
void read_alembic(Connection& connection, const ObjectName& table, const std::vector<Migration>& migrations,
                  AppliedThere& result) {
  for (const Row& row : connection.query(select(connection, "version_num", table)).rows) {
    const std::string version = text_of(row.at(0));
    const bool known = std::any_of(migrations.begin(), migrations.end(),
                                   [&](const Migration& migration) { return migration.id == version; });
    if (!known) result.problems.push_back(unknown(table, version));
    result.heads.insert(version);
  }
}

}  // namespace

AppliedThere read_applied_there(Connection& connection, Tool tool, const ObjectName& table,
                                const std::vector<Migration>& migrations) {
  AppliedThere result;
  if (table.name.empty() || !connection.has_table(table)) return result;
  result.has_table = true;
  if (tool == Tool::golang_migrate)
    read_golang(connection, table, migrations, result);
  else if (tool == Tool::alembic)
    read_alembic(connection, table, migrations, result);
  else
    read_each(connection, table, migrations, result);
  return result;
}

}  // namespace retort
