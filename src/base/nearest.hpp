// "Did you mean …": the known words that are nearest to a misspelt one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

/// How many letters must be put in, left out, changed, or exchanged with their neighbour to turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The words at most `limit` edits away, nearest first, equally near ones in the order given.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string_view> known, std::size_t limit);
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> known, std::size_t limit);

}  // namespace retort
