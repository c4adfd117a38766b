#include "operation/rename.hpp"

#include <gtest/gtest.h>

#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/lexicon.hpp"

namespace retort {
namespace {

Identifier name(const char* text) { return sqlite::lexicon().identifier(text); }

Expression renamed(const char* text, const char* from, const char* to) {
  return rename_column(sqlite::canonical_expression(text, nullptr), name(from), name(to), sqlite::lexicon());
}

struct Case {
  const char* expression;
  const char* from;
  const char* to;
  const char* result;
};

class RenameInExpression : public testing::TestWithParam<Case> {};

TEST_P(RenameInExpression, ReplacesTheColumnAndNothingElse) {
  const Case& c = GetParam();
  const Expression result = renamed(c.expression, c.from, c.to);
  EXPECT_EQ(result.text, c.result);
  // Both texts say the same.
  EXPECT_EQ(result.canonical, sqlite::canonical_expression(c.result, nullptr).canonical);
}

INSTANTIATE_TEST_SUITE_P(Cases, RenameInExpression,
                         testing::Values(Case{"a > 0 AND b > A", "a", "c", "c > 0 AND b > c"},  // any case
                                         Case{"\"a\" > [a] + `a`", "a", "c", "c > c + c"},      // any quotes
                                         Case{"a <> 'a' -- a", "a", "c", "c <> 'a'"},  // no strings, no comments
                                         Case{"date(date) > 1", "date", "day", "date(day) > 1"},  // no functions
                                         Case{"CAST(text AS text)", "text", "body", "CAST(body AS text)"},  // no types
                                         Case{"x COLLATE nocase", "nocase", "n", "x COLLATE nocase"},  // no collations
                                         Case{"a.a > 0", "a", "c", "a.c > 0"},                         // no tables
                                         Case{"ab > aa", "a", "c", "ab > aa"},                  // whole names only
                                         Case{"a IN (1)", "a", "select", "\"select\" IN (1)"},  // quoted where needed
                                         Case{"a", "a", "b c", "\"b c\""},
                                         Case{"CASE x WHEN 1 THEN 2 END", "end", "z", "CASE x WHEN 1 THEN 2 END"},
                                         Case{"x AND \"and\"", "and", "z", "x AND z"},  // quoted, so a name
                                         Case{"f(a)+a", "a", "é", "f(\"é\")+\"é\""}));

TEST(NamesColumn, LooksAtNamesOnly) {
  const auto names = [](const char* expression) {
    return names_column(sqlite::canonical_expression(expression, nullptr), name("a"), sqlite::lexicon());
  };
  EXPECT_TRUE(names("b + A"));
  EXPECT_TRUE(names("t.a"));
  EXPECT_FALSE(names("a(b) || 'a'"));
  EXPECT_FALSE(names("a.b"));
}

TEST(RenameInTable, WhatItIsPartitionedByFollows) {
  Table table;
  table.partition_by = Expression{"HASH (a, lower(b))", "HASH (a, lower(b))"};
  rename_column(table, name("a"), name("c"), Lexicon());
  EXPECT_EQ(table.partition_by->text, "HASH (c, lower(b))");
}

}  // namespace
}  // namespace retort
