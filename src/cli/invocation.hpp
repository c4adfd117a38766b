// One run of the program: its streams, its global options, and the context that its verb works in.
#pragma once

#include <map>
#include <string>

#include "cli/call.hpp"
#include "cli/output.hpp"
#include "command/context.hpp"
#include "retort/cli.hpp"

namespace retort::cli {

struct Invocation {
  Output output;
  Program program;
  Cancellation cancellation;
  std::filesystem::path working_directory;
  std::map<std::string, std::string> process_environment;
  ProjectOptions project_options;  // what the global options say
  std::istream* in = nullptr;

  /// With the project opened. Throws what Project::open throws.
  Context context() const;
  /// Without one, for `init`.
  Surroundings surroundings() const;
};

}  // namespace retort::cli
