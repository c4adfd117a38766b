// A folder of another tool's migrations.
#pragma once

#include <filesystem>
#include <vector>

#include "origin/migration.hpp"

namespace retort {

/// Which tool's a folder is, by its names and by what stands in its files. Throws UsageError where it is nobody's, or
/// of several; says what was found.
Tool recognise(const std::filesystem::path& folder);

/// The migrations in the tool's own order. Not for Alembic's: those are programs (origin/alembic.hpp). Throws
/// ProjectError.
std::vector<Migration> read_migrations(const std::filesystem::path& folder, Tool tool,
                                       const std::filesystem::path& shown_relative_to);

}  // namespace retort
