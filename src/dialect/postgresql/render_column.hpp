#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "operation/operation.hpp"

namespace retort::postgresql {

/// In three parts where rows that exist need a value: the column, the UPDATE (a data statement), NOT NULL.
Statements render_add_column(const AddColumn&, const ServerVersion&);
/// Each facet by a statement of its own, in an order that works.
Statements render_alter_column(const AlterColumn&, const ServerVersion&);

/// What a new column needs and its definition can't say: storage, statistics, a NOT NULL that is not valid.
void render_column_settings(const ObjectName& table, const Column&, Statements&);
/// After the table's own, which take the columns' away.
void render_column_privileges(const ObjectName& table, const Column&, Statements&);
void render_column_comment(const ObjectName& table, const Column&, Statements&);

}  // namespace retort::postgresql
