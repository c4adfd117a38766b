// `retort init`: lays out a new project, empty or from a database that is there.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "command/context.hpp"
#include "schema/schema.hpp"

namespace retort::command {

struct InitOptions {
  std::filesystem::path directory = "db";  // for the schema and versions/, below the working directory
  std::string template_name = "sql";
  std::optional<std::string> from;  // a URL: only read
  std::optional<std::string> url;   // of the project's database; SQLite's app.db where neither is said
};

struct InitResult {
  struct File {
    std::string path;      // below the working directory
    bool written = false;  // false: it was there, and is as it was
  };
  std::vector<File> files;
  std::string schema_file;  // schema.sql, or the models
  // With `from`:
  std::string address;                         // no password
  std::optional<RevisionId> baseline;          // none where the database is empty
  std::map<std::string, std::size_t> objects;  // how many were read of each kind: "table", "view", …
  std::vector<NotCovered> not_covered;
  // With either URL:
  bool url_in_environment = false;  // it has a password: retort.toml says ${DATABASE_URL}
};

/// Throws UsageError where there is a project already; writes nothing then.
InitResult init(const Surroundings& around, const InitOptions&);

}  // namespace retort::command
