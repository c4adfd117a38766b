// The engine decides whether what we write means what we read: each table and its indexes are loaded as they were
// written and as we write them, and both must look the same in every pragma and compile to the same programs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "base/ascii.hpp"
#include "database.hpp"
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/schema_sql.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"

namespace retort::sqlite {
namespace {

using test::Database;
using Rows = std::vector<Database::Row>;

struct Group {
  std::string table;
  std::vector<std::string> indexes;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Each CREATE TABLE with the CREATE INDEX statements on it.
std::vector<Group> groups_of(const std::string& text) {
  std::vector<Group> groups;
  std::map<Identifier, std::size_t> by_name;
  for (const StatementText& statement : split_statements(text, lexicon()).statements) {
    const StatementClass what = classify(statement.text, lexicon());
    if (what.kind != StatementKind::create) continue;
    if (what.object_kind == "TABLE") {
      by_name[what.object->name] = groups.size();
      groups.push_back({std::string(statement.text), {}});
    } else if (what.object_kind == "INDEX") {
      const std::vector<Token> tokens = significant_tokens(statement.text, lexicon());
      const auto on =
          std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.is_word("ON"); });
      groups[by_name.at(lexicon().identifier(unquote((on + 1)->text)))].indexes.emplace_back(statement.text);
    }
  }
  return groups;
}

/// What the database stores of the group, read.
Table read_back(const Database& database) {
  Table table;
  for (const auto& row :
       database.query("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
    table = read_create_table(row[0]);
  }
  for (const auto& row : database.query("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")) {
    const ReadIndex read = read_create_index(row[0], table);
    table.indexes.emplace(read.index.name, read.index);
  }
  return table;
}

void sort(Rows& rows) { std::sort(rows.begin(), rows.end()); }

/// Affinity in place of the spelling of types, and defaults in canonical form: what a program can tell apart.
Rows columns(const Database& database, const std::string& name) {
  Rows rows = database.query("PRAGMA table_xinfo(" + name + ")");
  for (Database::Row& row : rows) {
    row[2] = std::to_string(static_cast<int>(affinity(row[2])));
    row[4] = row[4] == "NULL" ? "" : canonical_default(row[4]).canonical;
  }
  return rows;
}

/// Indexes behind keys have no names of their own: numbered in the order in which SQLite met the constraint.
std::vector<std::string> indexes(const Database& database, const std::string& name) {
  std::vector<std::string> all;
  for (const auto& row : database.query("PRAGMA index_list(" + name + ")")) {
    const bool own = row[3] == "c";
    std::string text = (own ? row[1] : "") + " unique " + row[2] + " " + row[3] + " partial " + row[4];
    for (const auto& part : database.query("PRAGMA index_xinfo(" + quote_literal(row[1]) + ")")) {
      text += " | " + part[1] + " " + part[2] + " " + part[3] + " " + ascii_upper(part[4]) + " " + part[5];
    }
    all.push_back(text);
  }
  std::sort(all.begin(), all.end());
  return all;
}

Rows foreign_keys(const Database& database, const std::string& name) {
  std::map<std::string, Database::Row> keys;  // one row a key: ids depend on the order of writing
  for (const auto& row : database.query("PRAGMA foreign_key_list(" + name + ")")) {
    Database::Row& key = keys[row[0]];
    key.insert(key.end(), row.begin() + 1, row.end());
  }
  Rows rows;
  for (auto& [id, row] : keys) rows.push_back(row);
  sort(rows);
  return rows;
}

/// A program without what depends on the order of constraints: addresses, root pages, registers. Opcodes with their
/// constants are counted. What a CHECK says when it fails is its text, dequoted in SQLite's way: left out.
std::string constant(std::string text) {
  text = ascii_upper(text);
  if (!text.starts_with("K(")) return text;
  for (auto at = text.find(",B"); at != std::string::npos; at = text.find(",B"))
    text.erase(at + 1, 1);  // BINARY is none
  return text;
}

Rows program(const Database& database, const std::string& sql) {
  Rows rows;
  try {
    rows = database.query("EXPLAIN " + sql);
  } catch (const std::runtime_error& error) {
    return {{error.what()}};
  }
  for (Database::Row& row : rows) {
    const bool autoindex = row[5].find("sqlite_autoindex") != std::string::npos;
    const bool failed_check = row[1] == "Halt" && row[6] == "3";
    row = {row[1], autoindex || failed_check ? "" : constant(row[5]), row[6]};
  }
  sort(rows);
  return rows;
}

/// Programs are long: what two sorted ones do not share, for people to read.
std::string only_in_one(const Rows& a, const Rows& b) {
  std::string text;
  const auto add = [&](const Rows& in, const Rows& not_in, const char* sign) {
    Rows rest;
    std::set_difference(in.begin(), in.end(), not_in.begin(), not_in.end(), std::back_inserter(rest));
    for (const Database::Row& row : rest) text += sign + join(row, " ") + "\n";
  };
  add(a, b, "written: ");
  add(b, a, "original: ");
  return text;
}

std::vector<std::string> dml(const Database& database, const std::string& name) {
  std::vector<std::string> statements = {"SELECT * FROM " + name, "DELETE FROM " + name};
  std::string insert, values;
  for (const auto& row : database.query("PRAGMA table_xinfo(" + name + ")")) {
    const std::string column = quote(lexicon(), Identifier(row[1]));
    statements.push_back("SELECT " + column + " FROM " + name + " WHERE " + column + " = 'x' ORDER BY " + column);
    statements.push_back("DELETE FROM " + name + " WHERE " + column + " = 1");
    if (row[6] != "0") continue;
    statements.push_back("UPDATE " + name + " SET " + column + " = 7");
    statements.push_back("INSERT INTO " + name + " (" + column + ") VALUES (7)");
    insert += (insert.empty() ? "" : ", ") + column;
    values += values.empty() ? "1" : ", 1";
  }
  statements.push_back("INSERT INTO " + name + " (" + insert + ") VALUES (" + values + ")");
  statements.push_back("INSERT INTO " + name + " DEFAULT VALUES");
  statements.push_back("REPLACE INTO " + name + " DEFAULT VALUES");
  return statements;
}

/// What the table's foreign keys refer to, so that its DML compiles with keys on.
void create_parents(const Database& database, const Table& table) {
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.target == table.name) continue;
    std::string columns;
    const auto& names = key.target_columns.empty() ? key.columns : key.target_columns;
    for (const Identifier& name : names) columns += (columns.empty() ? "" : ", ") + quote(lexicon(), name);
    database.query("CREATE TABLE IF NOT EXISTS " + quote(lexicon(), key.target) + " (" + columns + ", PRIMARY KEY (" +
                   columns + "))");
  }
}

