#pragma once

#include <chrono>

#include "retort/cancellation.hpp"

namespace retort {

/// Pauses between attempts at what others are in the way of: longer each time, and by chance, so that those who wait
/// don't move in step.
class BackOff {
 public:
  /// To be made before the first attempt. `longest`: no pause is much longer than that.
  BackOff(std::chrono::milliseconds limit, std::chrono::milliseconds longest, Cancellation cancellation);
  std::chrono::milliseconds waited() const;
  /// Sleeps. False, at once, where `limit` has passed. Throws Interrupted.
  bool wait();

 private:
  std::chrono::steady_clock::time_point start_;
  std::chrono::milliseconds limit_, longest_, next_;
  Cancellation cancellation_;
};

}  // namespace retort
