// Tables, their keys, checks and indexes.
#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "operation/operation.hpp"

namespace retort::postgresql {

/// With its indexes, and with all that CREATE TABLE has no words for: comments, storage, owner, privileges, row
/// security. A partition is attached last.
Statements render_create_table(const Table&, const ServerVersion&);
/// Of the words of docs/postgresql-objects.md, the table's comment among them. `is_new`: nobody knows what default
/// privileges have given to the roles that are named.
Statements render_table_options(const ObjectName& table, const Options& from, const Options& to, const ServerVersion&,
                                bool is_new = false);
Statement attach_partition(const ObjectName& table, const PartitionOf& of);

/// With its comment, and attached to the parent's.
void render_create_index(const ObjectName& table, const Index&, const ServerVersion&, Statements&);
Statements render_alter_index(const AlterIndex&);

Statements render_add_constraint(const AddConstraint&, const ServerVersion&);
Statements render_alter_constraint(const AlterConstraint&);

}  // namespace retort::postgresql
