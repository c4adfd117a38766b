#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "schema/object_key.hpp"

namespace retort::postgresql {

/// ALTER DEFAULT PRIVILEGES; `key.part` is "ROLE IN SCHEMA s ON TABLES", or "ROLE ON TABLES" for all schemas. The role
/// and the schema are quoted there as SQL has them.
Statements render_default_privileges(const ObjectKey& key, const Options& from, const Options& to);

}  // namespace retort::postgresql
