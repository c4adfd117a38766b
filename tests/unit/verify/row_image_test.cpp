#include "verify/row_image.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

Identifier name(const std::string& text) { return Identifier::folded(text); }
const ObjectName kTable{{}, Identifier::folded("t")};

RowImage image(std::vector<std::string> columns, std::vector<Row> rows) {
  TableRows table;
  for (const std::string& column : columns) table.columns.push_back(name(column));
  table.rows = std::move(rows);
  return {{{kTable, table}}};
}
Value text(const std::string& value) { return value; }
Value number(std::int64_t value) { return value; }

TEST(RowImage, OrderDoesNotCountButMultiplicityDoes) {
  const RowImage a = image({"x"}, {{number(1)}, {number(2)}, {number(2)}});
  EXPECT_TRUE(compare_rows(a, image({"x"}, {{number(2)}, {number(1)}, {number(2)}}), {}).empty());
  EXPECT_EQ(compare_rows(a, image({"x"}, {{number(2)}, {number(1)}}), {}),
            std::vector<std::string>{"table t: 1 of 3 rows differ: (x: 2) is gone"});
}

TEST(RowImage, TypesAndNeighboursAreKeptApart) {
  EXPECT_FALSE(compare_rows(image({"x"}, {{number(7)}}), image({"x"}, {{text("7")}}), {}).empty());
  EXPECT_FALSE(compare_rows(image({"x"}, {{text("a")}}), image({"x"}, {{Blob{"a"}}}), {}).empty());
  EXPECT_FALSE(compare_rows(image({"x"}, {{Value()}}), image({"x"}, {{text("")}}), {}).empty());
  EXPECT_FALSE(compare_rows(image({"x"}, {{0.1}}), image({"x"}, {{0.1 + 1e-17 + 2e-17}}), {}).empty());
  EXPECT_FALSE(
      compare_rows(image({"x", "y"}, {{text("ab"), text("c")}}), image({"x", "y"}, {{text("a"), text("bc")}}), {})
          .empty());
}

TEST(RowImage, ColumnsAreMatchedByName) {
  EXPECT_TRUE(compare_rows(image({"x", "y"}, {{number(1), number(2)}}), image({"Y", "x"}, {{number(2), number(1)}}), {})
                  .empty());
}

TEST(RowImage, ExemptColumnsAndTablesAreLeftOut) {
  const RowImage a = image({"x", "y"}, {{number(1), number(2)}});
  const RowImage b = image({"x", "y"}, {{number(1), number(3)}});
  EXPECT_EQ(compare_rows(a, b, {}).size(), 1U);
  EXPECT_TRUE(compare_rows(a, b, {{}, {{kTable, name("Y")}}}).empty());
  EXPECT_TRUE(compare_rows(a, b, {{kTable}, {}}).empty());
}

TEST(RowImage, LostRowsShowEvenWhereEveryColumnIsExempt) {
  EXPECT_EQ(compare_rows(image({"x"}, {{number(1)}}), image({"x"}, {}), {{}, {{kTable, name("x")}}}),
            std::vector<std::string>{"table t: 1 rows became 0"});
}

}  // namespace
}  // namespace retort
