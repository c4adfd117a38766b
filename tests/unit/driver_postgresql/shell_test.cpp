#include "driver/postgresql/shell.hpp"

#include <gtest/gtest.h>

namespace retort::postgresql {
namespace {

TEST(Shell, NoColonBeginsAVariableOfPsql) {
  EXPECT_EQ(shell().typed("SELECT a[1:HOST], a[b:\"USER\"]"), "SELECT a[1: HOST], a[b: \"USER\"]");
  for (const char* text : {"SELECT 1::int, ':HOST', $$:HOST$$ -- :HOST", "SELECT f(a := 1), a[1 : 2]"})
    EXPECT_EQ(shell().typed(text), text);
}

}  // namespace
}  // namespace retort::postgresql
