// dbmate's files (https://github.com/amacneil/dbmate#creating-migrations): one file with `-- migrate:up` and
// `-- migrate:down`, each with options behind it.
#pragma once

#include "origin/migration.hpp"

namespace retort {

/// Whether dbmate would take a file of this name for a migration.
bool is_dbmate_name(std::string_view name);
/// Whether the text has a line that begins a way up.
bool has_dbmate_up(std::string_view text);

/// Throws ProjectError with the line where dbmate would refuse the file.
Migration read_dbmate(const std::string& name, const SourceText& source);

}  // namespace retort
