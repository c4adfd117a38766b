#include "state/spelling.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

ObjectName named(const std::string& name) { return {Identifier("public"), Identifier(name)}; }
ObjectKey table_key(const std::string& name) { return {ObjectKind::table, named(name)}; }
Expression text(const std::string& sql) { return {sql, sql}; }

Table& add_table(Schema& schema, const std::string& name) {
  Table table;
  table.name = named(name);
  Column column;
  column.name = Identifier("a");
  column.type = "text";
  table.columns = {column};
  return schema.tables.emplace(table.name, table).first->second;
}

Definition& add_definition(Schema& schema, ObjectKind kind, const std::string& name) {
  Definition definition;
  definition.key = {kind, named(name)};
  return schema.definitions.emplace(definition.key, definition).first->second;
}

// public.t with a check, which calls f; public.u, which t points at; a view on t; a sequence of t.
Schema sample(const std::string& check) {
  Schema schema;
  Table& t = add_table(schema, "t");
  t.checks = {Check{Identifier("positive"), text(check)}};
  t.options["owner"] = "app";
  t.foreign_keys = {ForeignKey{Identifier("fk"), {Identifier("a")}, named("u"), {Identifier("a")}}};
  add_table(schema, "u");
  add_definition(schema, ObjectKind::function, "f");
  add_definition(schema, ObjectKind::view, "v");
  add_definition(schema, ObjectKind::sequence, "s").options["owned by"] = "public.t.a";
  Definition schema_itself;
  schema_itself.key = {ObjectKind::schema, {{}, Identifier("public")}};
  schema.definitions.emplace(schema_itself.key, schema_itself);
  schema.dependencies = {
      {{ObjectKind::column_default, named("t"), Identifier("a")}, {ObjectKind::sequence, named("s")}},
      {{ObjectKind::constraint, named("t"), Identifier("positive")}, {ObjectKind::function, named("f")}},
      {{ObjectKind::view, named("v")}, {ObjectKind::column, named("t"), Identifier("a")}}};
  return schema;
}

std::string names(const Schema& schema) {
  std::string result;
  for (const auto& [name, table] : schema.tables) result += name.name.text() + " ";
  for (const auto& [key, definition] : schema.definitions) result += key.name.name.text() + " ";
  return result;
}

TEST(Spelling, OnlyExpressionsOfOneNameAreDifferingTexts) {
  const Schema from = sample("f(a) > 0");
  EXPECT_TRUE(differing_texts(from, sample("f(a) > 0")).empty());
  EXPECT_EQ(differing_texts(from, sample("(f(a) > 0)")), std::set<ObjectKey>{table_key("t")});

  Schema other = sample("f(a) > 0");
  other.tables.at(named("t")).columns.front().type = "integer";
  other.tables.at(named("t")).checks.push_back(Check{Identifier("more"), text("true")});
  other.tables.erase(named("u"));
  EXPECT_TRUE(differing_texts(from, other).empty());

  other.definitions.at({ObjectKind::view, named("v")}).sql = text("CREATE VIEW v AS SELECT 1");
  EXPECT_EQ(differing_texts(from, other), (std::set<ObjectKey>{{ObjectKind::view, named("v")}}));
}

TEST(Spelling, APartHasWhatItCantBeThereWithout) {
  EXPECT_EQ(names(part_of(sample("true"), {table_key("t")})), "t public f s ");
  EXPECT_EQ(names(part_of(sample("true"), {{ObjectKind::view, named("v")}})), "t public f s v ");
  EXPECT_EQ(names(part_of(sample("true"), {table_key("u")})), "u public ");
}

TEST(Spelling, NothingLeadsOutOfAPart) {
  const Schema part = part_of(sample("true"), {table_key("t")});
  const Table& t = part.tables.at(named("t"));
  EXPECT_TRUE(t.foreign_keys.empty());
  EXPECT_TRUE(t.options.empty());
  EXPECT_TRUE(part.definitions.at({ObjectKind::sequence, named("s")}).options.empty());
  EXPECT_EQ(part.dependencies.size(), 2U);
}

TEST(Spelling, TextsAreTakenAndAllElseStays) {
  Schema schema = sample("f(a) > 0");
  Schema part = part_of(sample("(f(a) > 0)"), {table_key("t")});
  take_texts(schema, part, {table_key("t")});
  const Table& t = schema.tables.at(named("t"));
  EXPECT_EQ(t.checks.front().expression.text, "(f(a) > 0)");
  EXPECT_EQ(t.foreign_keys.size(), 1U);
  EXPECT_EQ(t.options.at("owner"), "app");
}

}  // namespace
}  // namespace retort
