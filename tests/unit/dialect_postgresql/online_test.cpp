#include "dialect/postgresql/online.hpp"

#include "unit/dialect_postgresql/servers.hpp"

namespace retort::test {
namespace {

Table table(const char* name) {
  Table table;
  table.name = in_public(name);
  return table;
}

Index index_on(const char* column) {
  Index index;
  index.name = Identifier(std::string(column) + "_idx");
  index.method = "btree";
  index.parts.emplace_back().column = id(column);
  return index;
}

Check check(const char* name) {
  Check check;
  check.name = id(name);
  check.expression = sql("a > 0");
  return check;
}

ForeignKey foreign_key() {
  ForeignKey key;
  key.name = id("fk");
  key.columns = {id("a")};
  key.target = in_public("target");
  key.target_columns = {id("id")};
  return key;
}

/// Each statement, and which must stand in a step without a transaction of its own.
Lines online(const OperationList& operations) {
  Schema before;
  for (const char* name : {"t", "target"}) before.tables.emplace(in_public(name), table(name));
  Table partitioned = table("p");
  partitioned.partition_by = sql("LIST (a)");
  before.tables.emplace(partitioned.name, partitioned);
  Lines lines;
  for (const Operation& operation : postgresql::online(operations, before)) {
    for (const Statement& statement : postgresql::dialect().render(operation, kNewest))
      lines.push_back((statement.mode == StepMode::autocommit ? "autocommit: " : "") + statement.text);
  }
  return lines;
}

TEST(Online, IndexesAreBuiltAndDroppedConcurrently) {
  EXPECT_EQ(online({DropIndex{in_public("t"), index_on("a")}, CreateIndex{in_public("t"), index_on("b")}}),
            (Lines{"autocommit: DROP INDEX CONCURRENTLY public.a_idx",
                   "autocommit: CREATE INDEX CONCURRENTLY b_idx ON public.t (b)"}));
}

TEST(Online, ForeignKeysAndChecksAreValidatedAtTheEnd) {
  EXPECT_EQ(online({AddConstraint{in_public("t"), foreign_key()}, AddConstraint{in_public("t"), check("c")},
                    CreateIndex{in_public("t"), index_on("a")}}),
            (Lines{"ALTER TABLE public.t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES public.target (id) NOT VALID",
                   "ALTER TABLE public.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
                   "autocommit: CREATE INDEX CONCURRENTLY a_idx ON public.t (a)",
                   "autocommit: ALTER TABLE public.t VALIDATE CONSTRAINT fk",
                   "autocommit: ALTER TABLE public.t VALIDATE CONSTRAINT c"}));
}

TEST(Online, WhatShallNotBeValidIsNotValidated) {
  Check not_valid = check("later");
  not_valid.not_valid = true;
  Check not_enforced = check("never");
  not_enforced.options["not enforced"];
  EXPECT_EQ(online({AddConstraint{in_public("t"), not_valid}, AddConstraint{in_public("t"), not_enforced}}),
            (Lines{"ALTER TABLE public.t ADD CONSTRAINT later CHECK (a > 0) NOT VALID",
                   "ALTER TABLE public.t ADD CONSTRAINT never CHECK (a > 0) NOT ENFORCED"}));
}

TEST(Online, NewAndPartitionedTablesHaveThePlainForms) {
  EXPECT_EQ(online({CreateTable{table("new")}, CreateIndex{in_public("new"), index_on("a")},
                    CreateIndex{in_public("p"), index_on("b")}, AddConstraint{in_public("p"), check("c")}}),
            (Lines{"CREATE TABLE public.new (\n)", "CREATE INDEX a_idx ON public.new (a)",
                   "CREATE INDEX b_idx ON public.p (b)", "ALTER TABLE public.p ADD CONSTRAINT c CHECK (a > 0)"}));
}

TEST(Online, APartOfAnIndexIsAttachedAsItIs) {
  Index part = index_on("a");
  part.parent = in_public("whole");
  for (const std::string& line : online({CreateIndex{in_public("t"), part}}))
    EXPECT_EQ(line.find("CONCURRENTLY"), std::string::npos) << line;
}

}  // namespace
}  // namespace retort::test
