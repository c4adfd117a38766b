// The one place where identifiers and literals are quoted.
#pragma once

#include <string>
#include <string_view>

#include "base/identifier.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// The name as it stands in SQL: bare where that is safe (letters, digits, underscore, no keyword), else quoted.
std::string quote(const Lexicon&, const Identifier&);
std::string quote(const Lexicon&, const ObjectName&);
/// 'text', with quotes doubled.
std::string quote_literal(std::string_view text);
/// The name inside a token as written: "a""b", [a], `a`, bare, or 'a', which SQLite takes for a name where only one can
/// be.
std::string unquote(std::string_view token);

}  // namespace retort
