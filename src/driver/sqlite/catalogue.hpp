// What the engine says about the main database: sqlite_schema as it stands, and what the pragmas make of it, read in
// bulk.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/identifier.hpp"
#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// A row of sqlite_schema.
struct CatalogueRow {
  std::string type;  // "table", "index", "view", "trigger"
  Identifier name;
  Identifier table;  // tbl_name
  std::string sql;   // empty for the index behind a key
  bool is_virtual = false;
};

struct ColumnFacts {
  Identifier name;
  std::string type;
  bool not_null = false;
  std::optional<std::string> default_text;
  int primary_key = 0;  // its place in it, from 1; 0: none
  int hidden = 0;       // 2: computed when read, 3: stored
};

struct IndexPart {
  std::optional<Identifier> column;  // none: an expression
  bool descending = false;
  std::string collation;
};

struct IndexFacts {
  Identifier name;
  bool unique = false;
  std::string origin;  // "c": CREATE INDEX, "u": UNIQUE, "pk": PRIMARY KEY
  bool partial = false;
  std::vector<IndexPart> parts;
};

struct ForeignKeyFacts {
  std::vector<Identifier> columns;
  Identifier parent;
  std::vector<Identifier> parent_columns;  // empty: the parent's primary key
  std::string on_update, on_delete;        // "NO ACTION"
};

struct TableFacts {
  std::string type;  // "table", "virtual", "shadow", "view"
  bool without_rowid = false;
  bool strict = false;
  std::vector<ColumnFacts> columns;
  std::vector<IndexFacts> indexes;
  std::vector<ForeignKeyFacts> foreign_keys;
};

struct Catalogue {
  std::vector<CatalogueRow> rows;  // in the order of creation; without sqlite_%
  std::map<Identifier, TableFacts> tables;
};

/// REQUIRES: a transaction is open, so that all of it is of one moment.
Catalogue read_catalogue(Session& session);

/// The rows of sqlite_schema that belong to one table: itself, its indexes and triggers.
std::vector<CatalogueRow> read_rows_of(Session& session, const Identifier& table);
/// What the pragmas say about one table; none where there is no such table (a virtual one has no columns here).
std::optional<TableFacts> read_table_facts(Session& session, const Identifier& table);
/// The keys of all tables that refer to `parent`, by the child's name.
std::map<Identifier, std::vector<ForeignKeyFacts>> read_keys_to(Session& session, const Identifier& parent);
std::vector<Identifier> read_tables_with_keys(Session& session);

/// The only column of its primary key is the rowid by another name.
bool has_rowid_alias(const TableFacts& table);
/// Lower case; "binary" where the column has none.
std::string column_collation(Session& session, const Identifier& table, const Identifier& column);

}  // namespace retort::sqlite
