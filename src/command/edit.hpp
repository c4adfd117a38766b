// `retort edit`: which files a person means to edit.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command/context.hpp"

namespace retort::command {

/// Absolute paths. `symbol`: what `show` takes. Throws UsageError where it is no revision that has a file.
std::vector<std::filesystem::path> files_to_edit(const Context&, const std::string& symbol);
/// Reads the revision files again. Throws what is wrong with them, now that they were edited.
void read_edited(const Context&);

}  // namespace retort::command
