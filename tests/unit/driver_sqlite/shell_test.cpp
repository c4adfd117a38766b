#include "driver/sqlite/shell.hpp"

#include <gtest/gtest.h>

namespace retort::sqlite {
namespace {

TEST(Shell, WhatWouldEndTheStatementForSqlite3IsNotAloneInItsLine) {
  EXPECT_EQ(shell().typed("SELECT 4\n/\n2"), "SELECT 4 /\n2");
  EXPECT_EQ(shell().typed("SELECT 4 AS\n  Go -- c\n, 2"), "SELECT 4 AS Go -- c\n, 2");
  EXPECT_EQ(shell().typed("SELECT 4 -- c\n/\n2"), "SELECT 4 -- c\n/ 2");
  for (const char* text : {"SELECT 4\n/ 2", "SELECT 4 /\n2", "SELECT '\n/\n'", "SELECT 4 AS go,\n\"\ngo\n\"", ""})
    EXPECT_EQ(shell().typed(text), text);
}

}  // namespace
}  // namespace retort::sqlite
