// Which pragmas a revision may use: one list for the dialect, which refuses before anything runs, and for the driver's
// authorizer, which is asked by the engine itself while a statement is prepared.
#pragma once

#include <string>
#include <string_view>

#include "operation/statement.hpp"

namespace retort::sqlite {

/// Why a pragma may not stand in a step of this mode; empty if it may. `name` in any case.
std::string pragma_refusal(std::string_view name, StepMode mode);

}  // namespace retort::sqlite
