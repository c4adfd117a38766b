// Whether the program that runs is still what its sources say.
#pragma once

#include <filesystem>

#include "cli/output.hpp"
#include "retort/cli.hpp"

namespace retort::cli {

/// Warns, once for all of them, where a file that the program was built from is no longer the same.
void warn_if_stale(const Build&, const Output&, const std::filesystem::path& working_directory);

}  // namespace retort::cli
