// The canonical form of SQLite text (see docs/sqlite.md): white space and comments dropped, names unquoted and folded,
// keywords folded, strings exact, `==` as `=`, `!=` as `<>`.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "schema/expression.hpp"
#include "schema/table.hpp"

namespace retort::sqlite {

/// `columns`: the names that a double-quoted token may mean; any other such token is a string, written 'so'. Null:
/// double-quoted tokens are names (views and triggers).
Expression canonical_expression(std::string_view text, const std::set<Identifier>* columns);
/// A DEFAULT: bare foo, "foo" and ('foo') are 'foo'.
Expression canonical_default(std::string_view text);

enum class Affinity { text, numeric, integer, real, blob };
/// https://www.sqlite.org/datatype3.html#determination_of_column_affinity
Affinity affinity(std::string_view declared_type);

}  // namespace retort::sqlite
