// Reading SQLite's DDL: the one engine whose catalogue is the user's own text (CHECK, generated expressions,
// ON CONFLICT, DEFERRABLE and constraint names exist nowhere else). Columns and constraints are taken apart,
// expressions stay opaque balanced runs of tokens. The driver cross-checks the result against the pragmas.
#pragma once

#include <string_view>

#include "schema/definition.hpp"
#include "schema/table.hpp"

namespace retort::sqlite {

/// The new table of a rebuild has the table's name behind this; such names are nobody else's.
inline constexpr std::string_view kRebuildPrefix = "_retort_new_";

/// A CREATE TABLE statement as SQLite stores it, in canonical form. Throws ProjectError ("not read: …") on what it
/// can't take apart; never guesses.
Table read_create_table(std::string_view sql);
/// A CREATE INDEX statement; `table_columns` decide whether a double-quoted token is a name or a string.
struct ReadIndex {
  ObjectName table;
  Index index;
};
ReadIndex read_create_index(std::string_view sql, const Table& table);
/// Text and canonical form of CREATE VIEW / TRIGGER / VIRTUAL TABLE; dependencies and columns are the driver's to add.
/// TEMP, IF NOT EXISTS and a schema before the name are left out of both.
Definition read_definition(ObjectKind kind, std::string_view name, std::string_view table, std::string_view sql);

/// CREATE TABLE of the canonical form, laid out for people, one column a line; no indexes. `name` in place of the
/// table's own where given (the new table of a rebuild: self references keep saying the table's own name).
/// Reading it again gives an equal Table.
std::string write_create_table(const Table& table, const Identifier* name = nullptr);
std::string write_create_index(const ObjectName& table, const Index& index);
/// A column as it stands in CREATE TABLE and after ADD COLUMN: name, type, NOT NULL, DEFAULT, COLLATE, AS; no keys.
std::string write_column(const Column& column);
/// "REFERENCES p (id) ON DELETE CASCADE", as it may stand beside a column or behind FOREIGN KEY (…); without its name.
std::string write_references(const ForeignKey& key);

}  // namespace retort::sqlite
