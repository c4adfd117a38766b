#include "catalogue_of.hpp"

namespace retort::postgresql {
namespace {

using namespace testing;
using retort::testing::kPostgresqlVersions;

TEST(PostgresqlDependencies, PartsOfTablesNeedWhatTheyName) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const Schema schema = catalogue_of(major, R"(
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE DOMAIN d AS integer CHECK (f(VALUE) > 0);
CREATE TABLE t (a integer DEFAULT f(1), b integer GENERATED ALWAYS AS (f(a)) STORED, c integer, CONSTRAINT k CHECK (f(c) > 0));
CREATE INDEX i ON t (c) WHERE f(c) > 0;
CREATE TABLE fk (a integer PRIMARY KEY REFERENCES fk, b d);
)");
    EXPECT_EQ(edges(schema),
              "domain public.d -> function public.f(integer)\n"
              "column public.fk.b -> domain public.d\n"
              "column default public.t.a -> function public.f(integer)\n"
              "column default public.t.b -> function public.f(integer)\n"
              "column default public.t.b -> column public.t.a\n"
              "constraint public.t.k -> function public.f(integer)\n"
              "index public.i -> function public.f(integer)\n")
        << major;
  }
}

TEST(PostgresqlDependencies, TextsNeedTablesAndTheirColumns) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const Schema schema = catalogue_of(major, R"(
CREATE TABLE t (a integer PRIMARY KEY, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT v.a, t.b FROM v JOIN t USING (a);
CREATE VIEW whole AS SELECT count(*) FROM t;
CREATE FUNCTION takes_row(t) RETURNS SETOF v LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION atomic() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT b FROM t; END;
CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER trg BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (OLD.a > 0) EXECUTE FUNCTION fired();
CREATE POLICY p ON t USING (EXISTS (SELECT FROM v WHERE v.a = t.a));
CREATE MATERIALIZED VIEW m AS SELECT t.*::t AS r FROM t;
)");
    EXPECT_EQ(edges(schema),
              "function public.atomic() -> table public.t\n"
              "function public.atomic() -> column public.t.b\n"
              "function public.takes_row(public.t) -> table public.t\n"
              "function public.takes_row(public.t) -> view public.v\n"
              "column public.m.r -> table public.t\n"
              "view public.v -> table public.t\n"
              "view public.v -> column public.t.a\n"
              "view public.w -> table public.t\n"
              "view public.w -> column public.t.a\n"
              "view public.w -> column public.t.b\n"
              "view public.w -> column public.v.a\n"
              "view public.w -> view public.v\n"
              "view public.whole -> table public.t\n"
              "materialized view public.m -> table public.t\n"
              "trigger trg on public.t -> function public.fired()\n"
              "trigger trg on public.t -> column public.t.a\n"
              "trigger trg on public.t -> column public.t.b\n"
              "policy p on public.t -> column public.t.a\n"
              "policy p on public.t -> column public.v.a\n"
              "policy p on public.t -> view public.v\n")
        << major;
  }
}

TEST(PostgresqlDependencies, MembersOfExtensionsAreTheExtension) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const Schema schema = catalogue_of(major, R"(
CREATE EXTENSION citext;
CREATE TABLE t (a citext[], b citext DEFAULT 'x'::citext);
CREATE VIEW v AS SELECT b = 'y'::citext AS same FROM t;
)");
    EXPECT_EQ(edges(schema),
              "column public.t.a -> extension citext\n"
              "column public.t.b -> extension citext\n"
              "column default public.t.b -> extension citext\n"
              "view public.v -> extension citext\n"
              "view public.v -> table public.t\n"
              "view public.v -> column public.t.b\n")
        << major;
    EXPECT_EQ(schema.definitions.size(), 2U);
  }
}

TEST(PostgresqlDependencies, WhatIsNotReadIsNamed) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const PostgresqlDatabase database(major);
    database.execute(R"(
CREATE TYPE shape AS (a integer);
CREATE TABLE typed OF shape;
CREATE TYPE shell;
CREATE EXTENSION citext;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f() DEPENDS ON EXTENSION citext;
REVOKE EXECUTE ON FUNCTION citext_eq(citext, citext) FROM PUBLIC;
CREATE SUBSCRIPTION s CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false);
SELECT lo_create(0);
)");
    const Schema schema = read(database.url());
    database.execute("ALTER SUBSCRIPTION s SET (slot_name = NONE); DROP SUBSCRIPTION s");
    std::string named;
    for (const NotCovered& object : schema.not_covered) named += object.kind + " " + object.name.to_string() + "\n";
    EXPECT_EQ(named,
              "dependency on an extension function public.f() on citext\n"
              "large object 1 of them\n"
              "privileges in an extension public.citext_eq\n"
              "shell type public.shell\n"
              "subscription s\n"
              "table public.typed\n")
        << major;
    EXPECT_TRUE(schema.tables.empty());
  }
}

}  // namespace
}  // namespace retort::postgresql
