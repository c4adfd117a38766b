// What was read from a table's text, held against what the engine makes of the same text.
#pragma once

#include <string>

#include "driver/sqlite/catalogue.hpp"
#include "schema/table.hpp"

namespace retort::sqlite {

/// What does not agree, for people ("the type of column 'a' is INT, and was read as TEXT"); empty where all does.
/// Indexes made by CREATE INDEX are not looked at.
std::string table_disagreement(Session& session, const Table& table, const TableFacts& facts);
std::string index_disagreement(const Index& index, const Table& table, const TableFacts& facts);

}  // namespace retort::sqlite
