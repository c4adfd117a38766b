#include "operation/statement.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

Statement statement(StepMode mode, bool data = false) {
  Statement result;
  result.mode = mode;
  result.data = data;
  return result;
}

std::vector<StepMode> unified(std::vector<Statement> statements) {
  unify_modes(statements);
  std::vector<StepMode> modes;
  for (const Statement& one : statements) modes.push_back(one.mode);
  return modes;
}

TEST(UnifyModes, ForeignKeysOffForAllGeneratedDdlWhereOneNeedsIt) {
  using enum StepMode;
  EXPECT_EQ(unified({statement(transactional), statement(transactional)}), (std::vector{transactional, transactional}));
  EXPECT_EQ(unified({statement(transactional), statement(foreign_keys_off), statement(autocommit),
                     statement(transactional, true)}),
            (std::vector{foreign_keys_off, foreign_keys_off, autocommit, transactional}));
}

}  // namespace
}  // namespace retort
