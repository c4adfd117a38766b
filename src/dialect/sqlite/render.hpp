#pragma once

#include <vector>

#include "operation/operation.hpp"
#include "operation/statement.hpp"

namespace retort::sqlite {

/// Dialect::render. REQUIRES: an operation that `lower` returned.
std::vector<Statement> render(const Operation& operation);

}  // namespace retort::sqlite
