// Operations in words and as JSON, as Alembic says them: "added column 'users.email'".
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "operation/operation.hpp"

namespace retort {

/// One line, without "Detected ": "changed column 'users.email': type VARCHAR(20) -> TEXT".
std::string describe(const Operation&);
/// {"operation": "add_column", "table": …, …}: stable names for programs.
nlohmann::ordered_json to_json(const Operation&);

}  // namespace retort
