#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::sqlite {

/// Dialect::render_schema: tables, each followed by its indexes, parents before children where there is no cycle;
/// virtual tables; views after the views that they read; triggers in the order of their creation, which decides the
/// order in which they fire.
std::vector<std::string> render_schema(const Schema& schema);

}  // namespace retort::sqlite
