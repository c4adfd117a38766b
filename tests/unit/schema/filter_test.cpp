#include "schema/filter.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace retort {
namespace {

using testing::name;
using testing::object;

bool matches(std::string glob, const ObjectName& object) {
  return Filter{{{"", std::move(glob)}}, {}}.admits("table", object);
}

TEST(Filter, MatchesGlobs) {
  EXPECT_TRUE(matches("orders", object("orders")));
  EXPECT_FALSE(matches("orders", object("orders2")));
  EXPECT_FALSE(matches("rders", object("orders")));
  EXPECT_TRUE(matches("o*s", object("orders")));
  EXPECT_TRUE(matches("*", object("orders")));
  EXPECT_TRUE(matches("*d*r*", object("orders")));
  EXPECT_FALSE(matches("*d*d*", object("orders")));
  EXPECT_TRUE(matches("o?ders*", object("orders")));
  EXPECT_FALSE(matches("?", object("")));
  EXPECT_TRUE(matches("*aab", object("aaaaab")));
  EXPECT_TRUE(matches("ORDERS", object("Orders")));
}

TEST(Filter, MatchesTheNameOrTheQualifiedName) {
  const ObjectName qualified{name("app"), name("users")};
  EXPECT_TRUE(matches("users", qualified));
  EXPECT_TRUE(matches("app.*", qualified));
  EXPECT_FALSE(matches("main.*", qualified));
}

TEST(Filter, ExcludesWhatItIncluded) {
  const Filter filter{{{"", "a*"}}, {{"view", "ab*"}}};
  EXPECT_TRUE(filter.admits("table", object("abc")));
  EXPECT_FALSE(filter.admits("view", object("abc")));
  EXPECT_TRUE(filter.admits("VIEW", object("acc")));
  EXPECT_FALSE(filter.admits("table", object("b")));
  EXPECT_FALSE(Filter({}, {{"View", "ab*"}}).admits("view", object("abc")));
  EXPECT_TRUE(Filter{}.admits("table", object("x")));
}

// Tables a, b; view v; triggers a_t on a, b_t on b, v_t on v.
Schema sample() {
  Schema schema;
  for (const char* text : {"a", "b"}) {
    Table table;
    table.name = object(text);
    schema.tables.emplace(table.name, table);
  }
  const auto add = [&](ObjectKind kind, const char* text, const char* on) {
    Definition definition = testing::definition(kind, text);
    definition.on = on != nullptr ? object(on) : ObjectName{};
    schema.definitions.emplace(definition.key, definition);
  };
  add(ObjectKind::view, "v", nullptr);
  add(ObjectKind::trigger, "a_t", "a");
  add(ObjectKind::trigger, "b_t", "b");
  add(ObjectKind::trigger, "v_t", "v");
  add(ObjectKind::trigger, "stray_t", "gone");
  schema.not_covered = {NotCovered{"shadow table", object("f_data"), ""}};
  return schema;
}

std::string left(const Filter& filter) {
  Schema schema = sample();
  apply(filter, schema);
  std::string result;
  for (const auto& [key, table] : schema.tables) result += key.to_string() + " ";
  for (const auto& [key, definition] : schema.definitions) result += key.name.to_string() + " ";
  for (const NotCovered& object : schema.not_covered) result += object.name.to_string() + " ";
  return result;
}

TEST(Filter, LeavesEverythingWhereItIsEmpty) { EXPECT_EQ(left({}), "a b v a_t b_t stray_t v_t f_data "); }

TEST(Filter, ATableTakesItsTriggersAlong) {
  EXPECT_EQ(left({{}, {{"", "a"}}}), "b v b_t stray_t v_t f_data ");
  EXPECT_EQ(left({{{"", "a"}}, {}}), "a a_t ");
  EXPECT_EQ(left({{}, {{"view", "*"}}}), "a b a_t b_t stray_t f_data ");
}

TEST(Filter, ATriggerCanBeExcludedByItself) {
  EXPECT_EQ(left({{}, {{"trigger", "a_*"}}}), "a b v b_t stray_t v_t f_data ");
  EXPECT_EQ(left({{}, {{"trigger", "*"}}}), "a b v f_data ");
}

TEST(Filter, AppliesToWhatIsNotCovered) { EXPECT_EQ(left({{}, {{"", "f_*"}}}), "a b v a_t b_t stray_t v_t "); }

// Schemas app (tables orders, orders_old, a partition of orders in archive), archive, and what else PostgreSQL has in
// them.
Schema two_schemas() {
  Schema schema;
  const auto table = [&](const char* where, const char* text) -> Table& {
    Table made;
    made.name = {name(where), name(text)};
    return schema.tables.emplace(made.name, made).first->second;
  };
  table("app", "orders");
  table("app", "users");
  table("archive", "orders_2001").partition_of = PartitionOf{{name("app"), name("orders")}, "DEFAULT"};
  const auto add = [&](ObjectKind kind, ObjectName named, ObjectName on = {}) -> Definition& {
    Definition definition;
    definition.key = {kind, std::move(named)};
    definition.on = std::move(on);
    return schema.definitions.emplace(definition.key, definition).first->second;
  };
  for (const char* text : {"app", "archive"}) add(ObjectKind::schema, object(text));
  add(ObjectKind::sequence, {name("app"), name("orders_id_seq")}).options["owned by"] = "app.orders.id";
  add(ObjectKind::sequence, {name("app"), name("free_seq")});
  add(ObjectKind::function, {name("app"), name("f")});
  add(ObjectKind::policy, {name("app"), name("own")}, {name("app"), name("orders")});
  schema.dependencies = {
      {{ObjectKind::column, {name("app"), name("orders")}, name("id")},
       {ObjectKind::sequence, {name("app"), name("orders_id_seq")}}},
      {{ObjectKind::policy, {name("app"), name("own")}}, {ObjectKind::function, {name("app"), name("f")}}}};
  return schema;
}

std::string left_of_two(const Filter& filter) {
  Schema schema = two_schemas();
  apply(filter, schema);
  std::string result;
  for (const auto& [key, table] : schema.tables) result += key.to_string() + " ";
  for (const auto& [key, definition] : schema.definitions) result += key.name.to_string() + " ";
  return result + std::to_string(schema.dependencies.size());
}

TEST(Filter, APatternForSchemasMeansWhatIsInThem) {
  EXPECT_EQ(left_of_two({{}, {{"schema", "arch*"}}}),
            "app.orders app.users app app.f app.free_seq app.orders_id_seq app.own 2");
  EXPECT_EQ(left_of_two({{{"schema", "archive"}}, {}}), "archive 0");
  EXPECT_EQ(left_of_two({{}, {{"schema", "app"}}}), "archive 0");
}

TEST(Filter, ATableTakesPartitionsSequencesAndPoliciesAlong) {
  EXPECT_EQ(left_of_two({{}, {{"table", "app.orders"}}}), "app.users app archive app.f app.free_seq 0");
  EXPECT_EQ(left_of_two({{{"table", "app.orders"}}, {}}), "app.orders app app.orders_id_seq app.own 1");
  EXPECT_EQ(left_of_two({{}, {{"sequence", "*"}}}),
            "app.orders app.users archive.orders_2001 app archive app.f app.own 1");
}

TEST(Filter, ReadsQuotedNamesOfOwningTables) {
  Schema schema = two_schemas();
  Definition& sequence = schema.definitions.at({ObjectKind::sequence, {name("app"), name("free_seq")}});
  sequence.options["owned by"] = "app.\"My \"\"own\"\" t.able\".id";
  Table table;
  table.name = {Identifier("app"), Identifier("My \"own\" t.able")};
  schema.tables.emplace(table.name, table);
  apply({{}, {{"", "my *"}}}, schema);
  EXPECT_FALSE(schema.definitions.contains({ObjectKind::sequence, {name("app"), name("free_seq")}}));
  EXPECT_TRUE(schema.definitions.contains({ObjectKind::sequence, {name("app"), name("orders_id_seq")}}));
}

}  // namespace
}  // namespace retort
