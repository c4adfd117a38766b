#pragma once

#include <string>
#include <string_view>

namespace retort {

/// This program's own version: "0.1.0".
std::string_view version();

/// Tells builds of one version apart, by the executable's size and time: what one build has put into a cache is not for
/// another.
std::string build_stamp();

}  // namespace retort
