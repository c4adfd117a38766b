// What a command of [[hooks]] did, as text.
#pragma once

#include <string>

#include "cli/output.hpp"

namespace retort::cli {

/// A line on stderr, as Alembic tells it, and what the command printed.
void tell_hook(const Output& output, const std::string& name, const std::string& printed);

}  // namespace retort::cli
