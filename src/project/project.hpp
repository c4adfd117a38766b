// A project: retort.toml and what it points to (design, section 4; docs/configuration.md). Reads files, never a
// database.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/url.hpp"
#include "project/settings.hpp"

namespace retort {

struct Environment {
  std::string name;           // empty: --url without --env
  Url url;                    // resolved, SQLite paths absolute
  bool is_protected = false;  // by its own key, or because its URL is the same database as a protected one's
  std::optional<Url> scratch;
  Settings settings;
};

/// What a call said, before the file is read.
struct ProjectOptions {
  std::optional<std::filesystem::path> config;   // --config
  std::optional<std::string> environment;        // --env
  std::optional<std::string> url;                // --url
  std::map<std::string, std::string> variables;  // -x KEY=VALUE
  std::filesystem::path working_directory;
  std::map<std::string, std::string> process_environment;
  bool terminal = false;  // people at a terminal get the default environment
};

class Project {
 public:
  /// Looks for retort.toml upwards from the working directory. The whole file is checked, but a variable that is not
  /// set is an error only when its value is needed. Throws ProjectError with the line; UsageError where there is no
  /// file, naming `retort init`.
  static Project open(const ProjectOptions&);
  /// No file: a program says everything itself. `folder`: where relative paths count from.
  static Project without_file(Environment environment, const std::filesystem::path& folder);

  const std::filesystem::path& file() const;  // retort.toml, absolute; empty where there is none
  const std::filesystem::path& folder() const;
  const std::filesystem::path& working_directory() const;  // of the call, absolute: messages show paths from here
  /// Top-level settings, without an environment. Throws ProjectError where a variable in them is not set.
  const Settings& settings() const;
  std::vector<std::string> environment_names() const;  // in the order of the file
  /// The engine that the files are written for, where no environment's URL can be had: 'engine', else the scheme of the
  /// first url that begins with one, else "sqlite".
  std::string engine() const;
  /// The environment that the call means. `writes`: a program (no terminal) that writes without a named one, where
  /// several exist, is refused (exit 2). Throws UsageError; ProjectError where the file's own words are the trouble.
  Environment environment(bool writes) const;

 private:
  struct State;
  explicit Project(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace retort
