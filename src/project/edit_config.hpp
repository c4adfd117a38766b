// Changes to a person's retort.toml: lines are added, and nothing else is touched.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/source_text.hpp"

namespace retort {

/// The file with `[managed] exclude` taking in `name`; the same text where it does already. None where that takes
/// more than a line of its own: there is an `exclude`, or a [managed] that is not written as a table.
std::optional<std::string> with_excluded(const SourceText& config, std::string_view name);

/// The file with a key at its top; the same text where it says so already, none where it says something else.
std::optional<std::string> with_key(const SourceText& config, std::string_view key, std::string_view value);

}  // namespace retort
