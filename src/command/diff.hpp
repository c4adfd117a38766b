// `retort diff`: what turns one state into another. Reads only.
#pragma once

#include <string>
#include <vector>

#include "command/autogenerate.hpp"
#include "command/context.hpp"

namespace retort::command {

struct DiffCallOptions {
  std::string from = "chain";
  std::string to = "models";
  std::vector<std::string> renames;
  std::vector<std::string> existing;
  Answers answers;
};

struct DiffResult {
  std::string from, to;
  Script script;  // complete only without questions
  std::vector<RenameQuestion> questions;
  std::vector<NotCovered> not_covered;
};

DiffResult diff(const Context&, const DiffCallOptions&);

}  // namespace retort::command
