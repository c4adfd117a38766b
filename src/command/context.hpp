// What every command starts from. Built once by the CLI or by a program.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "driver/driver.hpp"
#include "execute/observer.hpp"
#include "project/project.hpp"
#include "state/states.hpp"

namespace retort {

/// Chooses a driver by URL scheme; throws UsageError naming the schemes that this build has.
using DriverChoice = std::function<const Driver&(const std::string& scheme)>;

struct Context {
  Project project;
  DriverChoice drivers;
  std::function<std::string()> now;  // UTC "2026-11-20T08:30:00Z"
  std::string user, host;
  Cancellation cancellation;
};

}  // namespace retort
