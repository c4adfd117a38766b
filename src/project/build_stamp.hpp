#pragma once

#include <string>

namespace retort {

/// Tells builds of one version apart, by the size and time of the file that holds this code, a program or a shared
/// library: what one build has put into a cache is not for another.
std::string build_stamp();

}  // namespace retort
