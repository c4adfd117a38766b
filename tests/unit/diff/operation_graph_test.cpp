#include "diff/operation_graph.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "operation/describe.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

Constraint key(const char* name) {
  PrimaryKey key;
  key.name = Identifier(name);
  key.columns.emplace_back().column = Identifier("a");
  return key;
}

/// In words; the operations come with falling rank.
Lines ordered(const OperationList& operations) {
  const Schema schema;
  const Renames renames;
  const MatchedTables tables;
  const Capabilities capabilities;
  const DiffOptions options;
  const Comparison comparison{
      schema, schema, schema, renames, tables, {}, capabilities, sqlite::dialect(), sqlite::lexicon(), options};
  std::vector<OperationNode> nodes;
  for (const Operation& operation : operations) nodes.push_back(make_node(comparison, operation));
  Lines lines;
  for (const Operation& operation : OperationGraph(std::move(nodes), {}).ordered())
    lines.push_back(describe(operation));
  return lines;
}

TEST(OperationGraph, ATableHasOnePrimaryKeyWhateverItIsCalled) {
  const ObjectName t{{}, Identifier("t")};
  EXPECT_EQ(ordered({AddConstraint{t, key("new")}, DropConstraint{t, key("old")}}),
            (Lines{"removed primary key 'old' (a) on table 't'", "added primary key 'new' (a) on table 't'"}));
}

TEST(OperationGraph, ANameIsFreeBeforeItIsTaken) {
  const ObjectName t{{}, Identifier("t")};
  const ObjectName u{{}, Identifier("u")};
  EXPECT_EQ(ordered({AddConstraint{t, key("k")}, DropConstraint{u, key("k")}}),
            (Lines{"removed primary key 'k' (a) on table 'u'", "added primary key 'k' (a) on table 't'"}));
}

TEST(OperationGraph, WhatWaitsForNothingKeepsItsRank) {
  const ObjectName t{{}, Identifier("t")};
  const ObjectName u{{}, Identifier("u")};
  EXPECT_EQ(ordered({AddConstraint{t, key("new")}, DropConstraint{u, key("old")}}),
            (Lines{"added primary key 'new' (a) on table 't'", "removed primary key 'old' (a) on table 'u'"}));
}

}  // namespace
}  // namespace retort::test
