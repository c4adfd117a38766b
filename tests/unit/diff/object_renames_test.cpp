// Renames where the engine has schemas, and names for everything.
#include <gtest/gtest.h>

#include "dialect/postgresql/dialect.hpp"
#include "diff/diff.hpp"
#include "operation/describe.hpp"
#include "retort/error.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

const Dialect& dialect() { return postgresql::dialect(); }
const Lexicon& lexicon() { return dialect().lexicon(); }
Identifier id(const std::string& text) { return Identifier(text); }
ObjectName name(const std::string& schema, const std::string& text) { return {id(schema), id(text)}; }

Index index(const std::string& called, const std::string& column) {
  Index made;
  made.name = id(called);
  made.method = "btree";
  made.parts.push_back({id(column), {}, {}});
  return made;
}

struct Builder {
  Schema schema;

  Builder& table(const ObjectName& called, const std::vector<std::string>& columns) {
    Table& table = schema.tables[called];
    table.name = called;
    for (const std::string& column : columns) {
      table.columns.push_back({});
      table.columns.back().name = id(column);
      table.columns.back().type = "integer";
    }
    last_ = &table;
    return *this;
  }
  Builder& key(const std::string& called, const std::string& column) {
    last_->primary_key.emplace();
    last_->primary_key->name = id(called);
    last_->primary_key->columns.push_back({id(column), {}, {}});
    return *this;
  }
  Builder& with(const Index& made) {
    last_->indexes.emplace(made.name, made);
    return *this;
  }
  Builder& definition(ObjectKind kind, const ObjectName& called, const std::string& sql = "",
                      std::vector<std::string> values = {}) {
    Definition made;
    made.key = {kind, called};
    made.sql = {sql, sql};
    made.values = std::move(values);
    schema.definitions.emplace(made.key, made);
    return *this;
  }

 private:
  Table* last_ = nullptr;
};

Difference difference(const Schema& from, const Schema& to, const Answers& answers = {}) {
  return diff(from, to, dialect().capabilities({15, 0, 0}), dialect(), lexicon(), answers);
}

Lines done(const Schema& from, const Schema& to, const Answers& answers = {}) {
  const Difference found = difference(from, to, answers);
  EXPECT_TRUE(found.questions.empty());
  return describe(found.operations);
}

Lines asked(const Schema& from, const Schema& to) {
  Lines lines;
  for (const RenameQuestion& question : difference(from, to).questions) {
    std::string line = std::string(to_string(question.to.kind)) + " " + question.to.to_string() + "?";
    for (const auto& candidate : question.candidates) line += " " + candidate.from.to_string();
    lines.push_back(line);
  }
  return lines;
}

Answers said(ObjectKey from, ObjectKey to) {
  Answers answers;
  answers.renames.emplace_back(std::move(from), std::move(to), true);
  return answers;
}
ObjectKey table_key(const std::string& schema, const std::string& text) {
  return {ObjectKind::table, name(schema, text)};
}

TEST(ObjectRenames, ATableGetsANameOrASchemaAndComesBack) {
  const Schema before = Builder().table(name("a", "t"), {"x"}).schema;
  const Schema after = Builder().table(name("b", "u"), {"y"}).schema;
  Answers answers = said(table_key("a", "t"), table_key("b", "u"));
  answers.renames.emplace_back(name("b", "u"), id("x"), id("y"), true);
  EXPECT_EQ(done(before, after, answers), (Lines{"renamed table 'a.t' to 'b.u'", "renamed column 'b.u.x' to 'b.u.y'"}));
  EXPECT_EQ(done(after, before, reversed(answers, before, after, lexicon())),
            (Lines{"renamed table 'b.u' to 'a.t'", "renamed column 'a.t.y' to 'a.t.x'"}));
}

TEST(ObjectRenames, ANewSchemaIsThereBeforeWhatMovesIntoIt) {
  const Schema before = Builder().table(name("a", "t"), {"x"}).schema;
  const Schema after = Builder().definition(ObjectKind::schema, name("", "b")).table(name("b", "t"), {"x"}).schema;
  const Answers answers = said(table_key("a", "t"), table_key("b", "t"));
  EXPECT_EQ(done(before, after, answers), (Lines{"added schema 'b'", "renamed table 'a.t' to 'b.t'"}));
  EXPECT_EQ(done(after, before, reversed(answers, before, after, lexicon())),
            (Lines{"renamed table 'b.t' to 'a.t'", "removed schema 'b'"}));
}

