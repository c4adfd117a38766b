#include "dialect/postgresql/lower.hpp"

#include "unit/dialect_postgresql/servers.hpp"

namespace retort::test {
namespace {

Column column(const char* name, const char* type) {
  Column column;
  column.name = id(name);
  column.type = type;
  return column;
}

Definition enumeration(const char* name, std::vector<std::string> labels) {
  Definition type;
  type.key = {ObjectKind::enum_type, in_public(name), {}};
  type.values = std::move(labels);
  return type;
}

Definition function(const char* name, const std::string& body) {
  Definition routine;
  routine.key = {ObjectKind::function, in_public(name), Identifier("()")};
  routine.sql = sql(std::string("CREATE FUNCTION public.") + name +
                    "()\n RETURNS bigint\n LANGUAGE sql\nAS $function$" + body + "$function$");
  return routine;
}

Lines lowered(const OperationList& operations, const Schema& before = {}) {
  Lines lines;
  for (const Operation& operation : postgresql::lower(operations, before, kNewest)) {
    for (const std::string& text : rendered(operation)) lines.push_back(text);
  }
  return lines;
}

TEST(Lower, AnEnumThatLosesALabelIsExchanged) {
  Schema before;
  const Definition from = enumeration("mood", {"sad", "ok", "glad"});
  const Definition to = enumeration("mood", {"glad", "ok"});
  before.definitions.emplace(from.key, from);
  Table table;
  table.name = in_public("t");
  table.columns = {column("a", "public.mood"), column("b", "public.mood[]"), column("c", "public.moody")};
  table.columns[0].server_default = sql("'ok'::public.mood");
  before.tables.emplace(table.name, table);
  const OperationList operations = postgresql::lower({AlterDefinition{from, to}}, before, kNewest);
  EXPECT_EQ(lowered({AlterDefinition{from, to}}, before),
            (Lines{"UPDATE public.t SET a = NULL WHERE a IN ('sad')",
                   "UPDATE public.t SET b = array_replace(b, 'sad', NULL) WHERE b && ARRAY['sad']::public.mood[]",
                   "ALTER TYPE public.mood RENAME TO _retort_old_mood",
                   "CREATE TYPE public.mood AS ENUM ('glad', 'ok')", "ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT",
                   "ALTER TABLE public.t ALTER COLUMN a TYPE public.mood USING a::text::public.mood",
                   "ALTER TABLE public.t ALTER COLUMN a SET DEFAULT 'ok'::public.mood",
                   "ALTER TABLE public.t ALTER COLUMN b TYPE public.mood[] USING b::text[]::public.mood[]",
                   "DROP TYPE public._retort_old_mood"}));
  const std::vector<Statement> first = postgresql::dialect().render(operations.front(), kNewest);
  EXPECT_EQ(first.front().todo,
            "what 'sad' becomes in column 'public.t.a', in place of NULL: enum 'public.mood' loses it");
  EXPECT_TRUE(first.front().data);
  expect_on_servers(
      "CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad'); CREATE TYPE moody AS ENUM ('x'); CREATE TABLE t (a mood DEFAULT "
      "'ok', b mood[], c "
      "moody); INSERT INTO t VALUES ('sad', '{ok}'), ('glad', '{glad,sad}')",
      operations, "SELECT string_agg(coalesce(a::text, '-') || coalesce(b::text, '-'), ' ' ORDER BY a) FROM t; ",
      "glad{glad,NULL} -{ok}");
}

TEST(Lower, ALabelThatGoesIsReplacedBehindDomainsToo) {
  Schema before;
  const Definition from = enumeration("mood", {"sad", "ok"});
  const Definition to = enumeration("mood", {"ok"});
  before.definitions.emplace(from.key, from);
  for (const auto& [name, base] : {std::pair{"one", "public.mood"}, std::pair{"many", "public.mood[]"}}) {
    Definition domain;
    domain.key = {ObjectKind::domain, in_public(name), {}};
    domain.sql = sql(base);
    before.definitions.emplace(domain.key, domain);
  }
  Table table;
  table.name = in_public("t");
  table.columns = {column("a", "public.one"), column("b", "public.many"), column("c", "public.one[]")};
  before.tables.emplace(table.name, table);
  const OperationList operations = postgresql::lower({AlterDefinition{from, to}}, before, kNewest);
  const Lines lines = lowered({AlterDefinition{from, to}}, before);
  EXPECT_EQ(lines.at(0), "UPDATE public.t SET b = array_replace(b, 'sad', NULL) WHERE b && ARRAY['sad']::public.many");
  EXPECT_EQ(lines.at(1), "UPDATE public.t SET a = NULL WHERE a::public.mood IN ('sad')");
  expect_on_servers(
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN one AS mood; CREATE DOMAIN many AS mood[]; CREATE TABLE t "
      "(a one, b many, c one[]); INSERT INTO t VALUES ('sad', '{ok}', '{sad}'), ('ok', '{ok,sad}', '{ok}')",
      operations, "SELECT string_agg(coalesce(a::text, '-') || b::text || c::text, ' ' ORDER BY a::text) FROM t",
      "ok{ok,NULL}{ok} -{ok}{NULL}");
}

TEST(Lower, ADomainOfAnotherTypeTakesItsColumnsAlong) {
  Definition from;
  from.key = {ObjectKind::domain, in_public("d"), {}};
  from.sql = sql("integer");
  from.options = {{"check:c", "(VALUE > 0)"}};
  Definition to = from;
  to.sql = sql("bigint");
  Schema before;
  before.definitions.emplace(from.key, from);
  Table table;
  table.name = in_public("t");
  table.columns = {column("a", "public.d")};
  before.tables.emplace(table.name, table);
  expect_on_servers(
      "CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0); CREATE TABLE t (a d); INSERT INTO t VALUES (7)",
      postgresql::lower({AlterDefinition{from, to}}, before, kNewest),
      "SELECT typbasetype::regtype, typname, (SELECT a FROM t) FROM pg_type WHERE typtype = 'd' AND typnamespace = "
      "'public'::regnamespace",
      "bigint|d|7");
}

TEST(Lower, LabelsThatAreAddedNeedNoExchange) {
  EXPECT_EQ(lowered({AlterDefinition{enumeration("e", {"a", "c"}), enumeration("e", {"a", "b", "c"})}}),
            (Lines{"ALTER TYPE public.e ADD VALUE 'b' AFTER 'a'"}));
}

/// CREATE TABLE p (a int) PARTITION BY LIST (a)
Table list_partitioned() {
  Table table;
  table.name = in_public("p");
  table.columns = {column("a", "integer")};
  table.partition_by = sql("LIST (a)");
  return table;
}

/// CREATE INDEX by_a ON … (a)
Index index_by_a() {
  Index index;
  index.name = id("by_a");
  index.method = "btree";
  index.parts.emplace_back().column = id("a");
  return index;
}

TEST(Lower, PartsOfAnIndexKeepTheirNames) {
  Schema before;
  const Table parent = list_partitioned();
  before.tables.emplace(parent.name, parent);
  const Index index = index_by_a();
  Index part = index;
  part.name = id("part of it");
  part.parent = in_public("by_a");
  const OperationList both =
      postgresql::lower({CreateIndex{in_public("p"), index}, CreateIndex{in_public("p1"), part}}, before, kNewest);
  expect_on_servers("CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                    both,
                    "SELECT string_agg(relname || indisvalid, ' ' ORDER BY relname) FROM pg_index JOIN pg_class ON oid "
                    "= indexrelid WHERE relnamespace = 'public'::regnamespace",
                    "by_atrue part of ittrue");
  EXPECT_EQ(lowered({CreateIndex{in_public("p"), index}}, before), (Lines{"CREATE INDEX by_a ON public.p (a)"}));
}

TEST(Lower, PartsOfAnIndexWaitForIt) {
  Schema before;
  const Table parent = list_partitioned();
  before.tables.emplace(parent.name, parent);
  Table child = parent;
  child.name = in_public("p1");
  child.partition_by.reset();
  child.partition_of = PartitionOf{parent.name, "FOR VALUES IN (1)"};
  const Index index = index_by_a();
  Index part = index;
  part.name = id("part");
  part.parent = in_public("by_a");
  Unique unique;
  unique.name = id("u");
  unique.columns = index.parts;
  Unique of_part = unique;
  of_part.name = id("u1");
  of_part.parent = in_public("u");
  const OperationList operations{CreateIndex{child.name, part}, CreateIndex{parent.name, index},
                                 AddConstraint{child.name, of_part}, AddConstraint{parent.name, unique}};
  Schema attached = before;
  attached.tables.emplace(child.name, child);
  EXPECT_EQ(
      lowered(operations, attached),
      (Lines{
          "CREATE INDEX part ON public.p1 (a)", "CREATE INDEX by_a ON ONLY public.p (a)",
          "ALTER INDEX public.by_a ATTACH PARTITION public.part", "ALTER TABLE public.p1 ADD CONSTRAINT u1 UNIQUE (a)",
          "ALTER TABLE ONLY public.p ADD CONSTRAINT u UNIQUE (a)", "ALTER INDEX public.u ATTACH PARTITION public.u1"}));
  child.indexes.emplace(part.name, part);
  EXPECT_EQ(lowered({CreateTable{child}, CreateIndex{parent.name, index}}, before).back(),
            "ALTER INDEX public.by_a ATTACH PARTITION public.part");
  child.indexes.clear();
  // A table that becomes a partition later brings them along.
  child.partition_of.reset();
  before.tables.emplace(child.name, child);
  EXPECT_EQ(lowered({CreateIndex{child.name, part}}, before), (Lines{"CREATE INDEX part ON public.p1 (a)"}));
}

TEST(Lower, ANewPartitionHasItsParentsChecks) {
  Table parent;
  parent.name = in_public("p");
  parent.columns = {column("a", "integer")};
  parent.partition_by = sql("LIST (a)");
  Check check;
  check.name = id("positive");
  check.expression = sql("(a > 0)");
  parent.checks = {check};
  Table child;
  child.name = in_public("p1");
  child.columns = {column("a", "integer")};
  child.columns[0].inherited = true;
  child.partition_of = PartitionOf{parent.name, "FOR VALUES IN (1)"};
  expect_on_servers("", postgresql::lower({CreateTable{parent}, CreateTable{child}}, {}, kNewest),
                    "SELECT string_agg(conrelid::regclass || conname || conislocal, ' ' ORDER BY "
                    "conrelid::regclass::text) FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0",
                    "ppositivetrue p1positivefalse");
}

TEST(Lower, AChildsOwnDefaultIsSetAfterwards) {
  Table parent;
  parent.name = in_public("p");
  parent.columns = {column("a", "integer"), column("b", "integer")};
  parent.columns[0].server_default = sql("1");
  Table child = parent;
  child.name = in_public("c");
  child.inherits = {parent.name};
  for (Column& each : child.columns) each.inherited = true;
  child.columns[0].server_default = sql("2");
  EXPECT_EQ(
      lowered({CreateTable{parent}, CreateTable{child}}),
      (Lines{"CREATE TABLE public.p (\n  a integer DEFAULT 1,\n  b integer\n)",
             "CREATE TABLE public.c (\n)\nINHERITS (public.p)", "ALTER TABLE public.c ALTER COLUMN a SET DEFAULT 2"}));
}

TEST(Lower, AnIndexThatIsMadeAnewIsMarkedAgain) {
  Schema before;
  Table table;
  table.name = in_public("t");
  table.columns = {column("a", "integer")};
  Index index;
  index.name = id("i");
  index.method = "btree";
  index.parts.emplace_back().column = id("a");
  table.indexes.emplace(index.name, index);
  table.options = {{"clustered", "i"}};
  before.tables.emplace(table.name, table);
  EXPECT_EQ(lowered({DropIndex{table.name, index}, CreateIndex{table.name, index}}, before),
            (Lines{"DROP INDEX public.i", "CREATE INDEX i ON public.t (a)", "ALTER TABLE public.t CLUSTER ON i"}));
}

Schema something() {
  Schema schema;
  Table table;
  table.name = in_public("something");
  schema.tables.emplace(table.name, table);
  return schema;
}

TEST(Lower, BodiesAreNotCheckedAgainstWhatComesLater) {
  const Schema before = something();
  const Definition early = function("early", "SELECT count(*) FROM public.later");
  Table later;
  later.name = in_public("later");
  later.columns = {column("a", "integer")};
  const OperationList operations = postgresql::lower({CreateDefinition{early}, CreateTable{later}}, before, kNewest);
  ASSERT_EQ(operations.size(), 4U);
  EXPECT_EQ(rendered(operations.front()), (Lines{"SET check_function_bodies = off"}));
  EXPECT_EQ(rendered(operations.back()), (Lines{"RESET check_function_bodies"}));
  EXPECT_EQ(lowered({CreateTable{later}, CreateDefinition{early}}, before).size(), 2U);
  EXPECT_EQ(lowered({CreateDefinition{function("other", "SELECT 1::bigint")}, CreateTable{later}}, before).size(), 2U);
}

// A body may speak of what the server no longer has.
TEST(Lower, BodiesAreNotCheckedWhereASchemaIsMadeOutOfNothing) {
  EXPECT_EQ(lowered({CreateDefinition{function("stale", "SELECT count(*) FROM public.gone")}}).front(),
            "SET check_function_bodies = off");
}

TEST(Lower, NotNullsThatSwapTheirNames) {
  Schema before = something();
  Table& table = before.tables.begin()->second;
  table.columns = {column("a", "integer"), column("b", "integer")};
  for (Column& each : table.columns) each.not_null = true;
  const OperationList operations = {RenameColumn{table.name, id("a"), id("c")},
                                    RenameColumn{table.name, id("b"), id("a")},
                                    RenameColumn{table.name, id("c"), id("b")}};
  Column a = table.columns[0], b = table.columns[1];
  a.not_null_name = id("something_b_not_null");
  b.not_null_name = id("something_a_not_null");
  OperationList all = operations;
  all.push_back(AlterColumn{table.name, a, table.columns[0], std::nullopt});
  all.push_back(AlterColumn{table.name, b, table.columns[1], std::nullopt});
  const Lines lines = lowered(all, before);
  ASSERT_EQ(lines.size(), 6U);
  const std::string rename = "ALTER TABLE public.something RENAME CONSTRAINT ";
  EXPECT_EQ(Lines(lines.begin() + 3, lines.end()), (Lines{rename + "something_a_not_null TO _retort_not_null_1",
                                                          rename + "something_b_not_null TO something_a_not_null",
                                                          rename + "_retort_not_null_1 TO something_b_not_null"}));
}

TEST(Lower, ATableThatMovesAndIsRenamedPassesByAFreeName) {
  Schema before = something();
  Table other = before.tables.begin()->second;
  other.name = {id("app"), id("other")};
  before.tables.emplace(other.name, other);
  const RenameTable rename{in_public("something"), {id("app"), id("new")}};
  EXPECT_EQ(lowered({rename}, before),
            (Lines{"ALTER TABLE public.something SET SCHEMA app", "ALTER TABLE app.something RENAME TO new"}));
  other.name.name = id("something");
  before.tables.emplace(other.name, other);
  EXPECT_EQ(lowered({rename}, before),
            (Lines{"ALTER TABLE public.something RENAME TO new", "ALTER TABLE public.new SET SCHEMA app"}));
}

TEST(Lower, ADomainThatIsGoneIsNotExchanged) {
  Schema before;
  const Definition from = enumeration("mood", {"sad", "ok"}), to = enumeration("mood", {"ok", "sad"});
  before.definitions.emplace(from.key, from);
  Definition domain;
  domain.key = {ObjectKind::domain, in_public("d"), {}};
  domain.sql = sql("public.mood");
  before.definitions.emplace(domain.key, domain);
  EXPECT_EQ(lowered({AlterDefinition{from, to}}, before).size(), 6U);
  EXPECT_EQ(lowered({DropDefinition{domain}, AlterDefinition{from, to}}, before).size(), 4U);
}

TEST(Lower, PartsFollowTheNewNameOfTheirTable) {
  Schema before;
  Table parent;
  parent.name = in_public("p");
  parent.partition_by = sql("RANGE (a)");
  parent.columns = {column("a", "integer")};
  Table child = parent;
  child.name = in_public("p1");
  child.partition_by.reset();
  child.partition_of = PartitionOf{parent.name, "DEFAULT"};
  before.tables.emplace(parent.name, parent);
  before.tables.emplace(child.name, child);
  Index whole;
  whole.name = id("whole");
  whole.method = "btree";
  whole.parts.emplace_back().column = id("a");
  Index part = whole;
  part.name = id("part");
  part.parent = in_public("whole");
  const ObjectName renamed = in_public("q");
  const Lines lines =
      lowered({RenameTable{parent.name, renamed}, CreateIndex{renamed, whole}, CreateIndex{child.name, part}}, before);
  EXPECT_EQ(lines.back(), "ALTER INDEX public.whole ATTACH PARTITION public.part");
}

TEST(Lower, ANewPartitionHasTheNamesOfItsParentsNotNulls) {
  Schema before;
  Table parent;
  parent.name = in_public("p");
  parent.partition_by = sql("RANGE (a)");
  parent.columns = {column("a", "integer"), column("b", "integer")};
  for (Column& each : parent.columns) each.not_null = true;
  parent.columns[1].not_null_name = id("said");
  before.tables.emplace(parent.name, parent);
  Table part = parent;
  part.name = in_public("part");
  part.partition_by.reset();
  part.partition_of = PartitionOf{parent.name, "DEFAULT"};
  part.columns[0].not_null_name = id("p_a_not_null");  // as they are read: ATTACH gives no names
  for (Column& each : part.columns) each.inherited = true;
  EXPECT_EQ(lowered({CreateTable{part}}, before).front(),
            "CREATE TABLE public.part (\n  a integer CONSTRAINT p_a_not_null NOT NULL,\n"
            "  b integer CONSTRAINT said NOT NULL\n)");
}

}  // namespace
}  // namespace retort::test
