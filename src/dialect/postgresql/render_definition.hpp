// Definitions: made, taken away, changed in place.
#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "operation/operation.hpp"

namespace retort::postgresql {

/// With all that belongs to it: options, owner, privileges, comments, a materialised view's indexes.
Statements render_create(const Definition&, const ServerVersion&);
Statements render_drop(const Definition&);
/// REQUIRES: ChangeRules::alters(from, to), and no type that lower() would exchange.
Statements render_alter(const Definition& from, const Definition& to, const ServerVersion&);

}  // namespace retort::postgresql
