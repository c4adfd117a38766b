#include "driver/driver_for.hpp"

#include <fmt/format.h>

#include <string>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort {

const Driver& driver_for(const Drivers& drivers, std::string_view scheme) {
  std::vector<std::string> known;
  for (const Driver& driver : drivers) {
    const std::string_view name = driver.dialect().lexicon().dialect;
    if (name == scheme) return driver;
    known.push_back(fmt::format("{}:", name));
  }
  throw UsageError(fmt::format("this build has no driver for {}: databases", scheme), std::nullopt,
                   known.empty() ? "it has none at all: the program passes the drivers that it links"
                                 : fmt::format("it has them for {}", join(known, " and ")));
}

}  // namespace retort
