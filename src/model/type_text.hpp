// A type as one engine spells it.
#pragma once

#include <string>

#include "dialect/dialect.hpp"
#include "retort/types.hpp"

namespace retort {

/// Throws ModelError for an engine that models have no word for.
DialectName dialect_name(const Dialect& dialect);

/// "varchar(255)", "app.user_status[]": as CREATE TABLE takes it. `strict`: in a STRICT table of SQLite, which knows
/// six types. `subject`: "column users.email", for messages. Throws ModelError where the engine has no such type.
std::string type_text(const Type& type, const Dialect& dialect, bool strict, const std::string& subject);

}  // namespace retort
