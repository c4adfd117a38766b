// Running another program and reading what it prints.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "retort/cancellation.hpp"

namespace retort {

struct ProcessOptions {
  std::filesystem::path folder;                                   // its working directory; empty: ours
  std::string input;                                              // its standard input
  std::map<std::string, std::optional<std::string>> environment;  // set, or taken away; the rest is ours
  // Where it is given, the program is ended (SIGTERM) that still runs a while after an interruption, and what it left
  // running when it ended itself is not waited for.
  std::optional<Cancellation> cancellation = {};
};

struct ProcessResult {
  bool started = false;  // false: there is no such program; `errors` says why
  int status = 0;        // exit status; 128 + N where signal N ended it
  std::string output;
  std::string errors;
};

/// Runs `arguments[0]`, looked for in PATH, without a shell. Input, output and errors are pumped at once, so neither
/// side can block the other. Throws Error only where the system has no more processes or pipes.
ProcessResult run_process(const std::vector<std::string>& arguments, const ProcessOptions& options = {});

}  // namespace retort
