// SQLite's hidden row number: https://www.sqlite.org/rowidtable.html
#pragma once

#include <optional>

#include "schema/table.hpp"

namespace retort::sqlite {

bool has_rowid(const Table& table);
/// The column that is another name of the rowid: an INTEGER PRIMARY KEY. Null where there is none.
const Column* rowid_alias(const Table& table);
/// A name by which the rowid can be read and written: rowid, _rowid_ or oid, whichever is no column. None where all
/// are, or there is no rowid.
std::optional<Identifier> rowid_name(const Table& table);

}  // namespace retort::sqlite
