#include "base/listed.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort {

std::string listed(std::vector<std::string> names, std::size_t most) {
  const std::size_t more = names.size() > most ? names.size() - most : 0;
  if (more > 0) names.resize(most);
  return join(names, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "");
}

}  // namespace retort
