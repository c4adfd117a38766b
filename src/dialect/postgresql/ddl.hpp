// Tables and their parts as the server's DDL, pure text. What CREATE TABLE can't say (render_table.cpp) is not in here.
#pragma once

#include <string>

#include "operation/capabilities.hpp"
#include "operation/operation.hpp"

namespace retort::postgresql {

/// Set by `lower` on what it hands to `render`, never in a schema: the table has partitions or children, and the
/// statement is about the table alone (ONLY); they have operations of their own.
inline constexpr std::string_view kOnly = "only";
/// The same, set by `online`: CONCURRENTLY, or a validation that waits for nobody; in a step of its own.
inline constexpr std::string_view kConcurrently = "concurrently";

/// As in CREATE TABLE and ADD COLUMN: type, collation, NOT NULL, default or generated expression, identity. `table` is
/// for messages. Throws ProjectError where the version lacks something, as all of these do.
std::string write_column(const ObjectName& table, const Column&, const ServerVersion&);
/// "CONSTRAINT nn NOT NULL", " NO INHERIT" after it: the one of this column.
std::string write_not_null(const Column&);
/// "(SEQUENCE NAME public.s INCREMENT BY 2)": of an identity column, with a blank before it; empty where all is
/// default.
std::string write_identity_sequence(const Options&);
/// "CONSTRAINT name PRIMARY KEY (a)": as in CREATE TABLE and ADD. NOT VALID included: it holds only in ADD.
std::string write_constraint(const ObjectName& table, const Constraint&, const ServerVersion&);
/// The statement, laid out for people, one column a line: with keys, checks, exclusions and foreign keys that are
/// valid; without indexes, and as a table of its own where it is a partition.
std::string write_create_table(const Table&, const ServerVersion&);
std::string write_create_index(const ObjectName& table, const Index&, const ServerVersion&);

}  // namespace retort::postgresql
