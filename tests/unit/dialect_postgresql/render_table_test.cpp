#include "unit/dialect_postgresql/servers.hpp"

namespace retort::test {
namespace {

Column column(const char* name, const char* type) {
  Column column;
  column.name = id(name);
  column.type = type;
  return column;
}

KeyPart part(const char* name) {
  KeyPart part;
  part.column = id(name);
  return part;
}

PrimaryKey primary_key(const char* name, const char* on) {
  PrimaryKey key;
  key.name = id(name);
  key.columns = {part(on)};
  return key;
}

Table orders() {
  Table table;
  table.name = in_public("orders");
  table.columns = {column("id", "bigint"), column("state", "text"), column("total", "numeric(10,2)")};
  table.columns[0].not_null = true;
  table.columns[0].options = {{"identity", "ALWAYS"},
                              {"identity:sequence", "public.orders_number"},
                              {"identity:increment", "10"},
                              {"identity:cycle", ""}};
  table.columns[1].server_default = sql("'new'::text");
  table.columns[1].collation = Identifier("pg_catalog.\"C\"");
  table.columns[1].options = {{"storage", "EXTERNAL"}, {"statistics", "200"}};
  table.columns[1].comment = "it's";
  table.columns[2].generated = Generated{sql("(1 + 1)"), true};
  table.primary_key = primary_key("orders_pkey", "id");
  table.primary_key->options = {{"comment", "key"}, {"parameter:fillfactor", "70"}};
  Check check;
  check.name = id("positive");
  check.expression = sql("(total > (0)::numeric)");
  check.not_valid = true;
  table.checks = {check};
  Index index;
  index.name = id("by State");
  index.method = "btree";
  index.parts = {part("state"), {}};
  index.parts[0].descending = index.parts[0].nulls_reversed = true;
  index.parts[0].operator_class = "text_pattern_ops";
  index.parts[1].expression = sql("lower(state)");
  index.parts[1].nulls_reversed = true;
  index.include = {id("total")};
  index.where = sql("(state IS NOT NULL)");
  index.options = {{"statistics:2", "50"}, {"comment", "an index"}};
  table.indexes.emplace(index.name, index);
  table.options = {{"parameter:fillfactor", "80"},
                   {"replica identity", "index orders_pkey"},
                   {"clustered", "orders_pkey"},
                   {"row security", ""},
                   {"force row security", ""}};
  table.comment = "all of them";
  return table;
}

TEST(RenderTable, AllThatATableHas) {
  EXPECT_EQ(
      rendered(CreateTable{orders()}),
      (Lines{"CREATE TABLE public.orders (\n"
             "  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.orders_number INCREMENT BY "
             "10 CYCLE),\n"
             "  state text COLLATE pg_catalog.\"C\" DEFAULT 'new'::text,\n"
             "  total numeric(10,2) GENERATED ALWAYS AS ((1 + 1)) STORED,\n"
             "  CONSTRAINT orders_pkey PRIMARY KEY (id) WITH (fillfactor = 70)\n"
             ")\nWITH (fillfactor = 80)",
             "ALTER TABLE public.orders ADD CONSTRAINT positive CHECK ((total > (0)::numeric)) NOT VALID",
             "CREATE INDEX \"by State\" ON public.orders (state text_pattern_ops DESC NULLS LAST, lower(state) "
             "NULLS FIRST) INCLUDE (total) WHERE (state IS NOT NULL)",
             "ALTER INDEX public.\"by State\" ALTER COLUMN 2 SET STATISTICS 50",
             "COMMENT ON INDEX public.\"by State\" IS 'an index'",
             "ALTER TABLE ONLY public.orders ALTER COLUMN state SET STORAGE EXTERNAL",
             "ALTER TABLE ONLY public.orders ALTER COLUMN state SET STATISTICS 200",
             "COMMENT ON TABLE public.orders IS 'all of them'", "ALTER TABLE public.orders CLUSTER ON orders_pkey",
             "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY",
             "ALTER TABLE public.orders FORCE ROW LEVEL SECURITY",
             "ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_pkey",
             "COMMENT ON COLUMN public.orders.state IS 'it''s'",
             "COMMENT ON CONSTRAINT orders_pkey ON public.orders IS 'key'"}));
  expect_on_servers("", {CreateTable{orders()}},
                    "SELECT (SELECT indexrelid::regclass FROM pg_index WHERE indisclustered), relrowsecurity, "
                    "relforcerowsecurity, relreplident, reloptions, obj_description(oid), "
                    "pg_get_serial_sequence('orders', 'id'), (SELECT indoption::text FROM pg_index "
                    "WHERE indexrelid = 'public.\"by State\"'::regclass), (SELECT convalidated FROM pg_constraint "
                    "WHERE conname = 'positive') FROM pg_class WHERE relname = 'orders'",
                    "orders_pkey|t|t|i|{fillfactor=80}|all of them|public.orders_number|1 2|f");
}

TEST(RenderTable, APartitionIsMadeByItselfAndAttached) {
  Table parent;
  parent.name = in_public("log");
  parent.columns = {column("at", "date"), column("line", "text")};
  parent.columns[0].not_null = true;
  parent.partition_by = sql("RANGE (at)");
  parent.primary_key = primary_key("log_pkey", "at");
  Table child = parent;
  child.name = in_public("log_2026");
  child.partition_by.reset();
  child.partition_of = PartitionOf{parent.name, "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"};
  for (Column& each : child.columns) each.inherited = true;
  child.primary_key->name = id("log_2026_key");
  child.primary_key->parent = in_public("log_pkey");
  EXPECT_EQ(rendered(CreateTable{child}).back(),
            "ALTER TABLE ONLY public.log ATTACH PARTITION public.log_2026 FOR VALUES FROM ('2026-01-01') TO "
            "('2027-01-01')");
  expect_on_servers("", {CreateTable{parent}, CreateTable{child}},
                    "SELECT inhparent::regclass, i.relname FROM pg_inherits JOIN pg_class i ON i.oid = inhrelid "
                    "ORDER BY 2",
                    "log|log_2026\nlog_pkey|log_2026_key");
}

TEST(RenderTable, OptionsAreSetAndUnset) {
  const Options none;
  const Options all{{"parameter:fillfactor", "80"},
                    {"parameter:toast.autovacuum_enabled", "off"},
                    {"replica identity", "full"},
                    {"row security", ""},
                    {"unlogged", ""},
                    {"comment", "words"},
                    {"owner", "pg_monitor"},
                    {"privileges:PUBLIC", "SELECT"},
                    {"privileges:pg_read_all_data", "INSERT, UPDATE WITH GRANT OPTION"}};
  const std::string query =
      "SELECT reloptions, relreplident, relrowsecurity, relpersistence, obj_description(oid), (SELECT count(*) FROM "
      "aclexplode(relacl) WHERE grantee <> relowner) FROM pg_class WHERE relname = 't'";
  const std::string table = "CREATE TABLE t (a int)";
  expect_on_servers(table, {AlterTableOptions{in_public("t"), none, all}}, query, "{fillfactor=80}|f|t|u|words|3");
  expect_on_servers(table, {AlterTableOptions{in_public("t"), none, all}, AlterTableOptions{in_public("t"), all, none}},
                    query, "|d|f|p||0");
  EXPECT_EQ(
      rendered(AlterTableOptions{in_public("t"), {{"parameter:fillfactor", "80"}}, {{"parameter:fillfactor", "90"}}}),
      (Lines{"ALTER TABLE public.t SET (fillfactor = 90)"}));
  EXPECT_THROW(rendered(AlterTableOptions{in_public("t"), {}, {{"colour", "red"}}}), std::logic_error);
}

TEST(RenderTable, ForeignKeysWithEverything) {
  ForeignKey key;
  key.name = id("fk");
  key.columns = {id("a"), id("b")};
  key.target = in_public("p");
  key.target_columns = {id("x"), id("y")};
  key.match_full = true;
  key.on_update = ReferentialAction::cascade;
  key.on_delete = ReferentialAction::set_null;
  key.set_columns = {id("b")};
  key.deferrable = key.initially_deferred = key.not_valid = true;
  key.options = {{"comment", "c"}};
  EXPECT_EQ(rendered(AddConstraint{in_public("t"), key}).front(),
            "ALTER TABLE public.t ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES public.p (x, y) MATCH FULL ON UPDATE "
            "CASCADE ON DELETE SET NULL (b) DEFERRABLE INITIALLY DEFERRED NOT VALID");
  ForeignKey after = key;
  after.not_valid = after.deferrable = after.initially_deferred = false;
  after.options.clear();
  EXPECT_TRUE(postgresql::dialect().alters(Constraint(key), Constraint(after), false));
  EXPECT_FALSE(postgresql::dialect().alters(Constraint(after), Constraint(key), false));
  expect_on_servers("CREATE TABLE p (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE t (a int, b int)",
                    {AddConstraint{in_public("t"), key}, AlterConstraint{in_public("t"), key, after}},
                    "SELECT condeferrable, convalidated, obj_description(oid) FROM pg_constraint WHERE conname = 'fk'",
                    "f|t|");
  EXPECT_THROW(rendered(AddConstraint{in_public("t"), key}, {14, 0, 0}), Error);
}

}  // namespace
}  // namespace retort::test
