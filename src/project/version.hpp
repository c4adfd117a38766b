#pragma once

#include <string_view>

namespace retort {

/// This program's own version: "0.1.0".
std::string_view version();

}  // namespace retort
