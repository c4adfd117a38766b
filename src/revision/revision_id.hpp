#pragma once

#include <string>

namespace retort {

/// As in Alembic: any text without spaces, commas, '@', ':', '+' or a leading '-'; generated ones are 12 hex digits.
using RevisionId = std::string;

}  // namespace retort
