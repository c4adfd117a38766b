// `-- retort: rebuild TABLE (columns) indexes (names) triggers (names) was HASH`: a RebuildGuard as a line.
#pragma once

#include <string>
#include <string_view>

#include "operation/statement.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// What stands after "rebuild". Names that need it are quoted.
/// Throws UsageError where a name holds a line break: a directive is one line.
std::string format_rebuild(const RebuildGuard& guard, const Lexicon& lexicon);

/// Reads what stands after "rebuild". Returns what is wrong with it, empty where nothing is.
std::string parse_rebuild(std::string_view arguments, const Lexicon& lexicon, RebuildGuard& guard);

}  // namespace retort
