#include "dialect/postgresql/type_change.hpp"
#include "unit/dialect_postgresql/servers.hpp"

namespace retort::test {
namespace {

Column column(const char* type) {
  Column column;
  column.name = id("c");
  column.type = type;
  return column;
}

AlterColumn alter(const Column& from, const Column& to) { return {in_public("t"), from, to, std::nullopt}; }

TEST(RenderColumn, ADefaultMakesWayForTheType) {
  Column from = column("text");
  from.server_default = sql("'1'::text");
  Column to = column("integer");
  to.server_default = sql("1");
  EXPECT_EQ(rendered(alter(from, to)), (Lines{"ALTER TABLE public.t ALTER COLUMN c DROP DEFAULT",
                                              "ALTER TABLE public.t ALTER COLUMN c TYPE integer USING c::integer",
                                              "ALTER TABLE public.t ALTER COLUMN c SET DEFAULT 1"}));
  expect_on_servers(
      "CREATE TABLE t (c text DEFAULT '1'); INSERT INTO t VALUES ('42')", {alter(from, to)},
      "SELECT (SELECT c + 1 FROM t), column_default FROM information_schema.columns WHERE table_name = 't'", "43|1");
}

TEST(RenderColumn, UsingStandsOnlyWhereNothingIsAssigned) {
  using postgresql::conversion;
  const auto value = [](const char* from, const char* to) { return conversion(id("c"), from, to).value_or("-"); };
  EXPECT_EQ(value("integer", "bigint"), "-");
  EXPECT_EQ(value("integer", "character varying(5)"), "-");
  EXPECT_EQ(value("numeric(10,2)", "numeric(5,1)"), "-");
  EXPECT_EQ(value("text", "character varying(5)"), "-");
  EXPECT_EQ(value("text", "character(5)"), "-");
  EXPECT_EQ(value("text", "integer"), "c::integer");
  EXPECT_EQ(value("text", "bit(4)"), "c::bit varying");
  EXPECT_EQ(value("boolean", "smallint"), "c::integer::smallint");
  EXPECT_EQ(value("public.a", "public.b"), "c::text::public.b");
  EXPECT_EQ(value("public.a[]", "public.b[]"), "c::text[]::public.b[]");
  EXPECT_EQ(value("jsonb", "timestamp(3) without time zone"), "c::text::timestamp without time zone");
}

/// Each pair of built-in types with a value that both know: the server takes the statement that is rendered.
TEST(RenderColumn, EveryChangeOfTypeIsTaken) {
  const std::vector<std::pair<const char*, const char*>> types = {
      {"smallint", "1"},     {"integer", "1"},          {"bigint", "1"}, {"numeric(6,2)", "1"},
      {"real", "1"},         {"double precision", "1"}, {"text", "1"},   {"character varying(9)", "1"},
      {"character(9)", "1"}, {"boolean", "1"}};
  for (const int major : testing::kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const testing::PostgresqlDatabase& database = emptied_database(major);
    for (const auto& [from, value] : types) {
      for (const auto& [to, unused] : types) {
        if (std::string(from) == to) continue;
        std::string script = std::string("CREATE TABLE t (c ") + from + "); INSERT INTO t VALUES ('" + value + "');";
        for (const std::string& statement : rendered(alter(column(from), column(to)), {major, 0, 0}))
          script += statement + ";";
        EXPECT_NO_THROW(database.execute(script + "DROP TABLE t")) << script;
      }
    }
  }
}

TEST(RenderColumn, ALengthThatIsTooShortIsRefusedAndCutsNothing) {
  for (const int major : testing::kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const testing::PostgresqlDatabase& database = emptied_database(major);
    for (const char* from : {"integer", "text", "character varying(20)", "uuid"}) {
      const std::string row = std::string(from) == "uuid" ? "00000000-0000-0000-0000-000000000000" : "123456";
      database.execute(std::string("CREATE TABLE t (c ") + from + "); INSERT INTO t VALUES ('" + row + "')");
      for (const char* to : {"character varying(3)", "character(3)"}) {
        std::string script;
        for (const std::string& statement : rendered(alter(column(from), column(to)))) script += statement + ";";
        EXPECT_THROW(database.execute(script), std::runtime_error) << script;
      }
      database.execute("DROP TABLE t");
    }
  }
}

TEST(RenderColumn, RowsThatExistGetTheirValueInAStepOfItsOwn) {
  Column added = column("text");
  added.not_null = true;
  added.server_default = sql("'new'::text");
  const std::vector<Statement> statements =
      postgresql::dialect().render(AddColumn{in_public("t"), added, "'old ' || a", false, {}}, kNewest);
  EXPECT_EQ(texts(statements), (Lines{"ALTER TABLE public.t ADD COLUMN c text",
                                      "ALTER TABLE public.t ALTER COLUMN c SET DEFAULT 'new'::text",
                                      "UPDATE public.t SET c = 'old ' || a WHERE c IS NULL",
                                      "ALTER TABLE public.t ALTER COLUMN c SET NOT NULL"}));
  EXPECT_TRUE(statements.at(2).data);
  EXPECT_FALSE(statements.at(3).data);
  expect_on_servers("CREATE TABLE t (a int); INSERT INTO t VALUES (1)",
                    {AddColumn{in_public("t"), added, "'old ' || a", false, {}}},
                    "INSERT INTO t (a) VALUES (2); SELECT string_agg(c, ',' ORDER BY a) FROM t", "old 1,new");
  const std::vector<Statement> todo =
      postgresql::dialect().render(AddColumn{in_public("t"), added, std::nullopt, true, {}}, kNewest);
  EXPECT_EQ(todo.at(2).todo, "the value of column 'public.t.c' for rows that exist, in place of NULL");
}

TEST(RenderColumn, IdentityComesAndGoes) {
  const Column plain = column("integer");
  Column identity = plain;
  identity.not_null = true;
  identity.options = {{"identity", "BY DEFAULT"}, {"identity:sequence", "public.t_numbers"}, {"identity:start", "5"}};
  Column other = identity;
  other.options = {{"identity", "ALWAYS"},
                   {"identity:sequence", "public.\"T numbers\""},
                   {"identity:start", "5"},
                   {"identity:increment", "3"},
                   {"identity:cycle", ""}};
  const std::string query =
      "SELECT attidentity, attnotnull, pg_get_serial_sequence('t', 'c'), (SELECT seqstart || '/' || seqincrement || "
      "seqcycle FROM "
      "pg_sequence) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c'";
  const std::string table = "CREATE TABLE t (c int)";
  expect_on_servers(table, {alter(plain, identity)}, query, "d|t|public.t_numbers|5/1false");
  expect_on_servers(table, {alter(plain, identity), alter(identity, other)}, query, "a|t|public.\"T numbers\"|5/3true");
  expect_on_servers(table, {alter(plain, other), alter(other, identity), alter(identity, plain)}, query, "|f||");
}

TEST(RenderColumn, SettingsComeAndGo) {
  const Column plain = column("text");
  Column set = plain;
  set.options = {{"storage", "external"},
                 {"compression", "pglz"},
                 {"statistics", "7"},
                 {"parameter:n_distinct", "5"},
                 {"privileges:pg_monitor", "SELECT"}};
  set.comment = "words";
  const std::string query =
      "SELECT attstorage, attcompression, coalesce(attstattarget, -1), attoptions, attacl, col_description(attrelid, "
      "attnum) FROM "
      "pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c'";
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, set)}, query,
                    "e|p|7|{n_distinct=5}|{pg_monitor=r/postgres}|words");
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, set), alter(set, plain)}, query, "x||-1|||");
}

TEST(RenderColumn, NamedNotNulls) {
  const Column plain = column("text");
  Column named = plain;
  named.not_null = true;
  named.not_null_name = id("must be");
  Column unnamed = named;
  unnamed.not_null_name.reset();
  Column later = named;
  later.options = {{"not null:not valid", ""}, {"not null:no inherit", ""}};
  const std::string query =
      "SELECT string_agg(conname || convalidated || connoinherit, ',') FROM pg_constraint WHERE contype = 'n' AND "
      "conrelid = to_regclass('t')";
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, named)}, query, "must betruefalse", 18);
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, unnamed), alter(unnamed, named)}, query,
                    "must betruefalse", 18);
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, named), alter(named, unnamed)}, query,
                    "t_c_not_nulltruefalse", 18);
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, later), alter(later, named)}, query, "must betruefalse",
                    18);
  expect_on_servers("CREATE TABLE t (c text)", {alter(plain, named), alter(named, later)}, query, "must befalsetrue",
                    18);
  EXPECT_THROW(rendered(alter(plain, named), {17, 0, 0}), Error);
}

}  // namespace
}  // namespace retort::test
