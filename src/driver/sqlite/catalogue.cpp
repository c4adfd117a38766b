// The pragmas are joined to sqlite_schema as table-valued functions: one statement a pragma instead of one a table.
// Virtual tables stay out of the joins, for one whose module is missing makes the whole statement fail.
#include "driver/sqlite/catalogue.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

namespace {

constexpr std::string_view kRows =
    "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

Identifier name_of(std::string_view text) { return Identifier::folded(std::string(text)); }

bool is_virtual(std::string_view sql) {
  return ascii_iequals(sql.substr(0, 14), "create virtual");  // as SQLite writes the beginning of each text itself
}

CatalogueRow row_of(const Prepared& rows) {
  CatalogueRow row{std::string(rows.text(0)), name_of(rows.text(1)), name_of(rows.text(2)), std::string(rows.text(3)),
                   false};
  row.is_virtual = row.type == "table" && is_virtual(row.sql);
  return row;
}

void read_table_list(Session& session, Catalogue& catalogue) {
  Prepared rows(session, "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'");
  while (rows.step()) {
    TableFacts& table = catalogue.tables[name_of(rows.text(0))];
    table.type = rows.text(1);
    table.without_rowid = rows.integer(2) != 0;
    table.strict = rows.integer(3) != 0;
  }
}

void read_columns(Session& session, Catalogue& catalogue) {
  Prepared rows(session,
                "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
                " FROM main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') x"
                " WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.rowid, x.cid");
  while (rows.step()) {
    ColumnFacts column{name_of(rows.text(1)), std::string(rows.text(2)),         rows.integer(3) != 0,
                       std::nullopt,          static_cast<int>(rows.integer(5)), static_cast<int>(rows.integer(6))};
    if (!rows.is_null(4)) column.default_text = rows.text(4);
    catalogue.tables[name_of(rows.text(0))].columns.push_back(std::move(column));
  }
}

void read_indexes(Session& session, Catalogue& catalogue) {
  Prepared rows(session,
                "SELECT m.name, l.name, l.\"unique\", l.origin, l.partial, x.cid, x.name, x.\"desc\", x.coll"
                " FROM main.sqlite_schema m, pragma_index_list(m.name, 'main') l, pragma_index_xinfo(l.name, 'main') x"
                " WHERE m.type = 'table' AND m.rootpage > 0 AND x.key ORDER BY m.rowid, l.seq, x.seqno");
  while (rows.step()) {
    std::vector<IndexFacts>& indexes = catalogue.tables[name_of(rows.text(0))].indexes;
    const Identifier name = name_of(rows.text(1));
    if (indexes.empty() || indexes.back().name != name) {
      indexes.push_back({name, rows.integer(2) != 0, std::string(rows.text(3)), rows.integer(4) != 0, {}});
    }
    IndexPart part{std::nullopt, rows.integer(7) != 0, std::string(rows.text(8))};
    if (!rows.is_null(6)) part.column = name_of(rows.text(6));
    indexes.back().parts.push_back(std::move(part));
  }
}

/// Columns from `first`: id, table, from, to, on_update, on_delete. A new key begins where the id changes.
void add_foreign_key(const Prepared& rows, int first, std::int64_t& id, std::vector<ForeignKeyFacts>& keys) {
  if (keys.empty() || id != rows.integer(first)) {
    keys.push_back(
        {{}, name_of(rows.text(first + 1)), {}, std::string(rows.text(first + 4)), std::string(rows.text(first + 5))});
    id = rows.integer(first);
  }
  keys.back().columns.push_back(name_of(rows.text(first + 2)));
  if (!rows.is_null(first + 3)) keys.back().parent_columns.push_back(name_of(rows.text(first + 3)));
}

void read_foreign_keys(Session& session, Catalogue& catalogue) {
  Prepared rows(session,
                "SELECT f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete, m.name"
                " FROM main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f"
                " WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.rowid, f.id DESC, f.seq");
  std::int64_t id = -1;
  while (rows.step()) add_foreign_key(rows, 0, id, catalogue.tables[name_of(rows.text(6))].foreign_keys);
}

}  // namespace

Catalogue read_catalogue(Session& session) {
  Catalogue catalogue;
  Prepared rows(session, std::string(kRows) + " ORDER BY rowid");
  while (rows.step()) catalogue.rows.push_back(row_of(rows));
  read_table_list(session, catalogue);
  read_columns(session, catalogue);
  read_indexes(session, catalogue);
  read_foreign_keys(session, catalogue);
  return catalogue;
}

std::vector<CatalogueRow> read_rows_of(Session& session, const Identifier& table) {
  const Row parameters{table.text()};
  Prepared rows(session, std::string(kRows) + " AND tbl_name = $1 COLLATE NOCASE ORDER BY rowid");
  rows.bind(parameters);
  std::vector<CatalogueRow> found;
  while (rows.step()) found.push_back(row_of(rows));
  return found;
}

std::vector<ForeignKeyFacts> read_foreign_keys(Session& session, const Identifier& table) {
  const Row parameters{table.text()};
  Prepared rows(session,
                "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list($1, 'main')"
                " ORDER BY id DESC, seq");
  rows.bind(parameters);
  std::vector<ForeignKeyFacts> keys;
  std::int64_t id = -1;
  while (rows.step()) add_foreign_key(rows, 0, id, keys);
  return keys;
}

}  // namespace retort::sqlite
