// Which Retort this is. The one place where the version stands: CMake reads it from here.
#pragma once

#include <string_view>

#define RETORT_VERSION_MAJOR 0
#define RETORT_VERSION_MINOR 1
#define RETORT_VERSION_PATCH 0
/// The version of these headers.
#define RETORT_VERSION "0.1.0"
/// 10000 * major + 100 * minor + patch, for #if.
#define RETORT_VERSION_NUMBER (RETORT_VERSION_MAJOR * 10000 + RETORT_VERSION_MINOR * 100 + RETORT_VERSION_PATCH)

namespace retort {

/// The version of the library that runs: "0.1.0".
std::string_view version();

}  // namespace retort
