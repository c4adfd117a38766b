// ${NAME} in retort.toml: from -x, then the process environment, then `.env`.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "project/dot_env.hpp"
#include "retort/error.hpp"

namespace retort {

class Variables {
 public:
  /// `dot_env_file` is read when a name is looked up that the other two don't have; it need not exist.
  Variables(std::map<std::string, std::string> given, std::map<std::string, std::string> process_environment,
            std::filesystem::path dot_env_file, std::string dot_env_shown);

  /// Throws ProjectError where `.env` is needed and can't be understood.
  std::optional<std::string> find(const std::string& name) const;

  /// `text` with each ${NAME} replaced, and "$${" as "${". Throws ProjectError at `where`; `subject` says whose value
  /// this is
  /// ("'url' of environment 'production'").
  std::string expand(std::string_view text, const SourceLocation& where, const std::string& subject) const;

 private:
  const DotEnv& dot_env() const;

  std::map<std::string, std::string> given_;
  std::map<std::string, std::string> process_environment_;
  std::filesystem::path dot_env_file_;
  std::string dot_env_shown_;
  mutable std::optional<DotEnv> dot_env_;
};

/// Whether `expand` would look something up.
bool has_variable(std::string_view text);

}  // namespace retort
