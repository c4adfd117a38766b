#pragma once

#include <string_view>

namespace retort {

/// How alike two names are, 0 to 100: pairs of neighbouring letters in common, ASCII letters folded, and any name that
/// is the beginning or the end of the other counts as alike.
int name_similarity(std::string_view a, std::string_view b);

}  // namespace retort
