// What stands after `upgrade` and `downgrade` in a directive.
#pragma once

#include <string>
#include <string_view>

#include "operation/statement.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// `problem` is empty where the mode could be read.
struct ModeReading {
  StepMode mode = StepMode::transactional;
  std::string problem;
  std::string suggestion;
};

ModeReading read_mode(std::string_view arguments, const Lexicon& lexicon);

}  // namespace retort
