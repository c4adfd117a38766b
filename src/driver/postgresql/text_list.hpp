// PostgreSQL's arrays and vectors in text form, as catalogues have them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort::postgresql {

/// `{a,"b c",NULL}`: one dimension. "" has no elements.
std::vector<std::optional<std::string>> parse_nullable_list(std::string_view text);
/// The same, "" for NULL.
std::vector<std::string> parse_list(std::string_view text);
/// `{1,2}` (smallint[]) or `1 2` (int2vector, oidvector).
std::vector<long> parse_numbers(std::string_view text);

}  // namespace retort::postgresql
