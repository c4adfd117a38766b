#pragma once

#include <map>
#include <string>
#include <utility>

#include "driver/sqlite/catalogue.hpp"

namespace retort::sqlite {

/// A view or trigger by type and name.
using DefinitionName = std::pair<std::string, Identifier>;

/// The texts of the views and triggers with every double-quoted token that SQLite takes for a string written 'so'.
/// The engine itself rewrites them: it does so whenever a column is renamed, so one of a dummy table is, in a scratch
/// database that has the same tables. A text that it does not rewrite is returned as it is.
std::map<DefinitionName, std::string> rewrite_quoted_strings(const std::vector<CatalogueRow>& rows);

}  // namespace retort::sqlite
