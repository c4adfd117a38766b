// Schemas as PostgreSQL has them, with the dependencies that its catalogue tells: the toy server takes every order.
#include "schema/dependencies.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "diff/diff.hpp"
#include "operation/apply.hpp"
#include "operation/describe.hpp"
#include "retort/error.hpp"
#include "toy_server.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

Identifier id(const std::string& text) { return Identifier(text); }
ObjectName in_s(const std::string& name) { return {id("s"), id(name)}; }
Expression sql(const std::string& text) { return {text, text}; }

const Lexicon& plain_lexicon() {
  static const Lexicon kLexicon;
  return kLexicon;
}

/// Functions and enums are altered in place, columns too; views are in the way of a column's new type.
class Rules : public ChangeRules {
 public:
  using ChangeRules::alters;
  bool alters(const Definition&, const Definition& to) const override {
    return to.key.kind == ObjectKind::enum_type || to.key.kind == ObjectKind::sequence ||
           to.key.kind == ObjectKind::schema || to.key.kind == ObjectKind::domain ||
           (to.key.kind == ObjectKind::function && to.sql.text.find("replace") != std::string::npos);
  }
  bool disturbs(const Operation& change, const ObjectKey& dependent) const override {
    const auto* column = std::get_if<AlterColumn>(&change);
    if (column != nullptr) return column->from.type != column->to.type && dependent.kind >= ObjectKind::view;
    return std::holds_alternative<AlterDefinition>(change) && dependent.kind == ObjectKind::policy;
  }
};

/// Builds a schema from short lines.
struct Builder {
  Schema schema;

  Table& table(const std::string& name, const std::vector<std::pair<std::string, std::string>>& columns) {
    Table table;
    table.name = in_s(name);
    for (const auto& [column, type] : columns) {
      Column made;
      made.name = id(column);
      made.type = type;
      table.columns.push_back(made);
    }
    return schema.tables[table.name] = table;
  }
  ObjectKey definition(ObjectKind kind, const std::string& name, const std::string& text, const std::string& on = "") {
    Definition made;
    made.key = {kind, in_s(name), id(on)};
    if (!on.empty()) made.on = in_s(on);
    made.sql = sql(text);
    schema.definitions[made.key] = made;
    return made.key;
  }
  ObjectKey enumeration(const std::string& name, std::vector<std::string> values) {
    const ObjectKey key = definition(ObjectKind::enum_type, name, "");
    schema.definitions[key].values = std::move(values);
    return key;
  }
  void needs(const ObjectKey& object, const ObjectKey& on) { schema.dependencies.push_back({object, on}); }
  Schema done() {
    normalize(schema.dependencies);
    for (auto& [name, table] : schema.tables) normalize(table);
    return schema;
  }
};

ObjectKey table(const std::string& name) { return {ObjectKind::table, in_s(name)}; }
ObjectKey column(const std::string& name, const std::string& part) {
  return {ObjectKind::column, in_s(name), id(part)};
}
ObjectKey default_of(const std::string& name, const std::string& part) {
  return {ObjectKind::column_default, in_s(name), id(part)};
}
ObjectKey constraint(const std::string& name, const std::string& part) {
  return {ObjectKind::constraint, in_s(name), id(part)};
}
ObjectKey index(const std::string& name) { return {ObjectKind::index, in_s(name)}; }

Check check(const std::string& name, const std::string& text) {
  Check made;
  made.name = id(name);
  made.expression = sql(text);
  return made;
}

ForeignKey foreign_key(const std::string& name, const std::string& from, const std::string& target) {
  ForeignKey made;
  made.name = id(name);
  made.columns = {id(from)};
  made.target = in_s(target);
  made.target_columns = {id("id")};
  return made;
}

PrimaryKey primary_key(const std::string& name, const std::string& of) {
  PrimaryKey made;
  made.name = id(name);
  KeyPart part;
  part.column = id(of);
  made.columns = {part};
  return made;
}

OperationList difference(const Schema& from, const Schema& to) {
  Answers answers;
  answers.no_renames = true;
  return diff(from, to, Capabilities{}, Rules(), plain_lexicon(), answers).operations;
}

