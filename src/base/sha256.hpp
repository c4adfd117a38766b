// SHA-256 (FIPS 180-4): what CMake hashes files by, so that a text that was compiled in can be held against its file.
#pragma once

#include <string>
#include <string_view>

namespace retort {

/// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace retort
