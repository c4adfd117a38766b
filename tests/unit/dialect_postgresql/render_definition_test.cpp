#include "unit/dialect_postgresql/servers.hpp"

namespace retort::test {
namespace {

Definition definition(ObjectKind kind, const char* name, std::string text = {}, const char* part = "") {
  Definition definition;
  definition.key = {kind, in_public(name), Identifier(part)};
  definition.sql = sql(std::move(text));
  return definition;
}

Definition enumeration(const char* name, std::vector<std::string> labels) {
  Definition mood = definition(ObjectKind::enum_type, name);
  mood.values = std::move(labels);
  return mood;
}

TEST(RenderDefinition, LabelsAreAddedNextToTheirNeighbours) {
  const Definition from = enumeration("Mood", {"b", "d"});
  const Definition to = enumeration("Mood", {"a", "b", "c", "d", "e", "f"});
  const std::vector<Statement> statements = postgresql::dialect().render(AlterDefinition{from, to}, kNewest);
  EXPECT_EQ(texts(statements),
            (Lines{"ALTER TYPE public.\"Mood\" ADD VALUE 'a' BEFORE 'b'",
                   "ALTER TYPE public.\"Mood\" ADD VALUE 'c' AFTER 'b'", "ALTER TYPE public.\"Mood\" ADD VALUE 'e'",
                   "ALTER TYPE public.\"Mood\" ADD VALUE 'f'"}));
  for (const Statement& statement : statements) EXPECT_EQ(statement.mode, StepMode::autocommit);
  expect_on_servers("", {CreateDefinition{from}, AlterDefinition{from, to}},
                    "SELECT string_agg(enumlabel, '' ORDER BY enumsortorder) FROM pg_enum", "abcdef");
}

TEST(RenderDefinition, DomainsAndCompositeTypes) {
  Definition domain = definition(ObjectKind::domain, "d", "numeric(10,2)");
  domain.options = {{"default", "0"},
                    {"not null", ""},
                    {"check:c", "(VALUE >= (0)::numeric)"},
                    {"check:later", "(VALUE < (9)::numeric) NOT VALID"},
                    {"comment:c", "why"},
                    {"comment", "words"}};
  Definition changed = domain;
  changed.options = {{"check:c", "(VALUE > (0)::numeric)"}, {"check:later", "(VALUE < (9)::numeric)"}};
  Definition type = definition(ObjectKind::composite_type, "pair");
  type.values = {"a", "b c"};
  type.options = {
      {"attribute:a", "integer"}, {"attribute:b c", "text COLLATE pg_catalog.\"C\""}, {"comment:b c", "second"}};
  Definition wider = type;
  wider.values = {"b c", "d"};
  wider.options = {{"attribute:b c", "text"}, {"attribute:d", "date"}};
  ASSERT_TRUE(postgresql::dialect().alters(type, wider));
  const std::string query =
      "SELECT typdefault, typnotnull, (SELECT count(*) FILTER (WHERE convalidated) || '/' || count(*) FROM "
      "pg_constraint "
      "WHERE contypid = t.oid AND contype = 'c'), (SELECT string_agg(attname || ' ' || format_type(atttypid, "
      "atttypmod), ', ') FROM "
      "pg_attribute WHERE attrelid = 'pair'::regclass AND NOT attisdropped) FROM pg_type t WHERE typname = 'd'";
  expect_on_servers("", {CreateDefinition{domain}, CreateDefinition{type}}, query, "0|t|1/2|a integer, b c text");
  expect_on_servers("",
                    {CreateDefinition{domain}, CreateDefinition{type}, AlterDefinition{domain, changed},
                     AlterDefinition{type, wider}},
                    query, "|f|2/2|b c text, d date");
}

TEST(RenderDefinition, Sequences) {
  Definition sequence = definition(ObjectKind::sequence, "s");
  sequence.options = {{"type", "integer"}, {"start", "5"},     {"increment", "2"},
                      {"minvalue", "3"},   {"maxvalue", "99"}, {"cache", "7"},
                      {"cycle", ""},       {"unlogged", ""},   {"owned by", "public.t.a"}};
  const Definition plain = definition(ObjectKind::sequence, "s");
  const std::string query =
      "SELECT seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle, relpersistence, "
      "pg_get_serial_sequence('t', 'a') FROM pg_sequence JOIN pg_class ON oid = seqrelid";
  const std::string table = "CREATE TABLE t (a int)";
  const std::string all = "integer|5|2|3|99|7|t|u|public.s";
  const std::string none = "bigint|1|1|1|9223372036854775807|1|f|p|";
  expect_on_servers(table, {CreateDefinition{sequence}}, query, all);
  expect_on_servers(table, {CreateDefinition{plain}, AlterDefinition{plain, sequence}}, query, all);
  expect_on_servers(table, {CreateDefinition{sequence}, AlterDefinition{sequence, plain}}, query, none);
  EXPECT_THROW(rendered(CreateDefinition{sequence}, {14, 0, 0}), Error);
}

TEST(RenderDefinition, ViewsKeepTheirParametersWhenReplaced) {
  Definition view = definition(ObjectKind::view, "v", "CREATE VIEW public.v AS\n SELECT a\n   FROM public.t");
  view.columns = {id("a")};
  view.options = {{"parameter:security_barrier", "true"},
                  {"parameter:check_option", "local"},
                  {"default:a", "5"},
                  {"comment", "words"},
                  {"comment:a", "column"},
                  {"privileges:PUBLIC", "SELECT"},
                  {"privileges:pg_monitor.a", "UPDATE"}};
  Definition wider = view;
  wider.sql = sql("CREATE VIEW public.v AS\n SELECT a,\n b\n   FROM public.t\n WHERE a > 0");
  wider.columns.push_back(id("b"));
  wider.options.erase("parameter:check_option");
  EXPECT_TRUE(postgresql::dialect().alters(view, wider));
  EXPECT_FALSE(postgresql::dialect().alters(wider, view));
  EXPECT_EQ(
      rendered(AlterDefinition{view, wider}),
      (Lines{"CREATE OR REPLACE VIEW public.v WITH (security_barrier = true) AS\n SELECT a,\n b\n   FROM public.t\n "
             "WHERE a > 0"}));
  expect_on_servers(
      "CREATE TABLE t (a int, b int)", {CreateDefinition{view}, AlterDefinition{view, wider}},
      "SELECT reloptions, (SELECT string_agg(privilege_type, ',') FROM aclexplode(relacl) WHERE grantee = 0), "
      "obj_description(oid), col_description(oid, 1), (SELECT attacl FROM pg_attribute WHERE attrelid = c.oid AND "
      "attname = 'a'), (SELECT count(*) FROM pg_attrdef WHERE adrelid = c.oid) FROM pg_class c WHERE relname = 'v'",
      "{security_barrier=true}|SELECT|words|column|{pg_monitor=w/postgres}|1");
}

TEST(RenderDefinition, MaterialisedViewsWithAllThatBelongsToThem) {
  Definition view = definition(ObjectKind::materialized_view, "m",
                               "CREATE MATERIALIZED VIEW public.m AS\n SELECT a\n   FROM public.t");
  view.options = {{"parameter:fillfactor", "70"}, {"access method", "heap"}, {"clustered", "by_a"},
                  {"statistics:a", "7"},          {"unpopulated", ""},       {"owner", "postgres"}};
  Index index;
  index.name = id("by_a");
  index.method = "btree";
  index.parts.emplace_back().column = id("a");
  view.indexes.emplace(index.name, index);
  Definition populated = view;
  populated.options = {};
  const std::string query =
      "SELECT reloptions, relispopulated, (SELECT indisclustered FROM pg_index WHERE indrelid = c.oid), (SELECT "
      "coalesce(attstattarget, -1) FROM pg_attribute WHERE attrelid = c.oid AND attname = 'a') FROM pg_class c WHERE "
      "relname = 'm'";
  expect_on_servers("CREATE TABLE t (a int)", {CreateDefinition{view}}, query, "{fillfactor=70}|f|t|7");
  expect_on_servers("CREATE TABLE t (a int)", {CreateDefinition{view}, AlterDefinition{view, populated}}, query,
                    "|t|f|-1");
}

TEST(RenderDefinition, RoutinesAreReplacedWhereTheServerCan) {
  const auto function = [](const std::string& head, const std::string& body) {
    return definition(ObjectKind::function, "f",
                      "CREATE FUNCTION public.f(a integer" + head + "\nAS $function$" + body + "$function$",
                      "(a integer)");
  };
  const Definition from = function(" DEFAULT 1)\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE", "SELECT 1");
  const auto can = [&](const Definition& to) { return postgresql::dialect().alters(from, to); };
  EXPECT_TRUE(can(function(" DEFAULT 2)\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE", "SELECT 2")));
  EXPECT_FALSE(can(function(")\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE", "SELECT 1")));
  EXPECT_FALSE(can(function(" DEFAULT 1)\n RETURNS bigint\n LANGUAGE sql\n IMMUTABLE", "SELECT 1")));
  EXPECT_FALSE(can(function(" DEFAULT 1)\n RETURNS integer\n LANGUAGE sql", "SELECT 1")));
  const Definition to = function(" DEFAULT 1)\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE", "SELECT 2");
  expect_on_servers("", {CreateDefinition{from}, AlterDefinition{from, to}}, "SELECT public.f()", "2");
}

TEST(RenderDefinition, StatesOfTriggersAndRules) {
  Definition trigger =
      definition(ObjectKind::trigger, "trg",
                 "CREATE TRIGGER trg BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.tf()", "t");
  trigger.on = in_public("t");
  trigger.options = {{"state", "always"}, {"comment", "c"}};
  Definition rule =
      definition(ObjectKind::rule, "r", "CREATE RULE r AS\n    ON DELETE TO public.t DO INSTEAD NOTHING", "t");
  rule.on = in_public("t");
  rule.options = {{"state", "disabled"}};
  Definition plain = trigger;
  plain.options.clear();
  const std::string before =
      "CREATE TABLE t (a int); CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$";
  const std::string query =
      "SELECT (SELECT string_agg(tgenabled::text, '') FROM pg_trigger), (SELECT ev_enabled FROM pg_rewrite WHERE "
      "rulename = 'r')";
  expect_on_servers(before, {CreateDefinition{trigger}, CreateDefinition{rule}}, query, "A|D");
  expect_on_servers(before, {CreateDefinition{trigger}, CreateDefinition{rule}, AlterDefinition{trigger, plain}}, query,
                    "O|D");
  expect_on_servers(before,
                    {CreateDefinition{trigger}, CreateDefinition{rule}, DropDefinition{trigger}, DropDefinition{rule}},
                    query, "|");
}

}  // namespace
}  // namespace retort::test