/// Both ways; the lines of the way there.
Lines proven(const Schema& from, const Schema& to) {
  for (const auto& [a, b] : {std::pair(&to, &from), std::pair(&from, &to)}) {
    const OperationList operations = difference(*a, *b);
    ToyServer server(*a, *b);
    std::string all;
    for (const Operation& operation : operations) all += "\n  " + describe(operation);
    EXPECT_EQ(server.run(operations), "") << all;
    EXPECT_EQ(server.unlike_target(), "") << all;
    Schema applied = *a;
    apply(operations, applied, plain_lexicon());
    for (const auto& [name, each] : b->tables) EXPECT_EQ(applied.tables.count(name), 1U) << name.to_string() << all;
    EXPECT_EQ(applied.definitions.size(), b->definitions.size()) << all;
  }
  Lines lines;
  for (const Operation& operation : difference(from, to)) lines.push_back(describe(operation));
  return lines;
}

TEST(Dependencies, AnEnumComesBeforeItsColumnsAndTheViewAfter) {
  Builder to;
  const ObjectKey mood = to.enumeration("mood", {"sad", "happy"});
  to.table("t", {{"id", "integer"}, {"m", "s.mood"}}).columns[1].server_default = sql("'sad'::s.mood");
  to.needs(column("t", "m"), mood);
  to.needs(default_of("t", "m"), mood);
  const ObjectKey view = to.definition(ObjectKind::view, "v", "CREATE VIEW s.v AS SELECT m FROM s.t");
  to.needs(view, column("t", "m"));
  EXPECT_EQ(proven(Schema(), to.done()), (Lines{"added enum 's.mood'", "added table 's.t'", "added view 's.v'"}));
}

Schema with_function(const std::string& text) {
  Builder made;
  const ObjectKey function = made.definition(ObjectKind::function, "f", text);
  Table& t = made.table("t", {{"a", "integer"}, {"b", "integer"}});
  t.checks = {check("t_check", "s.f(a)")};
  t.columns[1].server_default = sql("s.f(1)");
  Index on_f;
  on_f.name = id("t_f");
  KeyPart part;
  part.expression = sql("s.f(a)");
  on_f.parts = {part};
  t.indexes[on_f.name] = on_f;
  for (const ObjectKey& key : {constraint("t", "t_check"), index("t_f"), default_of("t", "b")})
    made.needs(key, function);
  return made.done();
}

TEST(Dependencies, WhatStandsOnAReplacedFunctionMakesWay) {
  EXPECT_EQ(proven(with_function("one"), with_function("two")),
            (Lines{"removed index 't_f' on 's.t'", "changed column 's.t.b': default s.f(1) -> none",
                   "removed check constraint 't_check' (s.f(a)) on table 's.t'", "removed function 's.f'",
                   "added function 's.f'", "added check constraint 't_check' (s.f(a)) on table 's.t'",
                   "added index 't_f' on 's.t (s.f(a))'", "changed column 's.t.b': default none -> s.f(1)"}));
  EXPECT_EQ(proven(with_function("replace one"), with_function("replace two")),
            (Lines{"changed function 's.f': one -> two"}));
}

Schema layers(const std::string& type) {
  Builder made;
  made.table("t", {{"a", type}});
  ObjectKey below = column("t", "a");
  for (const char* name : {"v1", "v2", "v3"}) {
    const ObjectKey view = made.definition(ObjectKind::view, name, std::string("CREATE VIEW ") + name);
    made.needs(view, below);
    below = {ObjectKind::column, in_s(name), id("a")};
  }
  made.definition(ObjectKind::rule, "r", "CREATE RULE r", "v3");
  made.needs(made.definition(ObjectKind::trigger, "tr", "CREATE TRIGGER tr", "t"), column("t", "a"));
  made.needs(made.definition(ObjectKind::policy, "p", "CREATE POLICY p", "t"), column("t", "a"));
  made.needs(made.definition(ObjectKind::materialized_view, "m", "CREATE MATERIALIZED VIEW m"), below);
  return made.done();
}

