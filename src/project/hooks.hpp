// [[hooks]] of retort.toml: commands that run beside Retort's own work (docs/configuration.md).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "project/config_file.hpp"
#include "retort/cancellation.hpp"
#include "retort/direction.hpp"
#include "retort/error.hpp"

namespace retort {

struct SettingsContext;

struct Hook {
  enum class On {
    written,  // a revision file was written
    before,   // a revision is about to run
    after,    // a revision ran
  };
  std::string name;  // for people: the command's first word where the file gives none
  On on = On::written;
  std::vector<std::string> command;  // with its placeholders
  std::filesystem::path folder;      // where it runs
  SourceLocation where;
};

/// What stands for {path}, {revision} and {direction}, and for RETORT_PATH and so on in the command's environment.
struct HookSubject {
  std::filesystem::path path;  // of the revision file, absolute; empty where there is none
  std::string revision;
  std::optional<Direction> direction;  // none: no run
  std::string environment;             // its name; empty where the call gave a URL
  Cancellation cancellation = {};
};

/// A command of [[hooks]] could not be started, or ended with another status than 0. Exit 5.
class HookFailed : public MigrationFailed {
 public:
  using MigrationFailed::MigrationFailed;
};

/// Reads the list. Throws ProjectError with the place in the file.
std::vector<Hook> read_hooks(const ConfigNode& node, const SettingsContext& context);

/// What it printed on both streams. Throws HookFailed, which says after the command's own words `standing` and, as a
/// hint, `next`.
std::string run_hook(const Hook& hook, const HookSubject& subject, const std::string& standing,
                     const std::string& next);

}  // namespace retort
