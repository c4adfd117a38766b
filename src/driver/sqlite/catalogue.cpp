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

/// All tables, or one: `one` is the name of a table or null.
struct Scope {
  const Identifier* one = nullptr;
  std::string where() const { return one == nullptr ? std::string() : " AND m.name = $1 COLLATE NOCASE"; }
  Row parameters() const { return one == nullptr ? Row{} : Row{one->text()}; }
};

void read_table_list(Session& session, Catalogue& catalogue) {
  Prepared rows(session, "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'");
  while (rows.step()) {
    TableFacts& table = catalogue.tables[name_of(rows.text(0))];
    table.type = rows.text(1);
    table.without_rowid = rows.integer(2) != 0;
    table.strict = rows.integer(3) != 0;
  }
}

void read_columns(Session& session, const Scope& scope, Catalogue& catalogue) {
  const Row parameters = scope.parameters();
  Prepared rows(session,
                "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
                " FROM main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') x"
                " WHERE m.type = 'table' AND m.rootpage > 0" +
                    scope.where() + " ORDER BY m.rowid, x.cid");
  rows.bind(parameters);
  while (rows.step()) {
    ColumnFacts column{name_of(rows.text(1)), std::string(rows.text(2)),         rows.integer(3) != 0,
                       std::nullopt,          static_cast<int>(rows.integer(5)), static_cast<int>(rows.integer(6))};
    if (!rows.is_null(4)) column.default_text = rows.text(4);
    catalogue.tables[name_of(rows.text(0))].columns.push_back(std::move(column));
  }
}

void read_indexes(Session& session, const Scope& scope, Catalogue& catalogue) {
  const Row parameters = scope.parameters();
  Prepared rows(session,
                "SELECT m.name, l.name, l.\"unique\", l.origin, l.partial, x.cid, x.name, x.\"desc\", x.coll"
                " FROM main.sqlite_schema m, pragma_index_list(m.name, 'main') l, pragma_index_xinfo(l.name, 'main') x"
                " WHERE m.type = 'table' AND m.rootpage > 0 AND x.key" +
                    scope.where() + " ORDER BY m.rowid, l.seq, x.seqno");
  rows.bind(parameters);
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

constexpr std::string_view kKeys =
    "SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete"
    " FROM main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f WHERE m.type = 'table' AND m.rootpage > 0";
constexpr std::string_view kKeyOrder = " ORDER BY m.rowid, f.id DESC, f.seq";  // ids run backwards

/// REQUIRES: rows of kKeys in kKeyOrder.
std::map<Identifier, std::vector<ForeignKeyFacts>> keys_by_child(Prepared& rows) {
  std::map<Identifier, std::vector<ForeignKeyFacts>> children;
  std::int64_t id = -1;
  while (rows.step()) {
    std::vector<ForeignKeyFacts>& keys = children[name_of(rows.text(0))];
    if (keys.empty() || id != rows.integer(1)) {
      keys.push_back({{}, name_of(rows.text(2)), {}, std::string(rows.text(5)), std::string(rows.text(6))});
      id = rows.integer(1);
    }
    keys.back().columns.push_back(name_of(rows.text(3)));
    if (!rows.is_null(4)) keys.back().parent_columns.push_back(name_of(rows.text(4)));
  }
  return children;
}

void read_foreign_keys(Session& session, const Scope& scope, Catalogue& catalogue) {
  const Row parameters = scope.parameters();
  Prepared rows(session, std::string(kKeys) + scope.where() + std::string(kKeyOrder));
  rows.bind(parameters);
  for (auto& [child, keys] : keys_by_child(rows)) catalogue.tables[child].foreign_keys = std::move(keys);
}

}  // namespace

Catalogue read_catalogue(Session& session) {
  Catalogue catalogue;
  Prepared rows(session, std::string(kRows) + " ORDER BY rowid");
  while (rows.step()) catalogue.rows.push_back(row_of(rows));
  read_table_list(session, catalogue);
  read_columns(session, {}, catalogue);
  read_indexes(session, {}, catalogue);
  read_foreign_keys(session, {}, catalogue);
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

std::optional<TableFacts> read_table_facts(Session& session, const Identifier& table) {
  const Row parameters{table.text()};
  Prepared list(session, "SELECT type, wr, strict FROM pragma_table_list($1) WHERE schema = 'main'");
  list.bind(parameters);
  if (!list.step()) return std::nullopt;
  TableFacts facts;
  facts.type = list.text(0);
  facts.without_rowid = list.integer(1) != 0;
  facts.strict = list.integer(2) != 0;
  Catalogue catalogue;
  catalogue.tables[table] = std::move(facts);
  const Scope scope{&table};
  read_columns(session, scope, catalogue);
  read_indexes(session, scope, catalogue);
  read_foreign_keys(session, scope, catalogue);
  return std::move(catalogue.tables[table]);
}

std::map<Identifier, std::vector<ForeignKeyFacts>> read_keys_to(Session& session, const Identifier& parent) {
  // Who refers to a table names it in its text; with quotes in the name, it may be spelled in more than one way.
  const bool one_spelling = parent.text().find_first_of("\"`[]'") == std::string::npos;
  const Row parameters{parent.key()};
  Prepared rows(session, std::string(kKeys) + " AND lower(f.\"table\") = $1" +
                             (one_spelling ? " AND instr(lower(m.sql), $1) > 0" : "") + std::string(kKeyOrder));
  rows.bind(parameters);
  return keys_by_child(rows);
}

std::vector<Identifier> read_tables_with_keys(Session& session) {
  std::vector<Identifier> tables;
  Prepared rows(session,
                "SELECT DISTINCT m.name FROM main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f"
                " WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.rowid");
  while (rows.step()) tables.push_back(name_of(rows.text(0)));
  return tables;
}

bool has_rowid_alias(const TableFacts& table) {
  if (table.without_rowid) return false;
  int columns = 0;
  bool integer = false;
  for (const ColumnFacts& column : table.columns) {
    if (column.primary_key == 0) continue;
    ++columns;
    integer = ascii_iequals(column.type, "INTEGER");
  }
  const bool indexed = std::any_of(table.indexes.begin(), table.indexes.end(),
                                   [](const IndexFacts& index) { return index.origin == "pk"; });
  return columns == 1 && integer && !indexed;
}

std::string column_collation(Session& session, const Identifier& table, const Identifier& column) {
  const char* collation = nullptr;
  const int code = sqlite3_table_column_metadata(session.handle(), "main", table.text().c_str(), column.text().c_str(),
                                                 nullptr, &collation, nullptr, nullptr, nullptr);
  return code == SQLITE_OK && collation != nullptr ? ascii_lower(collation) : std::string("binary");
}

}  // namespace retort::sqlite