TEST(Dependencies, ATypeChangesUnderLayersOfViews) {
  Schema from = layers("integer");
  const Lines lines = proven(from, layers("bigint"));
  EXPECT_EQ(lines.size(), 15U);
  EXPECT_EQ(lines[7], "changed column 's.t.a': type integer -> bigint");
  EXPECT_EQ(describe(difference(from, layers("bigint"))), (Lines{"changed column 's.t.a': type integer -> bigint"}));
}

TEST(Dependencies, ACircleOfForeignKeysIsCut) {
  Builder to;
  for (const auto& [name, other] : {std::pair("a", "b"), std::pair("b", "a")}) {
    Table& made = to.table(name, {{"id", "integer"}, {"o", "integer"}});
    made.primary_key = primary_key(std::string(name) + "_pkey", "id");
    made.foreign_keys = {foreign_key(std::string(name) + "_fkey", "o", other)};
  }
  EXPECT_EQ(proven(Schema(), to.done()).size(), 3U);
}

TEST(Dependencies, ATableAndAFunctionInACircleAreCutAtTheDefault) {
  Builder to;
  to.table("t", {{"a", "integer"}}).columns[0].server_default = sql("s.f()");
  const ObjectKey function = to.definition(ObjectKind::function, "f", "reads t");
  to.needs(function, table("t"));
  to.needs(default_of("t", "a"), function);
  EXPECT_EQ(proven(Schema(), to.done()),
            (Lines{"added table 's.t'", "added function 's.f'", "changed column 's.t.a': default none -> s.f()"}));
}

TEST(Dependencies, AViewBecomesATableOfItsName) {
  Builder from;
  from.definition(ObjectKind::view, "x", "CREATE VIEW s.x AS SELECT 1");
  Builder to;
  to.table("x", {{"a", "integer"}});
  EXPECT_EQ(proven(from.done(), to.done()), (Lines{"removed view 's.x'", "added table 's.x'"}));
}

TEST(Dependencies, ASchemaGoesAfterAllThatIsInIt) {
  Builder from;
  Definition schema;
  schema.key = {ObjectKind::schema, {{}, id("s")}};
  from.schema.definitions[schema.key] = schema;
  const ObjectKey mood = from.enumeration("mood", {"a"});
  from.table("t", {{"m", "s.mood"}});
  from.needs(column("t", "m"), mood);
  from.definition(ObjectKind::function, "f", "one");
  EXPECT_EQ(proven(from.done(), Schema()).back(), "removed schema 's'");
}

TEST(Dependencies, AColumnThatWouldLoseItsTypeIsRefusedByName) {
  const auto made = [](const std::string& text) {
    Builder schema;
    const ObjectKey view = schema.definition(ObjectKind::view, "v", text);
    schema.table("t", {{"rows", "s.v"}});
    schema.needs(column("t", "rows"), view);
    return schema.done();
  };
  try {
    difference(made("one"), made("two"));
    FAIL();
  } catch (const ProjectError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("s.t.rows"), std::string::npos) << message;
    EXPECT_NE(message.find("view 's.v'"), std::string::npos) << message;
  }
}

// ---- partitions

Schema partitioned(bool with_index, bool with_column) {
  Builder made;
  std::vector<std::pair<std::string, std::string>> columns{{"id", "integer"}};
  if (with_column) columns.emplace_back("c", "text");
  made.table("p", columns).partition_by = sql("RANGE (id)");
  Table& child = made.table("p1", columns);
  child.partition_of = PartitionOf{in_s("p"), "FOR VALUES FROM (1) TO (10)"};
  for (Column& each : child.columns) each.inherited = true;
  if (with_index) {
    for (const char* name : {"p", "p1"}) {
      Index on_id;
      on_id.name = id(std::string(name) + "_idx");
      KeyPart part;
      part.column = id("id");
      on_id.parts = {part};
      if (std::string(name) == "p1") on_id.parent = in_s("p_idx");
      made.schema.tables[in_s(name)].indexes[on_id.name] = on_id;
    }
  }
  return made.done();
}

