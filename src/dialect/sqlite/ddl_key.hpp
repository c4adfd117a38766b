// The parts of a key or an index: what stands between the parentheses of PRIMARY KEY, UNIQUE and CREATE INDEX.
#pragma once

#include <optional>
#include <set>

#include "dialect/sqlite/ddl_cursor.hpp"
#include "schema/table.hpp"

namespace retort::sqlite {

/// The columns' names: what a double-quoted token in the table's expressions may mean.
std::set<Identifier> column_names(const Table& table);

/// A column of `table`, parentheses and COLLATE as they come; a collation that the column has anyway is dropped.
/// Throws ProjectError where it is something else: SQLite has no expressions in keys.
KeyPart read_key_part(std::span<const Token> tokens, const Table& table, std::string_view what);
/// A column or an expression over `table`.
KeyPart read_index_part(std::span<const Token> tokens, const Table& table, std::string_view what);

}  // namespace retort::sqlite