void expect_same_program(const Group& group) {
  const Database original(true);
  original.query(group.table);
  for (const std::string& index : group.indexes) original.query(index);
  const Table table = read_back(original);

  const Database written(false);
  const std::string text = write_create_table(table);
  SCOPED_TRACE(text);
  ASSERT_NO_THROW(written.query(text));
  for (const auto& row : original.query("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")) {
    written.query(write_create_index(table.name, table.indexes.at(lexicon().identifier(row[0]))));
  }

  EXPECT_EQ(read_back(written), table);
  const std::string name = quote(lexicon(), table.name);
  EXPECT_EQ(columns(written, name), columns(original, name));
  EXPECT_EQ(indexes(written, name), indexes(original, name));
  EXPECT_EQ(foreign_keys(written, name), foreign_keys(original, name));
  EXPECT_EQ(written.query("PRAGMA table_list(" + name + ")"), original.query("PRAGMA table_list(" + name + ")"));
  create_parents(original, table);
  create_parents(written, table);
  for (const char* keys : {"OFF", "ON"}) {
    original.query(std::string("PRAGMA foreign_keys = ") + keys);
    written.query(std::string("PRAGMA foreign_keys = ") + keys);
    for (const std::string& statement : dml(original, name)) {
      EXPECT_EQ(only_in_one(program(written, statement), program(original, statement)), "") << statement;
    }
  }
}

void expect_same(const Group& group) {
  SCOPED_TRACE(group.table);
  EXPECT_NO_THROW(expect_same_program(group));
}

TEST(Oracle, TablesMeanTheSameWrittenAnew) {
  const std::vector<Group> groups = groups_of(read_file(RETORT_TEST_DATA "/statements.sql"));
  EXPECT_GE(groups.size(), 150U);
  for (const Group& group : groups) expect_same(group);
}

std::filesystem::path corpora() {
  if (const char* path = std::getenv("RETORT_CORPORA")) return path;
  return RETORT_SOURCE_DIR "/../shared/corpora";
}

/// The whole schema as the database stores it, without what only a driver can add.
Schema read_schema(const Database& database) {
  Schema schema;
  int ordinal = 0;
  for (const auto& row : database.query("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND "
                                        "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")) {
    if (row[0] == "table") {
      Table table = read_create_table(row[3]);
      const ObjectName name = table.name;
      schema.tables.emplace(name, std::move(table));
    } else if (row[0] == "index") {
      Table& table = schema.tables.at({{}, lexicon().identifier(row[2])});
      const ReadIndex read = read_create_index(row[3], table);
      table.indexes.emplace(read.index.name, read.index);
    } else {
      const ObjectKind kind = row[0] == "view" ? ObjectKind::view : ObjectKind::trigger;
      Definition definition = read_definition(kind, row[1], row[2], row[3]);
      definition.ordinal = ++ordinal;
      schema.definitions.emplace(definition.key, definition);
    }
  }
  return schema;
}

void expect_same_schema(const std::string& text) {
  const Database original(true);
  for (const StatementText& statement : split_statements(text, lexicon()).statements) {
    if (classify(statement.text, lexicon()).kind == StatementKind::create) original.query(std::string(statement.text));
  }
  const Schema schema = read_schema(original);
  const Database written(false);
  for (const std::string& statement : render_schema(schema)) written.query(statement);
  const Schema again = read_schema(written);
  EXPECT_EQ(again.tables, schema.tables);
  EXPECT_EQ(again.definitions, schema.definitions);
  const std::string counts = "SELECT type, count(*) FROM sqlite_schema GROUP BY type";
  EXPECT_EQ(written.query(counts), original.query(counts));
}

void expect_corpus_same(const std::string& name) {
  const std::filesystem::path file = corpora() / name / "sqlite.sql";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << " (RETORT_CORPORA)";
  const std::vector<Group> groups = groups_of(read_file(file));
  EXPECT_GE(groups.size(), 10U);
  for (const Group& group : groups) expect_same(group);
  expect_same_schema(read_file(file));
}

TEST(Oracle, ChinookMeansTheSameWrittenAnew) { expect_corpus_same("chinook"); }
TEST(Oracle, SakilaMeansTheSameWrittenAnew) { expect_corpus_same("sakila"); }

}  // namespace
}  // namespace retort::sqlite
