// Another tool's script as the steps of a revision.
#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "origin/migration.hpp"
#include "retort/direction.hpp"

namespace retort {

struct StepText {
  std::string text;            // with its directives, as it stands in a revision file; empty where nothing is in it
  std::string comments;        // where nothing else is in it
  std::size_t statements = 0;  // that were taken
  std::vector<std::string> modes = {};  // of steps that are no transaction, each once: "autocommit"
  std::vector<std::string> todos = {};
  std::vector<std::string> remarks = {};  // what became of the rest
};

/// Statements keep their text, comments too; only what a revision can't hold is changed (origin/step_text.cpp).
StepText step_text(const MigrationScript& script, Direction direction, const Dialect& dialect);

/// A comment that no reader takes for a directive; any other as it is. `comment` with its marks.
std::string plain_comment(std::string_view comment);

}  // namespace retort
