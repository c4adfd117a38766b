// What this process says about who runs a command, where, and when.
#pragma once

#include <map>
#include <string>

#include "command/context.hpp"

namespace retort {

std::map<std::string, std::string> process_environment();

/// UTC "2026-11-20T08:30:00Z". SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) fixes the
/// clock where output has to be the same twice. Throws UsageError where that is no number.
std::string utc_now(const std::map<std::string, std::string>& environment);

/// Clock, ids, user and host; all else is left to the caller.
Surroundings surroundings_of_process(const std::map<std::string, std::string>& environment);

}  // namespace retort
