#include "cli/main.hpp"

#include <fmt/format.h>

#include "driver/postgresql/driver.hpp"
#include "driver/sqlite/driver.hpp"

namespace {

const retort::Driver& driver_for(const std::string& scheme) {
  if (scheme == "sqlite") return retort::sqlite::driver();
  if (scheme == "postgresql") return retort::postgresql::driver();
  throw retort::UsageError(fmt::format("this build has no driver for {}: databases", scheme), std::nullopt,
                           "it has them for sqlite: and postgresql:");
}

}  // namespace

int main(int argc, char** argv) { return retort::cli::main(argc, argv, driver_for); }
