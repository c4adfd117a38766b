// How a new name goes through a table's keys, indexes and expressions.
#pragma once

#include <set>

#include "schema/schema.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// Every token that is the column's name says the new one: no string, function name, type or collation does.
/// REQUIRES: the expression belongs to one table, so that no other table's column is meant.
Expression rename_column(const Expression&, const Identifier& from, const Identifier& to, const Lexicon&);
/// The column, and all of the table that names it; foreign keys of other tables are the caller's.
void rename_column(Table& table, const Identifier& from, const Identifier& to, const Lexicon&);
/// Whatever in the expression may be a column's name.
std::set<Identifier> column_names(const Expression&, const Lexicon&);
/// True where the expression names the column.
bool names_column(const Expression&, const Identifier& column, const Lexicon&);

}  // namespace retort
