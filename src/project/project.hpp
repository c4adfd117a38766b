// A project: retort.toml and what it points to (design, section 4; docs/configuration.md). Reads files, never a database.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "driver/url.hpp"
#include "revision/graph.hpp"
#include "schema/filter.hpp"

namespace retort {

/// Where the schema of the models comes from.
struct SchemaSource {
  std::vector<std::filesystem::path> files;  // a folder is expanded to its *.sql, sorted
  std::optional<std::string> command;        // "exec: COMMAND"
};

/// The settings in force for one environment: top-level keys, overridden by the environment's own.
struct Settings {
  std::optional<SchemaSource> schema;
  std::vector<std::filesystem::path> revisions;
  std::vector<std::filesystem::path> seeds;
  std::string main_branch = "main";
  std::string version_table = "retort_version";
  std::string version_schema;
  std::string file_template;
  std::string timezone = "UTC";
  int slug_length = 40;
  std::chrono::milliseconds lock_wait{60000};
  std::chrono::milliseconds lock_timeout{0};
  std::chrono::milliseconds statement_timeout{0};
  Filter managed;
  bool column_order = false;
  bool privileges = false;
  bool not_covered_is_error = false;
  std::map<std::string, std::string> lint;
  std::optional<std::filesystem::path> cache;  // none: off
};

struct Environment {
  std::string name;          // empty: --url without --env
  Url url;                   // resolved, SQLite paths absolute
  bool is_protected = false; // by its own key, or because its URL is the same database as a protected one's
  std::optional<Url> scratch;
  Settings settings;
};

/// What a call said, before the file is read.
struct ProjectOptions {
  std::optional<std::filesystem::path> config;       // --config
  std::optional<std::string> environment;            // --env
  std::optional<std::string> url;                    // --url
  std::map<std::string, std::string> variables;      // -x KEY=VALUE
  std::filesystem::path working_directory;
  std::map<std::string, std::string> process_environment;
  bool terminal = false;   // people at a terminal get the default environment
};

class Project {
 public:
  /// Looks for retort.toml upwards from the working directory. Throws ProjectError with the line; UsageError where
  /// there is none, naming `retort init`.
  static Project open(const ProjectOptions&);

  const std::filesystem::path& file() const;    // retort.toml
  const std::filesystem::path& folder() const;
  /// Top-level settings, without an environment.
  const Settings& settings() const;
  std::vector<std::string> environment_names() const;
  /// The environment that the call means. `writes`: a program (no terminal) that writes without a named one, where several
  /// exist, is refused (exit 2).
  Environment environment(bool writes) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

}  // namespace retort
