// What every command starts from. Built once by the CLI or by a program.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "driver/driver.hpp"
#include "project/project.hpp"
#include "retort/driver.hpp"
#include "retort/revisions.hpp"
#include "revision/revision_id.hpp"

namespace retort {

class Metadata;

/// What a command takes from the world around it.
struct Surroundings {
  Drivers drivers;
  const Revisions* revisions = nullptr;  // that are compiled in; it outlives the command
  std::function<std::string()> now;      // UTC "2026-11-20T08:30:00Z"
  std::function<RevisionId()> new_id;    // 12 hexadecimal digits that nobody had before
  /// Which objects of a schema count, besides what [managed] says; none: all.
  std::function<bool(std::string_view kind, const ObjectName&)> counts;
  std::filesystem::path working_directory;  // paths in messages count from here
  std::string user, host;                   // for the journal
  Cancellation cancellation;
  std::function<void(Metadata&)> models;  // linked into the program, where there are any: the source of truth then
  std::function<void(const std::string&)> note;  // told while a command runs: what it passed over; may be empty
};

/// The same, in a project.
struct Context : Surroundings {
  Project project;
  bool environment_named = false;  // by --env or --url: then it has to be right, even where no database is needed
};

}  // namespace retort
