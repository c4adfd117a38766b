// What does not fit between models is said by name when they are put together.
#include <gtest/gtest.h>

#include "dialect/postgresql/dialect.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "model/declared.hpp"
#include "retort/model.hpp"

namespace family {
struct Parent {
  std::int64_t id;
  std::string name;
};
struct Child {
  std::int64_t id;
  std::int64_t parent_id;
};
enum class Mood { happy, sad };
struct Diary {
  std::int64_t id;
  Mood mood;
};
}  // namespace family

using namespace family;

template <>
inline constexpr auto retort::model<Parent> = table<Parent>("parents", column<&Parent::id>(primary_key),
                                                            column<&Parent::name>());
template <>
inline constexpr auto retort::model<Child> = table<Child>("children", column<&Child::id>(primary_key),
                                                          column<&Child::parent_id>(references<Parent, &Parent::id>()));
template <>
inline constexpr auto retort::enum_type<Mood> = enumerators<Mood::happy, Mood::sad>("mood");
template <>
inline constexpr auto retort::model<Diary> = table<Diary>("diaries", column<&Diary::id>(primary_key),
                                                          column<&Diary::mood>(server_default("'happy'")));

namespace retort {
namespace {

const Dialect& on_postgresql() { return postgresql::dialect(); }
const Dialect& on_sqlite() { return sqlite::dialect(); }

/// The message and the hint of what `declare` throws.
std::string refusal(const Metadata& metadata, const Dialect& dialect) {
  try {
    declare(metadata, dialect);
  } catch (const ModelError& error) {
    return error.what() + (error.hint().empty() ? std::string() : " | " + error.hint());
  }
  return "nothing";
}

std::string refusal(const TableBuilder& table, const Dialect& dialect = on_postgresql()) {
  Metadata metadata;
  metadata.add(table);
  return refusal(metadata, dialect);
}

TEST(Declare, ATargetThatWasNotAddedIsNamed) {
  Metadata metadata;
  metadata.add<Child>();
  EXPECT_EQ(refusal(metadata, on_postgresql()),
            "column public.children.parent_id refers to family::Parent, which was not added | "
            "metadata.add<family::Parent>()");
}

TEST(Declare, ATargetWithSeveralTablesIsAmbiguous) {
  Metadata metadata;
  metadata.add<Parent>();
  metadata.add<Parent>("old_parents");
  metadata.add<Child>();
  EXPECT_EQ(refusal(metadata, on_sqlite()),
            "column children.parent_id refers to family::Parent, which is table parents and table old_parents | say "
            "which one: references<…>({.table = \"…\"})");
}

TEST(Declare, ATableTwiceIsRefused) {
  Metadata metadata;
  metadata.add<Parent>();
  metadata.add<Parent>();
  EXPECT_EQ(refusal(metadata, on_sqlite()),
            "table parents is there twice | add each model once; another table of family::Parent has a name: "
            "metadata.add<family::Parent>(\"…\")");
  Metadata folded;
  folded.add(table("users").column("id", Integer()));
  folded.add(table("USERS").column("id", Integer()));
  EXPECT_EQ(refusal(folded, on_sqlite()), "table USERS is there twice | add it once");
  EXPECT_EQ(refusal(folded, on_postgresql()), "nothing");
}

TEST(Declare, TablesOfTwoSchemasMeetWhereThereIsOne) {
  Metadata metadata;
  metadata.add(table("users").schema("a").column("id", Integer()));
  metadata.add(table("users").schema("b").column("id", Integer()));
  EXPECT_EQ(refusal(metadata, on_postgresql()), "nothing");
  EXPECT_EQ(refusal(metadata, on_sqlite()), "table users is there twice | add it once");
}

TEST(Declare, AnIndexTwiceIsRefused) {
  Metadata metadata;
  metadata.add(table("a").column("x", Integer()).index("ix", {"x"}));
  metadata.add(table("b").column("x", Integer()).index("ix", {"x"}));
  EXPECT_EQ(refusal(metadata, on_postgresql()),
            "index ix is on table public.a and on table public.b | give one of the two another name");
  EXPECT_EQ(refusal(table("a").column("x", Integer()).index("a", {"x"})),
            "index a on table public.a has the name of a table | give it another name");
  EXPECT_EQ(refusal(table("a").column("x", Integer()).index("i", {"x"}).index("i", {"x"})),
            "table public.a has index i twice | give one of the two another name");
}

TEST(Declare, WhatABuilderSaysIsCheckedByName) {
  EXPECT_EQ(refusal(table("t")), "table public.t has no column | add one: .column(\"id\", BigInteger())");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).column("x", Integer())),
            "column public.t.x is there twice | name one of the two otherwise");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).unique({"y"})),
            "a unique constraint of table public.t names y, which is no column of it");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).index("i", {"y"})),
            "an index of table public.t names y, which is no column of it");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).foreign_key({"y"}, "t")),
            "a foreign key of table public.t names y, which is no column of it");
  EXPECT_EQ(refusal(table("t").column("x", Integer(), {.primary_key = true}).primary_key({"x"})),
            "table public.t has two primary keys | keep one");
  EXPECT_EQ(refusal(table("t").column("x", Type())),
            "column public.t.x: it has no type | give it one: Text(), Integer(), SqlType(\"…\")");
  EXPECT_EQ(refusal(table("t").column("x", Integer(), {.server_default = "1", .computed = "2"})),
            "column public.t.x is computed and has a default | it can be one only");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).storage("fillfactor")),
            "table public.t: storage \"fillfactor\" is no NAME=VALUE | write storage(\"fillfactor=70\")");
  EXPECT_THROW(table("t").foreign_key({"x"}, "t", {}, {.on_delete = "DELETE"}), ModelError);
}

