// How the values of a column get another type.
#pragma once

#include <optional>
#include <string>

#include "base/identifier.hpp"

namespace retort::postgresql {

/// The expression for USING; none where the server converts by itself, because an assignment cast exists. Never an
/// explicit cast to a length: that cuts values off in silence, where assignment refuses them.
std::optional<std::string> conversion(const Identifier& column, const std::string& from, const std::string& to);

/// "character varying(20)[]" without the length: "character varying[]". Casts to it take nothing away.
std::string without_length(const std::string& type);
/// True for a type of the user's own (or an extension's): its name has a schema.
bool is_user_type(const std::string& type);

}  // namespace retort::postgresql
