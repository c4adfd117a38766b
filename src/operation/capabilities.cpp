#include "operation/capabilities.hpp"

#include <fmt/format.h>

namespace retort {

std::string ServerVersion::to_string() const { return fmt::format("{}.{}.{}", major, minor, patch); }

}  // namespace retort
