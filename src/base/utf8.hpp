#pragma once

#include <cstddef>
#include <string_view>

namespace retort {

/// The offset of the first byte that is not part of well-formed UTF-8 (no overlong forms, no surrogates, nothing past
/// U+10FFFF); npos where there is none.
std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace retort
