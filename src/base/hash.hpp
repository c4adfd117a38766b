// Content hashes: XXH3, 128 bit. They recognise change; they are no defence against somebody who forges a file.
#pragma once

#include <string>
#include <string_view>

namespace retort {

/// 32 lower-case hexadecimal digits.
std::string content_hash(std::string_view bytes);

}  // namespace retort
