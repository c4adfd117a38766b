#include "dialect/sqlite/schema_sql.hpp"

#include <gtest/gtest.h>

#include "database.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "schema/dependencies.hpp"

namespace retort::sqlite {
namespace {

class SchemaSql : public ::testing::Test {
 protected:
  Table& table(std::string_view sql) {
    Table table = read_create_table(sql);
    const ObjectName name = table.name;
    return schema_.tables.insert_or_assign(name, std::move(table)).first->second;
  }
  void index(Table& on, std::string_view sql) {
    const ReadIndex read = read_create_index(sql, on);
    on.indexes.emplace(read.index.name, read.index);
  }
  void definition(ObjectKind kind, std::string_view name, std::string_view sql,
                  const std::vector<std::string>& reads = {}) {
    Definition definition = read_definition(kind, name, "", sql);
    definition.ordinal = ++ordinal_;
    for (const std::string& other : reads) {
      schema_.dependencies.push_back({definition.key, {ObjectKind::view, {{}, lexicon().identifier(other)}}});
    }
    normalize(schema_.dependencies);
    schema_.definitions.emplace(definition.key, definition);
  }
  /// The names, as the real engine has them after it ran the statements in their order.
  std::string loaded() const {
    const test::Database database(false);
    for (const std::string& statement : render_schema(schema_)) database.query(statement);
    std::string names;
    for (const auto& row :
         database.query("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'f\\_%' ESCAPE '\\' ORDER BY rowid")) {
      names += (names.empty() ? "" : " ") + row[0];
    }
    return names;
  }

  Schema schema_;
  int ordinal_ = 0;
};

TEST_F(SchemaSql, ParentsComeFirstAndIndexesBehindTheirTable) {
  index(table("CREATE TABLE a (id INTEGER PRIMARY KEY, z REFERENCES z, a REFERENCES a)"), "CREATE INDEX ix ON a (z)");
  table("CREATE TABLE b (id INTEGER PRIMARY KEY)");
  table("CREATE TABLE z (id INTEGER PRIMARY KEY, m REFERENCES m, gone REFERENCES gone)");
  table("CREATE TABLE m (id INTEGER PRIMARY KEY)");
  EXPECT_EQ(loaded(), "m z a ix b");
}

TEST_F(SchemaSql, CyclesOfKeysLoad) {
  table("CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b)");
  table("CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a)");
  EXPECT_EQ(loaded(), "b a");
}

TEST_F(SchemaSql, ViewsComeBehindTheViewsThatTheyRead) {
  table("CREATE TABLE t (a)");
  definition(ObjectKind::view, "v1", "CREATE VIEW v1 AS SELECT * FROM v2", {"v2"});
  definition(ObjectKind::view, "v2", "CREATE VIEW v2 AS SELECT * FROM f, t", {"f", "t"});
  definition(ObjectKind::virtual_table, "f", "CREATE VIRTUAL TABLE f USING fts5(x)");
  EXPECT_EQ(loaded(), "t f v2 v1");
}

TEST_F(SchemaSql, TriggersKeepTheirOrderAndComeLast) {
  table("CREATE TABLE t (a)");
  definition(ObjectKind::trigger, "z_first", "CREATE TRIGGER z_first AFTER INSERT ON t BEGIN SELECT 1; END");
  definition(ObjectKind::trigger, "a_second", "CREATE TRIGGER a_second INSTEAD OF INSERT ON v BEGIN SELECT 1; END");
  definition(ObjectKind::view, "v", "CREATE VIEW v AS SELECT * FROM t", {"t"});
  EXPECT_EQ(loaded(), "t v z_first a_second");
}

}  // namespace
}  // namespace retort::sqlite
