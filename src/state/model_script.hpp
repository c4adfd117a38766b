// C++ models as a schema file: SQL with `-- retort:` lines, read by what reads schema.sql.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "model/declared.hpp"

namespace retort {

/// What models are called where a file would be named.
inline constexpr std::string_view kModelsName = "C++ models";

/// The whole of it, one statement after the other, each with what it had as a name and the value for rows that exist on
/// the lines above it. Throws ModelError.
std::string model_script(const Declared& declared, const Dialect& dialect, const ServerVersion& version);

/// Statements that make the tables that somebody else makes: foreign keys may refer to them.
std::vector<std::string> unmanaged_sql(const Declared& declared, const Dialect& dialect, const ServerVersion& version);

}  // namespace retort