TEST(ObjectRenames, WithoutASchemaTheOneOfThatNameIsMeantElseTheDefaultOne) {
  const Answers plain = said(table_key("", "t"), table_key("", "u"));
  const Lines in_s = {"renamed table 's.t' to 's.u'"};
  EXPECT_EQ(done(Builder().table(name("s", "t"), {"x"}).schema, Builder().table(name("s", "u"), {"x"}).schema, plain),
            in_s);
  const Schema two = Builder().table(name("public", "t"), {"x"}).table(name("s", "t"), {"x"}).schema;
  const Schema renamed = Builder().table(name("public", "u"), {"x"}).table(name("s", "t"), {"x"}).schema;
  EXPECT_EQ(done(two, renamed, plain), (Lines{"renamed table 'public.t' to 'public.u'"}));
  const Schema neither = Builder().table(name("r", "t"), {"x"}).table(name("s", "t"), {"x"}).schema;
  EXPECT_THROW(difference(neither, Builder().table(name("s", "u"), {"x"}).schema, plain), UsageError);
}

TEST(ObjectRenames, OneDotMayBeAColumnOrASchema) {
  Answers answers;
  answers.renames.emplace_back(name("", "s"), id("t"), id("u"), true);  // s.t=u
  EXPECT_EQ(done(Builder().table(name("s", "t"), {"x"}).schema, Builder().table(name("s", "u"), {"x"}).schema, answers),
            (Lines{"renamed table 's.t' to 's.u'"}));
  EXPECT_EQ(done(Builder().table(name("p", "s"), {"t"}).schema, Builder().table(name("p", "s"), {"u"}).schema, answers),
            (Lines{"renamed column 'p.s.t' to 'p.s.u'"}));
}

TEST(ObjectRenames, WhatIsTheSameButForItsNameNeedsNoAnswer) {
  const Schema before =
      Builder().table(name("s", "t"), {"x", "y"}).key("t_pkey", "x").with(index("t_y_idx", "y")).schema;
  const Schema after =
      Builder().table(name("s", "u"), {"x", "y"}).key("u_pkey", "x").with(index("u_y_idx", "y")).schema;
  EXPECT_EQ(done(before, after, said(table_key("s", "t"), table_key("s", "u"))),
            (Lines{"renamed table 's.t' to 's.u'", "renamed index 's.t_y_idx' to 's.u_y_idx'",
                   "renamed constraint 's.u.t_pkey' to 's.u.u_pkey'"}));
}

TEST(ObjectRenames, WhatMayBeTwoThingsIsMadeAnew) {
  const Schema before = Builder().table(name("s", "t"), {"x"}).with(index("a", "x")).with(index("b", "x")).schema;
  const Schema after = Builder().table(name("s", "t"), {"x"}).with(index("c", "x")).schema;
  EXPECT_EQ(done(before, after),
            (Lines{"removed index 'a' on 's.t'", "removed index 'b' on 's.t'", "added index 'c' on 's.t (x)'"}));
  // The name is another table's.
  const Schema taken = Builder().table(name("s", "t"), {"x"}).with(index("a", "x")).table(name("s", "c"), {"x"}).schema;
  for (const auto& operation : difference(taken, after).operations)
    EXPECT_FALSE(std::holds_alternative<RenameObject>(operation)) << describe(operation);
}

TEST(ObjectRenames, EqualObjectsAreAskedAboutAndAnAnswerHoldsBothWays) {
  const Schema before = Builder().definition(ObjectKind::enum_type, name("s", "mood"), "", {"a", "b"}).schema;
  const Schema after = Builder().definition(ObjectKind::enum_type, name("s", "feeling"), "", {"a", "b"}).schema;
  EXPECT_EQ(asked(before, after), (Lines{"enum s.feeling? s.mood"}));
  const Answers answers =
      said({ObjectKind::enum_type, name("s", "mood")}, {ObjectKind::enum_type, name("s", "feeling")});
  EXPECT_EQ(done(before, after, answers), (Lines{"renamed enum 's.mood' to 's.feeling'"}));
  EXPECT_EQ(done(after, before, reversed(answers, before, after, lexicon())),
            (Lines{"renamed enum 's.feeling' to 's.mood'"}));
  const Schema other = Builder().definition(ObjectKind::enum_type, name("s", "feeling"), "", {"a", "c"}).schema;
  EXPECT_EQ(asked(before, other), Lines{});
}

TEST(ObjectRenames, AViewIsItselfUnderAnyName) {
  const Schema before =
      Builder().definition(ObjectKind::view, name("s", "v"), "CREATE VIEW s.v AS SELECT 1 AS x").schema;
  const Schema after =
      Builder().definition(ObjectKind::view, name("s", "w"), "CREATE VIEW s.w AS SELECT 1 AS x").schema;
  EXPECT_EQ(asked(before, after), (Lines{"view s.w? s.v"}));
}

