// `retort adopt`: another tool's chain of migrations becomes this project's.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "command/context.hpp"
#include "command/hooks.hpp"
#include "origin/applied_there.hpp"
#include "verify/chain_run.hpp"

namespace retort::command {

struct AdoptOptions {
  std::filesystem::path directory;               // of the migrations; relative: to the working directory
  std::optional<std::string> from;               // the tool; otherwise the folder tells
  std::optional<std::string> version_table;      // its own, where it has another name than usual
  bool dry_run = false;                          // writes nothing
  std::string alembic;                           // its program, or a Python that has it; empty: from PATH
  std::map<std::string, std::string> alembic_x;  // arguments of its -x
};

struct AdoptedRevision {
  RevisionId id;
  std::string name;            // as its tool calls it
  std::filesystem::path path;  // absolute
  std::size_t upgrade = 0;     // statements that were taken
  std::size_t downgrade = 0;
  std::vector<std::string> modes;    // of its steps: "upgrade autocommit"
  std::string no_downgrade;          // "irreversible: …"; empty where there is a way back
  std::vector<std::string> todos;    // what a person has to write: "upgrade: …"
  std::vector<std::string> remarks;  // what else is not as it was
  bool kept = false;                 // its file was there already, from an earlier call
};

struct AdoptResult {
  Tool tool = Tool::dbmate;
  std::filesystem::path folder;  // of the revisions
  std::vector<AdoptedRevision> revisions;
  std::size_t written = 0;  // files
  std::vector<HookRun> hooks;
  ChainRun run;
  std::string setting;  // of retort.toml, that keeps the tool's table out of every comparison
  bool setting_written = false;
  bool setting_there = false;  // the file says it already
  bool setting_fits = false;   // it can be written without changing a person's line
  std::string address;         // of the database that was looked into; empty: none
  std::string not_read;        // why it was not
  ObjectName version_table;
  AppliedThere applied;

  bool whole() const;  // nothing is left for a person
};

/// Writes all files or finds out before that it can't; what a crash left is gone on with by the same call. Throws
/// UsageError where the revisions folder holds others already.
AdoptResult adopt(const Context&, const AdoptOptions&);

}  // namespace retort::command
