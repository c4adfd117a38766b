#include "dialect/sqlite/hash.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/ddl.hpp"

namespace retort::sqlite {
namespace {

Table table_of(std::string_view sql, const std::vector<std::string>& indexes = {}) {
  Table table = read_create_table(sql);
  for (const std::string& index : indexes) {
    const ReadIndex read = read_create_index(index, table);
    table.indexes.emplace(read.index.name, read.index);
  }
  return table;
}

Definition trigger(std::string_view name, const std::string& body) {
  return read_definition(ObjectKind::trigger, name, "orders",
                         "CREATE TRIGGER " + std::string(name) + " AFTER INSERT ON orders BEGIN " + body + " END");
}

const Table kOrders = table_of(
    R"(CREATE TABLE Orders (
         id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT,
         "ship to" TEXT COLLATE NOCASE CONSTRAINT nn NOT NULL ON CONFLICT IGNORE DEFAULT 'a
b\c',
         total NUMERIC(10, 2) AS (id * 2) STORED,
         half AS (total / 2),
         customer INT REFERENCES customers ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
         CONSTRAINT positive CHECK (Total > 0),
         UNIQUE (customer COLLATE RTRIM, id DESC) ON CONFLICT REPLACE,
         CONSTRAINT fk FOREIGN KEY (id, customer) REFERENCES p (x, y) ON UPDATE CASCADE
       ) STRICT)",
    {"CREATE INDEX ix_b ON orders (lower(customer)) WHERE id == 1",
     "CREATE UNIQUE INDEX ix_a ON orders (total DESC, \"ship to\" COLLATE BINARY)"});
const std::vector<Definition> kTriggers = {trigger("orders_b", "SELECT 2;"), trigger("orders_a", "SELECT  1 ;")};

// A table that was written into a script must hash the same in every later version: these two never change.
TEST(TableHash, TextIsTheDocumentedFormat) {
  EXPECT_EQ(table_text(kOrders, kTriggers), R"(sqlite table 1
table "orders"
option STRICT
column "customer" type INT
column "half" virtual as total / 2
column "id" type INTEGER
column "ship to" type TEXT collate "nocase" not null name "nn" on conflict ignore default 'a\nb\\c'
column "total" type NUMERIC(10,2) stored as id * 2
primary key name "pk" ("id") on conflict fail autoincrement
unique ("customer" collate "rtrim", "id" desc) on conflict replace
foreign key ("customer") references "customers" on update no action on delete set null deferred
foreign key name "fk" ("id", "customer") references "p" ("x", "y") on update cascade on delete no action
check name "positive" total > 0
unique index "ix_a" ("total" desc, "ship to" collate "binary")
index "ix_b" (expression lower ( customer )) where id = 1
trigger "orders_a" create trigger orders_a after insert on orders begin select 1 ; end
trigger "orders_b" create trigger orders_b after insert on orders begin select 2 ; end
)");
}

TEST(TableHash, IsStable) { EXPECT_EQ(table_hash(kOrders, kTriggers), "8698f817aa6286ee53af9c1c432144f7"); }

TEST(TableHash, ColumnOrderSpellingAndOrderOfConstraintsDoNotCount) {
  EXPECT_EQ(table_hash(table_of("CREATE TABLE t (a INT UNIQUE, b TEXT, CHECK (a), CHECK (b))"), {}),
            table_hash(table_of("create table \"T\" (B text, A int, check(b), CHECK(a) unique(a))"), {}));
}

TEST(TableHash, EveryPartCounts) {
  const std::string base = table_hash(table_of("CREATE TABLE orders (a INT, b TEXT)"), {});
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT, b TEXT, c)"), {}), base);
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT, b TEXT)", {"CREATE INDEX i ON orders (a)"}), {}), base);
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT, b TEXT)"), {trigger("orders_a", "SELECT 1;")}), base);
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT, b TEXT) WITHOUT ROWID"), {}), base);
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT, b TEXT DEFAULT 'x')"), {}), base);
  EXPECT_NE(table_hash(table_of("CREATE TABLE orders (a INT PRIMARY KEY, b TEXT)"), {}), base);
}

}  // namespace
}  // namespace retort::sqlite
