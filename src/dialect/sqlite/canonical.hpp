// The canonical form of SQLite text (see docs/sqlite.md): white space and comments dropped, names unquoted and folded,
// keywords folded, strings exact, `==` as `=`, `!=` as `<>`.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "schema/expression.hpp"
#include "schema/table.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

/// `columns`: the names that a double-quoted token may mean; any other such token is a string, written 'so'. Null:
/// double-quoted tokens are names (views and triggers). Parentheses around the whole are dropped from the canonical
/// text.
Expression canonical_expression(std::string_view text, const std::set<Identifier>* columns);
/// A DEFAULT: bare foo, "foo" and ('foo') are 'foo'. `text` is what can stand after DEFAULT: in parentheses where it is
/// more than a literal with a sign.
Expression canonical_default(std::string_view text);

/// A name in canonical text: folded, and bare only where it can't be taken for a keyword.
std::string canonical_name(std::string_view unquoted);
/// One significant token in canonical text; a quoted name is a name.
std::string canonical_token(const Token& token);
/// Several, joined by single spaces.
std::string canonical_tokens(std::span<const Token> tokens);

/// `tokens` without the parentheses that enclose all of them, however many. Those of a row value or a subquery stay.
std::span<const Token> without_outer_parentheses(std::span<const Token> tokens);

enum class Affinity { text, numeric, integer, real, blob };
/// https://www.sqlite.org/datatype3.html#determination_of_column_affinity
Affinity affinity(std::string_view declared_type);

}  // namespace retort::sqlite
