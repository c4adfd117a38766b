#include "schema/problems.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace retort {
namespace {

using testing::name;
using testing::object;

KeyPart part(const char* column) {
  KeyPart result;
  result.column = name(column);
  return result;
}

Column column(const char* text) {
  Column result;
  result.name = name(text);
  return result;
}

/// parent (id PRIMARY KEY, code, note), and child (x, y) with one key.
Schema with_key(std::vector<Identifier> columns, const char* target, std::vector<Identifier> target_columns) {
  Table parent;
  parent.name = object("parent");
  parent.columns = {column("id"), column("code"), column("note")};
  parent.primary_key = PrimaryKey{};
  parent.primary_key->columns = {part("id")};
  Index unique;
  unique.name = name("uq_code");
  unique.unique = true;
  unique.parts = {part("code")};
  parent.indexes = {{unique.name, unique}};
  Table child;
  child.name = object("child");
  child.columns = {column("x"), column("y")};
  ForeignKey key;
  key.columns = std::move(columns);
  key.target = object(target);
  key.target_columns = std::move(target_columns);
  child.foreign_keys = {key};
  return {{{parent.name, parent}, {child.name, child}}, {}, {}};
}

using Lines = std::vector<std::string>;

TEST(Problems, FindsNoneInKeysThatWork) {
  EXPECT_EQ(problems(with_key({name("x")}, "parent", {})), Lines{});
  EXPECT_EQ(problems(with_key({name("x")}, "PARENT", {name("ID")})), Lines{});
  EXPECT_EQ(problems(with_key({name("x")}, "parent", {name("code")})), Lines{});
}

TEST(Problems, NamesTheTableTheColumnAndTheKeyThatAreMissing) {
  EXPECT_EQ(problems(with_key({name("x")}, "nowhere", {})),
            Lines{"foreign key (x) of table 'child' can't work: there is no table 'nowhere'"});
  EXPECT_EQ(problems(with_key({name("x")}, "parent", {name("gone")})),
            Lines{"foreign key (x) of table 'child' can't work: table 'parent' has no column 'gone'"});
  EXPECT_EQ(
      problems(with_key({name("x")}, "parent", {name("note")})),
      Lines{"foreign key (x) of table 'child' can't work: no primary key, unique constraint or full unique index of "
            "table 'parent' is on (note)"});
  EXPECT_EQ(problems(with_key({name("x"), name("y")}, "parent", {})),
            Lines{"foreign key (x, y) of table 'child' can't work: the primary key of table 'parent' has 1 columns"});
}

TEST(Problems, PartialUniqueIndexesDoNotServe) {
  Schema schema = with_key({name("x")}, "parent", {name("code")});
  schema.tables.at(object("parent")).indexes.at(name("uq_code")).where = Expression{"code > 0", "code > 0"};
  EXPECT_EQ(problems(schema).size(), 1U);
}

TEST(Problems, NamesBrokenDefinitions) {
  Schema schema;
  Definition view;
  view.key = {ObjectKind::view, object("v")};
  view.broken = true;
  schema.definitions = {{view.key, view}};
  EXPECT_EQ(problems(schema), Lines{"view 'v' can't work: it names a table or column that does not exist"});
}

}  // namespace
}  // namespace retort