TEST(ObjectRenames, ALabelThatComesInThePlaceOfAnother) {
  const auto mood = [](std::vector<std::string> labels) {
    return Builder().definition(ObjectKind::enum_type, name("s", "mood"), "", std::move(labels)).schema;
  };
  EXPECT_EQ(asked(mood({"a", "b", "c"}), mood({"a", "x", "c"})), (Lines{"enum label s.mood.x? s.mood.b"}));
  EXPECT_EQ(asked(mood({"a", "b"}), mood({"a", "x", "b"})), Lines{});
  EXPECT_EQ(done(mood({"a", "b", "c"}), mood({"a", "x", "c"}),
                 said({ObjectKind::enum_label, name("s", "mood"), id("b")},
                      {ObjectKind::enum_label, name("s", "mood"), id("x")})),
            (Lines{"renamed enum label 's.mood.b' to 's.mood.x'"}));
}

TEST(ObjectRenames, ASchemaWithAllThatIsInIt) {
  const auto in = [](const std::string& schema) {
    return Builder()
        .definition(ObjectKind::schema, name("", schema))
        .definition(ObjectKind::enum_type, name(schema, "mood"), "", {"a"})
        .table(name(schema, "t"), {"x"})
        .key("t_pkey", "x")
        .schema;
  };
  EXPECT_EQ(asked(in("a"), in("b")), (Lines{"schema b? a"}));
  const Answers answers = said({ObjectKind::schema, name("", "a")}, {ObjectKind::schema, name("", "b")});
  EXPECT_EQ(done(in("a"), in("b"), answers), (Lines{"renamed schema 'a' to 'b'"}));
  EXPECT_EQ(done(in("b"), in("a"), reversed(answers, in("a"), in("b"), lexicon())),
            (Lines{"renamed schema 'b' to 'a'"}));
}

TEST(ObjectRenames, AColumnOfASchemaThatIsRenamedToo) {
  const auto in = [](const std::string& schema, const std::string& column) {
    return Builder().definition(ObjectKind::schema, name("", schema)).table(name(schema, "t"), {"x", column}).schema;
  };
  Answers answers = said({ObjectKind::schema, name("", "a")}, {ObjectKind::schema, name("", "b")});
  answers.renames.emplace_back(name("b", "t"), id("y"), id("z"));
  EXPECT_EQ(done(in("a", "y"), in("b", "z"), answers),
            (Lines{"renamed schema 'a' to 'b'", "renamed column 'b.t.y' to 'b.t.z'"}));
  EXPECT_EQ(done(in("b", "z"), in("a", "y"), reversed(answers, in("a", "y"), in("b", "z"), lexicon())),
            (Lines{"renamed schema 'b' to 'a'", "renamed column 'a.t.z' to 'a.t.y'"}));
}

TEST(ObjectRenames, PartsThatSwapTheirNames) {
  const auto with_parts = [](const std::string& of_a, const std::string& of_b) {
    Builder builder;
    builder.table(name("s", "t"), {"a", "b"}).with(index("ia", "a")).with(index("ib", "b"));
    builder.schema.tables.begin()->second.partition_by = Expression{"LIST (a)", "LIST (a)"};
    Index part_a = index(of_a, "a"), part_b = index(of_b, "b");
    part_a.parent = name("s", "ia");
    part_b.parent = name("s", "ib");
    builder.table(name("s", "t1"), {"a", "b"}).with(part_a).with(part_b);
    builder.schema.tables.at(name("s", "t1")).partition_of = PartitionOf{name("s", "t"), "DEFAULT"};
    return builder.schema;
  };
  EXPECT_EQ(done(with_parts("x", "y"), with_parts("y", "x"), {}),
            (Lines{"renamed index 's.x' to 's._retort_part_1'", "renamed index 's.y' to 's.x'",
                   "renamed index 's._retort_part_1' to 's.y'"}));
  EXPECT_EQ(done(with_parts("x", "y"), with_parts("y", "z"), {}),
            (Lines{"renamed index 's.y' to 's.z'", "renamed index 's.x' to 's.y'"}));
}

TEST(ObjectRenames, AnAnswerThatNamesNothingIsAnError) {
  const Schema before =
      Builder().definition(ObjectKind::view, name("s", "v"), "CREATE VIEW s.v AS SELECT 1 AS x").schema;
  EXPECT_THROW(difference(before, before, said({ObjectKind::view, name("s", "x")}, {ObjectKind::view, name("s", "y")})),
               UsageError);
}

}  // namespace
}  // namespace retort::test
