// A bare `retort`: where you are, and what comes next.
#pragma once

#include "cli/invocation.hpp"

namespace retort::cli {

int run_bare(Invocation&);

}  // namespace retort::cli
