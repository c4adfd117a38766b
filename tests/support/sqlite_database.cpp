#include "support/sqlite_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/ascii.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "schema/dependencies.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::test {
namespace {

using sqlite::lexicon;

struct CatalogueRow {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;
};

std::set<Identifier> names_in(const std::string& sql) {
  std::set<Identifier> names;
  for (const Token& token : significant_tokens(sql, lexicon())) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier) {
      names.insert(lexicon().identifier(unquote(token.text)));
    }
  }
  return names;
}

std::vector<Identifier> columns_named(const Table& table, const std::set<Identifier>& names, bool all) {
  std::vector<Identifier> columns;
  for (const Column& column : table.columns) {
    if (all || names.count(column.name) != 0) columns.push_back(column.name);
  }
  return columns;
}

void guess_dependencies(const Definition& definition, Schema& schema) {
  const std::set<Identifier> names = names_in(definition.sql.text);
  const bool star = definition.sql.text.find('*') != std::string::npos;
  for (const auto& [name, table] : schema.tables) {
    if (names.count(name.name) == 0) continue;
    schema.dependencies.push_back({definition.key, {ObjectKind::table, name}});
    for (const Identifier& column : columns_named(table, names, star)) {
      schema.dependencies.push_back({definition.key, {ObjectKind::column, name, column}});
    }
  }
  for (const auto& [key, other] : schema.definitions) {
    if (key.kind != ObjectKind::trigger && key != definition.key && names.count(key.name.name) != 0) {
      schema.dependencies.push_back({definition.key, key});
    }
  }
}

bool is_shadow(const std::string& name, const std::vector<CatalogueRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [&](const CatalogueRow& row) {
    return row.sql.starts_with("CREATE VIRTUAL") && name.starts_with(row.name + "_");
  });
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& script) {
  sqlite3_open(":memory:", &handle_);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  execute("PRAGMA foreign_keys = ON");
  execute(script);
}

SqliteDatabase::~SqliteDatabase() { sqlite3_close(handle_); }

void SqliteDatabase::execute(const std::string& script) {
  char* message = nullptr;
  if (sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
  const std::string text = message;
  sqlite3_free(message);
  throw std::runtime_error(text + "\n  in " + script);
}

void SqliteDatabase::run(std::vector<Statement> statements) {
  unify_modes(statements);
  const bool keys_off = std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
    return statement.mode == StepMode::foreign_keys_off;
  });
  execute(keys_off ? "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE" : "BEGIN IMMEDIATE");
  for (const Statement& statement : statements) execute(statement.text);
  const std::vector<Row> violations = query("PRAGMA foreign_key_check");
  if (!violations.empty()) throw std::runtime_error("foreign key violated in table " + violations[0][0]);
  execute("COMMIT; PRAGMA foreign_keys = ON");
}

std::vector<SqliteDatabase::Row> SqliteDatabase::query(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(std::string(sqlite3_errmsg(handle_)) + "\n  in " + sql);
  }
  std::vector<Row> rows;
  int status = SQLITE_ROW;
  while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      row.emplace_back(text != nullptr ? text : "NULL");
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(statement);
  if (status != SQLITE_DONE) throw std::runtime_error(std::string(sqlite3_errmsg(handle_)) + "\n  in " + sql);
  return rows;
}

Schema SqliteDatabase::schema() {
  std::vector<CatalogueRow> rows;
  for (Row& row : query("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE "
                        "'\\' ORDER BY rowid")) {
    rows.push_back({row[0], row[1], row[2], row[3]});
  }
  Schema schema;
  int ordinal = 0;
  for (const CatalogueRow& row : rows) {
    ++ordinal;
    if (row.type == "index" || is_shadow(row.name, rows)) continue;
    const bool is_virtual = row.sql.starts_with("CREATE VIRTUAL");
    if (row.type == "table" && !is_virtual) {
      Table table = sqlite::read_create_table(row.sql);
      schema.tables.emplace(table.name, std::move(table));
      continue;
    }
    const ObjectKind kind = row.type == "view" ? ObjectKind::view
                            : is_virtual       ? ObjectKind::virtual_table
                                               : ObjectKind::trigger;
    Definition definition = sqlite::read_definition(kind, row.name, row.table, row.sql);
    definition.ordinal = ordinal;
    schema.definitions.emplace(definition.key, std::move(definition));
  }
  for (const CatalogueRow& row : rows) {
    if (row.type != "index" || is_shadow(row.table, rows)) continue;
    Table& table = schema.tables.at({{}, lexicon().identifier(row.table)});
    Index index = sqlite::read_create_index(row.sql, table).index;
    table.indexes.emplace(index.name, std::move(index));
  }
  for (auto& [key, definition] : schema.definitions) {
    guess_dependencies(definition, schema);
    if (key.kind != ObjectKind::view) continue;
    try {
      for (const Row& column :
           query("SELECT name FROM pragma_table_info(" + quote_literal(key.name.name.text()) + ")")) {
        definition.columns.push_back(lexicon().identifier(column[0]));
      }
    } catch (const std::runtime_error&) {
      definition.broken = true;
    }
  }
  normalize(schema.dependencies);
  return schema;
}

}  // namespace retort::test
