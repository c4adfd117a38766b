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
/// What makes it what it is, but for its name and what is set on it: "(p_id) to p (id) ON DELETE CASCADE".
std::string body_text(const Constraint&);
/// "UNIQUE (a, b DESC) WHERE a > 0"
std::string body_text(const Index&);
/// What follows the list of keys, but for the method: " INCLUDE (c) WHERE a > 0"
std::string tail_text(const Index&);
/// What is different, where both are of one kind: "(a) -> (a, b)", "comment none -> why"; names are not looked at.
std::vector<std::string> body_changes(const Constraint& from, const Constraint& to);
std::vector<std::string> body_changes(const Index& from, const Index& to);
/// ": (a) -> (a, b), comment none -> why"; "" where there are none: something changed that has no words.
std::string told(const std::vector<std::string>& changes);
/// "(a COLLATE NOCASE, b DESC)"
std::string list_text(const std::vector<KeyPart>&);

}  // namespace retort
