#include "operation/capabilities.hpp"

#include <fmt/format.h>

namespace retort {

// PostgreSQL counts in two parts since version 10.
std::string ServerVersion::to_string() const {
  return major >= 10 && patch == 0 ? fmt::format("{}.{}", major, minor) : fmt::format("{}.{}.{}", major, minor, patch);
}

}  // namespace retort
