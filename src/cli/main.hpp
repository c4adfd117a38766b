// The program.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/invocation.hpp"

namespace retort::cli {

/// One run with the process's own streams and signals. Returns the exit status.
int main(int argc, char** argv, const DriverChoice& drivers);

/// One run with streams of the caller's. Returns the exit status; throws nothing.
int run(const std::vector<std::string>& arguments, Invocation& invocation);

}  // namespace retort::cli
