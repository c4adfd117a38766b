// The whole command line of Retort in a program of one's own: link retort::cli and the drivers that are named.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "retort/driver.hpp"

namespace retort {
class Metadata;
class Revisions;
}  // namespace retort

namespace retort::cli {

/// What a program was built from, as retort_add_migrate_tool (CMake) writes it into `NAME_build.hpp`. A file that is
/// not there is not asked for: the program was taken elsewhere.
struct Build {
  struct Source {
    std::filesystem::path file;
    std::string sha256;  // 64 lower-case hexadecimal digits
  };
  std::filesystem::path config;  // the project that is meant from any folder, where --config says no other
  std::string command;           // builds the program anew
  std::vector<Source> sources;   // warned about where they have changed since
};

/// What makes a program out of the command line.
struct Program {
  Drivers drivers;
  /// The source of truth, in place of `schema`. None: the project's files are.
  std::function<void(Metadata&)> models = {};
  Build build = {};
  /// What is compiled in, besides the project's files (revisions.hpp); it outlives the run.
  const Revisions* revisions = nullptr;
};

/// One run with the process's own streams and signals. Returns the exit status; throws nothing.
int main(int argc, char** argv, const Program& program);

}  // namespace retort::cli