Lines lines_of(const OperationList& operations) {
  Lines lines;
  for (const Operation& operation : operations) lines.push_back(describe(operation));
  return lines;
}

TEST(Dependencies, PartitionsFollowTheirParent) {
  EXPECT_EQ(lines_of(difference(partitioned(false, false), partitioned(false, true))), (Lines{"added column 's.p.c'"}));
  EXPECT_EQ(lines_of(difference(partitioned(false, true), partitioned(false, false))),
            (Lines{"removed column 's.p.c'"}));
  EXPECT_EQ(lines_of(difference(partitioned(false, false), partitioned(true, false))),
            (Lines{"added index 'p_idx' on 's.p (id)'", "added index 'p1_idx' on 's.p1 (id)'"}));
  EXPECT_EQ(lines_of(difference(partitioned(true, false), partitioned(false, false))),
            (Lines{"removed index 'p_idx' on 's.p'"}));
}

TEST(Dependencies, PartitionsOfAReferencedTableAreDetachedBeforeTheyAreDropped) {
  Schema from = partitioned(false, false);
  Schema to = from;
  to.tables.erase(in_s("p1"));
  EXPECT_EQ(lines_of(difference(from, to)), (Lines{"removed table 's.p1'"}));
  for (Schema* schema : {&from, &to}) schema->tables[in_s("p")].foreign_keys = {foreign_key("up", "id", "p")};
  EXPECT_EQ(lines_of(difference(from, to)),
            (Lines{"detached table 's.p1' from 's.p': FOR VALUES FROM (1) TO (10)", "removed table 's.p1'"}));
  // Where all of it goes, so does the foreign key first.
  const OperationList all = difference(from, Schema());
  ASSERT_FALSE(all.empty());
  EXPECT_TRUE(std::holds_alternative<DropConstraint>(all[0])) << describe(all[0]);
}

TEST(Dependencies, PartitionsOutliveATableThatIsPartitionedInAnotherWay) {
  const Schema from = partitioned(false, false);
  Schema to = from;
  to.tables[in_s("p")].partition_by = sql("RANGE (id, id)");
  EXPECT_EQ(lines_of(difference(from, to)),
            (Lines{"detached table 's.p1' from 's.p': FOR VALUES FROM (1) TO (10)", "removed table 's.p'",
                   "added table 's.p'", "attached table 's.p1' to 's.p': FOR VALUES FROM (1) TO (10)"}));
}

TEST(Dependencies, PrivilegesCountOnlyWhereAskedAndComeBackInAnyCase) {
  const auto made = [](const std::string& text, const std::string& owner) {
    Builder schema;
    const ObjectKey view = schema.definition(ObjectKind::view, "v", text);
    schema.schema.definitions[view].options = {{"owner", owner}, {"privileges:bob", "SELECT"}};
    return schema.done();
  };
  EXPECT_EQ(difference(made("one", "alice"), made("one", "scratch")).size(), 0U);
  const OperationList operations = difference(made("one", "alice"), made("two", "scratch"));
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_EQ(std::get<CreateDefinition>(operations[1]).definition.options.at("owner"), "alice");
  Answers answers;
  answers.no_renames = true;
  DiffOptions options;
  options.privileges = true;
  EXPECT_EQ(diff(made("one", "alice"), made("one", "scratch"), {}, Rules(), plain_lexicon(), answers, options)
                .operations.size(),
            2U);
}

// ---- random graphs

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  bool chance(int percent) { return static_cast<int>(engine_() % 100) < percent; }
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

 private:
  std::mt19937 engine_;
};

