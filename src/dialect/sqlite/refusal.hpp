#pragma once

#include <string>
#include <string_view>

#include "operation/statement.hpp"

namespace retort::sqlite {

/// Dialect::refusal: why a statement may not stand in a step of this mode, and what to do instead; empty if it may.
std::string refusal(std::string_view statement, StepMode mode);

}  // namespace retort::sqlite
