#pragma once

#include <string>
#include <vector>

#include "schema/definition.hpp"
#include "schema/table.hpp"

namespace retort::sqlite {

/// What table_hash hashes: a line for each thing that a rebuild would carry or lose, in an order that depends on
/// nothing but the content (docs/sqlite.md, "The table hash", says it line by line). The order of columns does not
/// count.
std::string table_text(const Table& table, const std::vector<Definition>& triggers);
/// Dialect::table_hash. Scripts hold it, so the text may never change for a table that could be written before.
std::string table_hash(const Table& table, const std::vector<Definition>& triggers);

}  // namespace retort::sqlite