TEST(Declare, AForeignKeyFitsItsTarget) {
  Metadata metadata;
  metadata.add(table("parents").column("id", BigInteger(), {.primary_key = true}));
  metadata.add(table("children").column("p", Text()).foreign_key({"p"}, "parents", {"id"}));
  EXPECT_EQ(
      refusal(metadata, on_postgresql()),
      "column public.children.p is text, and public.parents.id, to which it refers, is bigint | give both the same "
      "type");
  Metadata unknown;
  unknown.add(table("parents").column("id", BigInteger(), {.primary_key = true}));
  unknown.add(table("children").column("p", BigInteger()).foreign_key({"p"}, "parents", {"key"}));
  EXPECT_EQ(refusal(unknown, on_postgresql()),
            "column public.children.p refers to public.parents.key, and public.parents has no such column | refer to a "
            "member that has one");
  Metadata uneven;
  uneven.add(table("parents").column("a", Integer()).column("b", Integer()));
  uneven.add(table("children").column("p", Integer()).foreign_key({"p"}, "parents", {"a", "b"}));
  EXPECT_EQ(refusal(uneven, on_postgresql()), "column public.children.p: 1 columns refer to 2 | as many on both sides");
}

TEST(Declare, WhatAnEngineDoesNotHaveIsRefused) {
  EXPECT_EQ(refusal(table("t").column("x", Array(Text())), on_sqlite()),
            "column t.x: sqlite has no arrays | say what it is there: .on(dialect::sqlite, \"TEXT\")");
  EXPECT_EQ(refusal(table("t").column("x", Array(Text()).on(dialect::sqlite, "TEXT")), on_sqlite()), "nothing");
  EXPECT_EQ(
      refusal(table("t").column("x", Integer(), {.identity = true}), on_sqlite()),
      "column t.x: sqlite numbers rows only by an integer that is the primary key | make it the primary_key, or take "
      "identity away");
  EXPECT_EQ(refusal(table("t").column("x", Integer()).unique({"x"}, "", {.nulls_not_distinct = true}), on_sqlite()),
            "table t: sqlite has no NULLS NOT DISTINCT");
  Metadata view_without_words;
  view_without_words.add(definition(SqlText().on(dialect::postgresql, "CREATE EXTENSION citext")));
  EXPECT_EQ(
      refusal(view_without_words, on_sqlite()),
      "a definition has no words for sqlite | say them with .on(dialect, …), or where it exists with .only(dialect)");
}

TEST(Declare, AnEnumIsOneTypeOrAText) {
  Metadata metadata;
  metadata.add<Diary>();
  const Declared native = declare(metadata, on_postgresql());
  const ObjectKey key{ObjectKind::enum_type, {Identifier("public"), Identifier("mood")}};
  ASSERT_TRUE(native.schema.definitions.contains(key));
  EXPECT_EQ(native.schema.definitions.at(key).values, (std::vector<std::string>{"happy", "sad"}));
  const Declared text = declare(metadata, on_sqlite());
  EXPECT_TRUE(text.schema.definitions.empty());
  const Table& table = text.schema.tables.begin()->second;
  EXPECT_EQ(table.columns[1].type, "TEXT");
  ASSERT_EQ(table.checks.size(), 1U);
  EXPECT_EQ(table.checks[0].expression.text, "mood IN ('happy', 'sad')");
}

