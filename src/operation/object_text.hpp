// Constraints and indexes in words, for descriptions; never SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operation/operation.hpp"

namespace retort {

/// "unique constraint"
std::string_view kind_text(const Constraint&);
std::optional<Identifier> name_of(const Constraint&);
/// All that makes it what it is, but for its name: "(p_id) to p (id) ON DELETE CASCADE".
std::string body_text(const Constraint&);
/// "UNIQUE (a, b DESC) WHERE a > 0"
std::string body_text(const Index&);
/// "(a COLLATE NOCASE, b DESC)"
std::string list_text(const std::vector<KeyPart>&);

}  // namespace retort
