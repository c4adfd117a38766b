// What the structures of schema/ promise beyond holding data: equality, order, look-up, changes in words.
#include <gtest/gtest.h>

#include "sample.hpp"
#include "schema/changes.hpp"

namespace retort {
namespace {

using testing::name;
using testing::object;

std::string said(const std::vector<FieldChange>& changes) {
  std::string result;
  for (const FieldChange& change : changes) result += change.field + ": " + change.from + " -> " + change.to + "\n";
  return result;
}

Definition view(std::string text, std::string canonical, std::vector<Identifier> columns) {
  Definition result = testing::definition(ObjectKind::view, "v");
  result.sql = {std::move(text), std::move(canonical)};
  result.columns = std::move(columns);
  return result;
}

TEST(Definition, IsEqualWhereTextsDifferInSpaceOnly) {
  const Definition one = view("CREATE VIEW v AS SELECT a+1", "same", {name("a+1")});
  EXPECT_EQ(one, view(" CREATE VIEW v AS SELECT a+1\n", "same", {name("other")}));
  EXPECT_EQ(one, view("create view v as select a+1", "same", {name("a+1")}));
  EXPECT_FALSE(one == view("CREATE VIEW v AS SELECT a + 1", "same", {name("a + 1")}));
  EXPECT_FALSE(one == view("CREATE VIEW v AS SELECT a+1", "other", {name("a+1")}));
}

TEST(Definition, ComparesItsKeyAndItsTableButNotItsPlace) {
  const Definition one = view("x", "x", {});
  Definition other = one;
  other.ordinal = 3;
  other.broken = true;
  EXPECT_EQ(one, other);
  other.on = object("t");
  EXPECT_FALSE(one == other);
  other = one;
  other.key.kind = ObjectKind::trigger;
  EXPECT_FALSE(one == other);
}

TEST(ObjectKind, HasNames) {
  EXPECT_EQ(to_string(ObjectKind::view), "view");
  EXPECT_EQ(to_string(ObjectKind::trigger), "trigger");
  EXPECT_EQ(to_string(ObjectKind::virtual_table), "virtual table");
}

TEST(Table, FindsColumnsByKey) {
  Table table = testing::full_table();
  ASSERT_NE(table.find_column(name("ID")), nullptr);
  table.find_column(name("ID"))->type = "X";
  EXPECT_EQ(table.columns[0].type, "X");
  EXPECT_EQ(table.find_column(name("nothing")), nullptr);
}

TEST(Schema, FindsTables) {
  const Schema schema = testing::full_schema();
  ASSERT_NE(schema.find_table(object("ORDERS")), nullptr);
  EXPECT_EQ(schema.find_table(object("empty")), nullptr);  // it stands in another schema
}

Check check(const char* text, const char* canonical) { return {std::nullopt, {text, canonical}}; }

TEST(Normalize, MakesConstraintsComparable) {
  Table one;
  one.checks = {check("b", "b"), Check{name("n"), {"a", "a"}}, check("A", "a"), check("a", "a")};
  one.uniques = {Unique{{}, {KeyPart{name("b"), {}, {}, false}}, {}},
                 Unique{{}, {KeyPart{name("a"), {}, {}, true}}, {}},
                 Unique{{}, {KeyPart{name("A"), {}, {}, false}}, {}}};
  ForeignKey key;
  key.columns = {name("x")};
  key.target = object("t");
  one.foreign_keys = {key, key};
  one.foreign_keys[0].on_delete = ReferentialAction::cascade;
  Table other = one;
  std::reverse(other.checks.begin(), other.checks.end());
  std::reverse(other.uniques.begin(), other.uniques.end());
  std::reverse(other.foreign_keys.begin(), other.foreign_keys.end());
  EXPECT_FALSE(one == other);
  normalize(one);
  normalize(other);
  EXPECT_EQ(one, other);
  EXPECT_EQ(one.checks.back().name, name("n"));  // unnamed ones first
  EXPECT_EQ(one.uniques[0].columns[0].column, name("a"));
  EXPECT_FALSE(one.uniques[0].columns[0].descending);
}

TEST(Changes, AreEmptyForEqualColumns) {
  Column column = testing::full_table().columns[0];
  Column other = column;
  other.name = name("ID");
  other.server_default->text = "1";
  EXPECT_EQ(said(changes(column, other)), "");
}

TEST(Changes, NameEveryFieldOfAColumn) {
  Column column = testing::full_table().columns[0];
  column.generated = Generated{{" a+1 ", "a+1"}, false};
  EXPECT_EQ(said(changes(column, Column{})),
            "name: Id -> \n"
            "type: INTEGER -> none\n"
            "collation: nocase -> none\n"
            "not null: yes -> no\n"
            "not null name: nn_Id -> none\n"
            "not null on conflict: REPLACE -> ABORT\n"
            "server default: ( 1 ) -> none\n"
            "generated: a+1 VIRTUAL -> none\n"
            "comment: a \"key\"\nof two lines -> none\n");
}

TEST(Changes, NameEveryFieldOfAnIndex) {
  const Index index = testing::full_table().indexes.begin()->second;
  Index other;
  other.name = index.name;
  other.parts = {KeyPart{name("Total"), {}, {}, false}};
  EXPECT_EQ(said(changes(index, other)),
            "unique: yes -> no\n"
            "parts: (Id COLLATE BINARY DESC, lower(Id)) -> (Total)\n"
            "where: Id>1 -> none\n");
}

}  // namespace
}  // namespace retort
