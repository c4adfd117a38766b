// `retort verify`: the gate for a pull request. Needs no target database.
#pragma once

#include "command/context.hpp"
#include "verify/verify.hpp"

namespace retort::command {

VerifyReport verify(const Context&, const VerifyOptions&);

}  // namespace retort::command
