#pragma once

#include <string_view>

namespace retort {

enum class Direction { upgrade, downgrade };

/// "upgrade"
std::string_view to_string(Direction);

}  // namespace retort