/// The same places on both sides, each there or not, in one of two wordings; everything stands on places before it.
Schema random_schema(Random& random) {
  Builder made;
  std::vector<ObjectKey> bases;  // enums, functions
  std::vector<std::string> tables;
  std::vector<ObjectKey> readable;  // tables' columns, views, functions
  for (int place = 0; place < 24; ++place) {
    const std::string name = "o" + std::to_string(place);
    if (!random.chance(75)) continue;
    const std::string wording = random.chance(50) ? "replace one" : random.chance(50) ? "two" : "replace two";
    const int kind = place % 6;
    std::vector<ObjectKey> picked;
    const auto pick = [&](const std::vector<ObjectKey>& from, int count) {
      for (int i = 0; i < count && !from.empty(); ++i)
        picked.push_back(from[static_cast<std::size_t>(random.below(static_cast<int>(from.size())))]);
    };
    const auto text = [&] {
      std::string all = wording;
      for (const ObjectKey& key : picked) all += " " + key.to_string();
      return all;
    };
    if (kind == 0) {
      bases.push_back(made.enumeration(
          name, random.chance(50) ? std::vector<std::string>{"a"} : std::vector<std::string>{"a", "b"}));
    } else if (kind == 1) {
      pick(bases, random.below(2));
      pick(readable, random.below(2));
      const ObjectKey function = made.definition(ObjectKind::function, name, text());
      for (const ObjectKey& key : picked) made.needs(function, key);
      bases.push_back(function);
      readable.push_back(function);
    } else if (kind == 2 || kind == 3) {
      Table& table = made.table(name, {{"id", "integer"}, {"a", random.chance(50) ? "integer" : "bigint"}});
      table.primary_key = primary_key(name + "_pkey", "id");
      if (random.chance(60)) {
        pick(bases, 1);
        if (!picked.empty() && picked[0].kind == ObjectKind::function) {
          table.columns[1].server_default = sql(picked[0].to_string());
          made.needs(default_of(name, "a"), picked[0]);
          table.checks = {check(name + "_check", picked[0].to_string())};
          made.needs(constraint(name, name + "_check"), picked[0]);
        } else if (!picked.empty()) {
          table.columns[1].type = picked[0].to_string();
          made.needs(column(name, "a"), picked[0]);
        }
      }
      if (!tables.empty() && random.chance(50))
        table.foreign_keys = {foreign_key(
            name + "_fkey", "id", tables[static_cast<std::size_t>(random.below(static_cast<int>(tables.size())))])};
      tables.push_back(name);
      readable.push_back(column(name, "a"));
      readable.push_back(column(name, "id"));
    } else if (kind == 4) {
      pick(readable, 1 + random.below(3));
      const ObjectKey view =
          made.definition(random.chance(70) ? ObjectKind::view : ObjectKind::materialized_view, name, text());
      for (const ObjectKey& key : picked) made.needs(view, key);
      readable.push_back(view);
    } else if (!tables.empty()) {
      pick(bases, 1);
      const ObjectKey trigger =
          made.definition(random.chance(50) ? ObjectKind::trigger : ObjectKind::policy, name, text(), tables.back());
      for (const ObjectKey& key : picked) made.needs(trigger, key);
    }
  }
  return made.done();
}

TEST(Dependencies, RandomGraphsRunInTheOrderThatIsGiven) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Schema from = random_schema(random);
    const Schema to = random_schema(random);
    proven(from, to);
    EXPECT_EQ(lines_of(difference(from, to)), lines_of(difference(from, to)));
    EXPECT_EQ(difference(from, from).size(), 0U);
    if (HasFailure()) return;
  }
}

/// 10,000 tables on 1,000 types, ten edges each.
TEST(Dependencies, TenThousandTablesTakeNoTime) {
  Builder made;
  for (int i = 0; i < 1000; ++i) made.enumeration("e" + std::to_string(i), {"a"});
  for (int i = 0; i < 10000; ++i) {
    const std::string name = "t" + std::to_string(i);
    made.table(name, {{"a", "integer"}, {"b", "integer"}});
    for (int j = 0; j < 10; ++j)
      made.needs(column(name, j % 2 == 0 ? "a" : "b"),
                 {ObjectKind::enum_type, in_s("e" + std::to_string((i * 7 + j) % 1000))});
  }
  const Schema to = made.done();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(difference(Schema(), to).size(), 11000U);
  EXPECT_EQ(difference(to, to).size(), 0U);
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took, std::chrono::seconds(10));  // 2 s unoptimised on a busy machine
}

}  // namespace
}  // namespace retort::test
