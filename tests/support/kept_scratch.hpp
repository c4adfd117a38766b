// Scratch databases that are used again and again: on a server, making one takes ten times as long as taking everything
// out of it.
#pragma once

#include <functional>
#include <memory>

#include "driver/driver.hpp"

namespace retort::test {

/// Takes out of a scratch database what is in it; false: it is of no more use.
using EmptyScratch = std::function<bool(Scratch&)>;

/// The same driver, but that it makes a scratch database only where none that was emptied is there. `driver` and all
/// scratch databases end with it.
std::unique_ptr<Driver> keep_scratch(std::unique_ptr<Driver> driver, EmptyScratch empty);

}  // namespace retort::test
