// The settings in force for one environment, and how they are read from retort.toml (docs/configuration.md).
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "project/config_file.hpp"
#include "project/hooks.hpp"
#include "project/variables.hpp"
#include "schema/filter.hpp"

namespace retort {

/// Where the schema of the models comes from.
struct SchemaSource {
  std::vector<std::filesystem::path>
      files;                           // a folder is expanded to its *.sql, sorted; one without any stands for itself
  std::optional<std::string> command;  // "exec: COMMAND"
};

/// Top-level keys, overridden by the environment's own.
struct Settings {
  std::optional<SchemaSource> schema;
  std::vector<std::filesystem::path> revisions;
  std::vector<std::filesystem::path> seeds;
  std::string main_branch = "main";
  std::string version_table = "retort_version";
  std::string version_schema;
  std::string file_template = "{year}{month}{day}{hour}{minute}{second}_{slug}";
  std::string timezone = "UTC";
  int slug_length = 40;
  std::chrono::milliseconds lock_wait{60000};
  std::chrono::milliseconds lock_timeout{5000};
  std::chrono::milliseconds statement_timeout{0};
  bool one_transaction = false;  // of a whole run: transaction = "run"
  bool online = false;  // migrations are written in the forms that don't hold long locks, where the engine has such
  Filter managed;
  bool column_order = false;
  bool privileges = false;
  bool not_covered_is_error = false;
  Stubs stubs;                                 // what scratch databases know by name only
  std::vector<Hook> hooks;                     // in the order of the file
  std::map<std::string, std::string> lint;     // rule -> "error", "warning" or "off"
  std::optional<std::filesystem::path> cache;  // none: off
};

/// What the values of the file are read against.
struct SettingsContext {
  std::filesystem::path folder;  // relative paths count from here
  std::map<std::string, std::string> process_environment;
  const Variables* variables = nullptr;  // null: only what stands without a ${NAME} is checked
  std::string environment;               // for messages; empty: the top level
};

/// Settings with the keys of `table` read over the defaults; keys that are no settings are passed over.
/// Throws ProjectError with the place in the file.
Settings read_settings(const ConfigNode& table, const SettingsContext& context);

/// The top-level keys and [managed]'s, for checks and suggestions.
std::vector<std::string> setting_names();
std::vector<std::string> managed_names();

/// Throws ProjectError unless this program is as new as `require = ">=0.1"` says (one or several, by commas, of >=, >,
/// =, <, <=).
void check_required_version(const ConfigNode& require, std::string_view version);

/// A value of a string key with its variables replaced. Throws ProjectError where it is no string or is empty.
std::string text_value(const ConfigNode& node, const SettingsContext& context);
bool boolean_value(const ConfigNode& node, const SettingsContext& context);
/// "'url' of environment 'production'".
std::string subject(const ConfigNode& node, const SettingsContext& context);

}  // namespace retort
