#include "operation/statement.hpp"

#include <algorithm>

namespace retort {

std::string_view to_string(StepMode mode) {
  switch (mode) {
    case StepMode::transactional:
      return "";
    case StepMode::autocommit:
      return "autocommit";
    case StepMode::foreign_keys_off:
      return "foreign_keys=off";
  }
  return "";
}

void unify_modes(std::vector<Statement>& statements) {
  const bool keys_off = std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
    return statement.mode == StepMode::foreign_keys_off;
  });
  if (!keys_off) return;
  for (Statement& statement : statements) {
    if (statement.mode == StepMode::transactional && !statement.data) statement.mode = StepMode::foreign_keys_off;
  }
}

}  // namespace retort
