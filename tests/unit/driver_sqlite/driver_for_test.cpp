#include "driver/driver_for.hpp"

#include <gtest/gtest.h>

#include "retort/error.hpp"
#include "retort/sqlite.hpp"

namespace retort {
namespace {

std::string hint_of(const Drivers& drivers, std::string_view scheme) {
  try {
    driver_for(drivers, scheme);
    return "none";
  } catch (const UsageError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
}

TEST(DriverFor, TheSchemeChooses) { EXPECT_EQ(&driver_for({sqlite::driver()}, "sqlite"), &sqlite::driver()); }

TEST(DriverFor, WhatIsNotThereIsNamedBesideWhatIs) {
  EXPECT_EQ(hint_of({sqlite::driver()}, "mariadb"),
            "this build has no driver for mariadb: databases | it has them for sqlite:");
  EXPECT_EQ(hint_of({}, "sqlite"),
            "this build has no driver for sqlite: databases | it has none at all: the program passes the drivers that "
            "it links");
}

}  // namespace
}  // namespace retort
