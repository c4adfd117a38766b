// What differs between two texts, for descriptions; never SQL.
#pragma once

#include <string>
#include <string_view>

namespace retort {

/// "STABLE -> IMMUTABLE", "SECURITY DEFINER added": what stands between the words that both begin and end with. Empty
/// where that is too long to be said in a line, or may show a password.
std::string text_change(std::string_view from, std::string_view to);

/// Without the parentheses around the whole of it: servers print an expression with them.
std::string_view without_parentheses(std::string_view expression);

}  // namespace retort
