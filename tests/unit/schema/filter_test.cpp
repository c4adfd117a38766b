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

}  // namespace
}  // namespace retort
