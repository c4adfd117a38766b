// `retort verify`: the gate for a pull request. Needs no target database.
#pragma once

#include <string>

#include "command/context.hpp"
#include "verify/verify.hpp"

namespace retort::command {

VerifyReport verify(const Context&, const VerifyOptions&);

/// Up, down, up of the revisions that `target` names, alone: "head", an id. Throws UsageError where it names none.
VerifyReport prove(const Context&, const std::string& target);

}  // namespace retort::command
