#pragma once

#include <string>
#include <string_view>

namespace retort {

/// As in Alembic: any text without spaces, commas, '@', ':', '+' or a leading '-'; generated ones are 12 hex digits.
using RevisionId = std::string;

/// Why the text can't be a revision's id or a branch label ("holds a comma"); empty where it can.
std::string id_problem(std::string_view text);

}  // namespace retort