TEST(Declare, EnumsOfOneNameHaveOneListOfLabels) {
  static constexpr EnumLabel one[] = {{"a", 0}}, other[] = {{"b", 0}};
  static constexpr EnumType first{"kind", one}, second{"kind", other};
  Metadata metadata;
  metadata.add(table("t").column("x", Enum(first)).column("y", Enum(second)));
  EXPECT_EQ(
      refusal(metadata, on_postgresql()),
      "column public.t.y: enum kind has other labels in another model | give one of the two enum types another name");
}

TEST(Declare, NamesFollowTheConvention) {
  Metadata metadata;
  metadata.naming_convention(
      {.index = "%(column_0_N_name)s_idx",
       .unique = "uq_%(table_name)s_%(column_0N_name)s",
       .check = "ck_%(table_name)s_%(constraint_name)s",
       .foreign_key = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s",
       .primary_key = "pk_%(table_name)s"});
  metadata.add(table("t")
                   .column("a", Integer(), {.primary_key = true})
                   .column("b", Integer(), {.indexed = true})
                   .unique({"a", "b"})
                   .unique({"b"}, "mine")
                   .check("a > 0", "positive")
                   .check("b > 0")
                   .foreign_key({"b"}, "t", {"a"})
                   .index("", {"a", "b"}));
  const Declared declared = declare(metadata, on_postgresql());
  const Table& t = declared.schema.tables.begin()->second;
  EXPECT_EQ(t.primary_key->name->text(), "pk_t");
  EXPECT_EQ(t.foreign_keys[0].name->text(), "fk_t_b_t_a");
  std::set<std::string> names;
  for (const Unique& unique : t.uniques) names.insert(unique.name->text());
  for (const Check& check : t.checks) names.insert(check.name ? check.name->text() : "(none)");
  for (const auto& [name, index] : t.indexes) names.insert(name.text());
  EXPECT_EQ(names, (std::set<std::string>{"(none)", "a_b_idx", "b_idx", "ck_t_positive", "mine", "uq_t_ab"}));
}

TEST(Declare, AnUnknownTokenIsRefusedAndALongNameIsCut) {
  Metadata metadata;
  metadata.naming_convention({.index = "ix_%(colum_0_name)s"});
  metadata.add(table("t").column("a", Integer(), {.indexed = true}));
  EXPECT_TRUE(refusal(metadata, on_postgresql())
                  .starts_with("naming convention \"ix_%(colum_0_name)s\": unknown token "
                               "%(colum_0_name)s | one of table_name"));
  Metadata long_names;
  const std::string column(70, 'c');
  long_names.add(table("t").column(column, Integer(), {.indexed = true}));
  const Declared declared = declare(long_names, on_postgresql());
  const std::string name = declared.schema.tables.begin()->second.indexes.begin()->first.text();
  EXPECT_EQ(name.size(), 63U);
  EXPECT_TRUE(name.starts_with("ix_t_ccc"));
  EXPECT_EQ(name[58], '_');
}

TEST(Declare, DefaultsOfSqliteStandInParenthesesWhereTheyMust) {
  Metadata metadata;
  metadata.add(table("t")
                   .column("a", Integer(), {.server_default = "1"})
                   .column("b", Integer(), {.server_default = "-1"})
                   .column("c", Text(), {.server_default = "'x'"})
                   .column("d", Text(), {.server_default = sql::now()})
                   .column("e", Text(), {.server_default = "1 + 2"})
                   .column("f", Text(), {.server_default = "(1) + (2)"})
                   .column("g", Text(), {.server_default = "(1 + 2)"})
                   .column("h", Text(), {.server_default = "lower('A')"}));
  const Declared declared = declare(metadata, on_sqlite());
  std::vector<std::string> defaults;
  for (const Column& column : declared.schema.tables.begin()->second.columns)
    defaults.push_back(column.server_default->text);
  EXPECT_EQ(defaults, (std::vector<std::string>{"1", "-1", "'x'", "CURRENT_TIMESTAMP", "(1 + 2)", "((1) + (2))",
                                                "(1 + 2)", "(lower('A'))"}));
}

}  // namespace
}  // namespace retort
