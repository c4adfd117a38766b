#pragma once

#include <string_view>

#include "base/identifier.hpp"

namespace retort {

/// Throws std::logic_error: an operation is applied to a schema that it was not made for.
[[noreturn]] void misfit(std::string_view what, const ObjectName& name);

}  // namespace retort
