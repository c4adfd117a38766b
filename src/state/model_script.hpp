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

/// Puts each note's lines above what makes its object. `statements`: as model_script or schema_sql has them. Throws
/// ModelError where there is no such statement.
void add_notes(std::vector<std::string>& statements, std::vector<DeclaredNote> notes, const Lexicon& lexicon);

/// Statements that make the tables that somebody else makes: foreign keys may refer to them.
std::vector<std::string> unmanaged_sql(const Declared& declared, const Dialect& dialect, const ServerVersion& version);

}  // namespace retort
