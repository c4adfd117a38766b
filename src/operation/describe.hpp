// Operations in words and as JSON, as Alembic says them: "added column 'users.email'".
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "operation/operation.hpp"

namespace retort {

/// One line, without "Detected ": "changed column 'users.email': type VARCHAR(20) -> TEXT".
std::string describe(const Operation&);
/// A whole list, as differences: a drop and a create of the same index, constraint or definition is one line that says
/// what changed, and none where a definition is only made anew because what it stands on changed (differences.cpp).
std::vector<std::string> describe(const OperationList&);
/// {"operation": "add_column", "table": …, …}: stable names for programs.
nlohmann::ordered_json to_json(const Operation&);

}  // namespace retort
