#pragma once

#include <string>

#include "dialect/sqlite/ddl_cursor.hpp"

namespace retort::sqlite {

/// The declared type at the cursor, which may be none: "", "INTEGER", "DOUBLE PRECISION", "NUMERIC(10,2)". Upper case,
/// single spaces, unquoted where that means the same; always something that can stand in CREATE TABLE.
/// Throws ProjectError where SQLite makes another type of the text than we would write.
std::string read_type(DdlCursor& cursor);

}  // namespace retort::sqlite
