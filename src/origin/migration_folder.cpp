#include "origin/migration_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "origin/dbmate.hpp"
#include "origin/pairs.hpp"
#include "project/config_file.hpp"
#include "project/revision_folder.hpp"

namespace retort {

namespace fs = std::filesystem;

namespace {

struct Entries {
  std::vector<std::string> files, folders;  // sorted, without hidden ones
};

Entries entries_of(const fs::path& folder) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure))
    throw UsageError(fmt::format("there is no folder {}", folder.string()), std::nullopt,
                     "name the folder of the migrations");
  Entries entries;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    (entry.is_directory() ? entries.folders : entries.files).push_back(name);
  }
  std::sort(entries.files.begin(), entries.files.end());
  std::sort(entries.folders.begin(), entries.folders.end());
  return entries;
}

bool is_diesel_folder(const fs::path& folder) { return fs::exists(folder / "up.sql"); }

/// NAME.up.sql and NAME.down.sql; golang-migrate passes over what has no number, and so does this.
std::vector<Migration> read_pairs(const fs::path& folder, Tool tool, const fs::path& shown_relative_to) {
  std::map<std::string, Migration> by_name;
  for (const std::string& file : entries_of(folder).files) {
    const auto pair = tool == Tool::golang_migrate ? read_golang_name(file) : read_pair_name(file);
    if (!pair) continue;
    // golang-migrate puts two files together by their version, whatever their titles are.
    const std::string key = tool == Tool::golang_migrate ? std::string(significant_digits(pair->version)) : pair->name;
    Migration& migration = by_name[key];
    MigrationScript script;
    script.source = read_source(folder / file, shown_relative_to);
    std::optional<MigrationScript>& side = pair->up ? migration.up : migration.down;
    if (side)
      throw ProjectError(fmt::format("{} and another file are one direction of version {}", file, pair->version),
                         SourceLocation{script.source.name(), 0, 0}, "its tool refuses this, too");
    side = std::move(script);
    if (!migration.name.empty() && !pair->up) continue;
    migration.name = pair->name;
    migration.version = pair->version;
  }
  std::vector<Migration> migrations;
  for (auto& [key, migration] : by_name) {
    migration.id = id_of_version(migration.version);
    migration.message = message_of(migration.name);
    migration.create_date = date_of_version(migration.version);
    migrations.push_back(std::move(migration));
  }
  return migrations;
}

/// metadata.toml of a folder: run_in_transaction.
bool runs_in_transaction(const fs::path& folder, const fs::path& shown_relative_to) {
  const fs::path file = folder / "metadata.toml";
  if (!fs::exists(file)) return true;
  const ConfigNode metadata = parse_config(read_source(file, shown_relative_to));
  const ConfigNode* said = metadata.find("run_in_transaction");
  return said == nullptr || said->type != ConfigNode::Type::boolean || said->boolean;
}

std::vector<Migration> read_diesel(const fs::path& folder, const fs::path& shown_relative_to) {
  std::vector<Migration> migrations;
  for (const std::string& name : entries_of(folder).folders) {
    const fs::path place = folder / name;
    if (!is_diesel_folder(place)) continue;
    Migration migration;
    migration.name = name;
    migration.version = diesel_version(name);
    migration.id = id_of_version(migration.version);
    migration.message = message_of(name);
    migration.create_date = date_of_version(migration.version);
    const bool transactional = runs_in_transaction(place, shown_relative_to);
    migration.up = MigrationScript{read_source(place / "up.sql", shown_relative_to), transactional};
    if (fs::exists(place / "down.sql"))
      migration.down = MigrationScript{read_source(place / "down.sql", shown_relative_to), transactional};
    migrations.push_back(std::move(migration));
  }
  return migrations;
}

std::vector<Migration> read_dbmate_files(const fs::path& folder, const fs::path& shown_relative_to) {
  std::vector<Migration> migrations;
  for (const std::string& name : entries_of(folder).files)
    if (is_dbmate_name(name)) migrations.push_back(read_dbmate(name, read_source(folder / name, shown_relative_to)));
  return migrations;
}

bool begins_dbmate(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return has_dbmate_up(text);
}

bool is_alembic(const fs::path& folder, const Entries& entries) {
  const auto has = [&](const char* name) {
    return std::find(entries.files.begin(), entries.files.end(), name) != entries.files.end();
  };
  return has("alembic.ini") || (has("env.py") && fs::is_directory(folder / "versions"));
}

}  // namespace

Tool recognise(const fs::path& folder) {
  const Entries entries = entries_of(folder);
  if (is_alembic(folder, entries)) return Tool::alembic;
  std::set<Tool> found;
  bool numbered = true;
  for (const std::string& file : entries.files) {
    if (read_pair_name(file)) {
      found.insert(Tool::pairs);
      numbered = numbered && read_golang_name(file).has_value();
    } else if (is_dbmate_name(file) && begins_dbmate(folder / file)) {
      found.insert(Tool::dbmate);
    }
  }
  for (const std::string& name : entries.folders)
    if (is_diesel_folder(folder / name)) found.insert(Tool::diesel);
  if (found.size() == 1) return *found.begin() == Tool::pairs && numbered ? Tool::golang_migrate : *found.begin();
  std::vector<std::string> names;
  for (const Tool tool : found) names.emplace_back(to_string(tool));
  if (!found.empty())
    throw UsageError(fmt::format("{} looks like the migrations of {}", folder.string(), join(names, " and of ")),
                     std::nullopt, "say which with --from");
  throw UsageError(fmt::format("{} holds no migrations that can be adopted", folder.string()), std::nullopt,
                   "it takes dbmate's files (-- migrate:up), NAME.up.sql with NAME.down.sql, Diesel's folders with "
                   "up.sql, and a folder with alembic.ini");
}

std::vector<Migration> read_migrations(const fs::path& folder, Tool tool, const fs::path& shown_relative_to) {
  std::vector<Migration> migrations = tool == Tool::dbmate   ? read_dbmate_files(folder, shown_relative_to)
                                      : tool == Tool::diesel ? read_diesel(folder, shown_relative_to)
                                                             : read_pairs(folder, tool, shown_relative_to);
  if (migrations.empty())
    throw UsageError(fmt::format("{} holds no migrations of {}", folder.string(), to_string(tool)), std::nullopt,
                     "name the folder that has them, or another tool with --from");
  sort_migrations(migrations, tool);
  for (std::size_t i = 1; i < migrations.size(); ++i) migrations[i].revises = {migrations[i - 1].id};
  return migrations;
}

}  // namespace retort
