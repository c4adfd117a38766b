// How an error looks.
#pragma once

#include <filesystem>

#include "cli/output.hpp"
#include "retort/error.hpp"

namespace retort::cli {

/// "retort: error: MESSAGE", the place with its source line where the file can be read, and the hint. With --json the
/// same as
/// {"error": …} on stdout. `working_directory`: what relative places count from.
void print_error(const Output&, const Error&, const std::filesystem::path& working_directory);

}  // namespace retort::cli
