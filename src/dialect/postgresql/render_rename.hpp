#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "schema/object_key.hpp"

namespace retort::postgresql {

/// Anything that has a name and is neither table nor column of a table: a new name, another schema, or both. None where
/// only the name of its table is new.
Statements render_rename(const ObjectKey& from, const ObjectKey& to);
/// The same of a table.
Statements render_rename(const ObjectName& from, const ObjectName& to);

}  // namespace retort::postgresql
