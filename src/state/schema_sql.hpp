#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"

namespace retort {

/// The whole schema as statements that load back into an empty database, in an order that works; no semicolons. Owners
/// and grants only with `privileges`: the roles may not be there.
std::vector<std::string> schema_sql(const Schema& schema, const Dialect& dialect, const ServerVersion& version,
                                    bool privileges = false);

}  // namespace retort
