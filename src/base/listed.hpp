// Names in a message, not more of them than a person reads.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace retort {

/// "a, b and 3 more": `most` of them, and how many there are besides.
std::string listed(std::vector<std::string> names, std::size_t most = 8);

}  // namespace retort
