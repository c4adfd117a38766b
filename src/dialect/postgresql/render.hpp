#pragma once

#include "operation/capabilities.hpp"
#include "operation/operation.hpp"
#include "operation/statement.hpp"

namespace retort::postgresql {

/// REQUIRES: an operation that `lower` returned.
std::vector<Statement> render(const Operation&, const ServerVersion&);

}  // namespace retort::postgresql
