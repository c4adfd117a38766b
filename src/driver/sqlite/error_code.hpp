#pragma once

#include <string>

namespace retort::sqlite {

/// "SQLITE_CONSTRAINT_NOTNULL" for 1299: https://www.sqlite.org/rescode.html
std::string error_code_name(int extended_code);

}  // namespace retort::sqlite
