// ASCII-only text functions: SQL keywords and SQLite's names fold in ASCII and nowhere else, whatever the locale.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);
/// Without the line ends, LF or CRLF. A last line without one counts; an empty text has no lines.
std::vector<std::string_view> split_lines(std::string_view text);
/// Not of a temporary: the views would outlive it.
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> split_lines(Temporary&& text) = delete;
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace retort
