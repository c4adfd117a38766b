// One check of a proof, for people.
#pragma once

#include <string_view>

#include "cli/output.hpp"
#include "verify/check_result.hpp"

namespace retort::cli {

/// "passed"
std::string_view status_name(CheckResult::Status);
/// A line with what was looked at, and an indented one for each line of a difference.
void print_check(const Output&, const CheckResult&);

}  // namespace retort::cli
