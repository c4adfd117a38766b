#include "driver/back_off.hpp"

#include <poll.h>

#include <algorithm>
#include <random>

namespace retort {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirst{5};
constexpr milliseconds kLook{100};

/// Half of `wait` to one and a half times it.
milliseconds jittered(milliseconds wait) {
  static thread_local std::minstd_rand random(std::random_device{}());
  const auto range = std::max<milliseconds::rep>(wait.count(), 1);
  return milliseconds(range / 2 + static_cast<milliseconds::rep>(random()) % (range + 1));
}

void sleep(milliseconds duration, const Cancellation& cancellation) {
  const auto end = steady_clock::now() + duration;
  for (auto now = steady_clock::now(); now < end; now = steady_clock::now()) {
    cancellation.check();
    const auto left = std::chrono::ceil<milliseconds>(end - now);
    ::poll(nullptr, 0, static_cast<int>(std::min(left, kLook).count()));  // a signal ends it
  }
  cancellation.check();
}

}  // namespace

BackOff::BackOff(milliseconds limit, milliseconds longest, Cancellation cancellation)
    : start_(steady_clock::now()),
      limit_(limit),
      longest_(longest),
      next_(kFirst),
      cancellation_(std::move(cancellation)) {}

milliseconds BackOff::waited() const { return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start_); }

bool BackOff::wait() {
  const milliseconds left = limit_ - waited();
  if (left.count() <= 0) return false;
  sleep(std::min(jittered(next_), left), cancellation_);
  next_ = std::min(next_ * 2, longest_);
  return true;
}

}  // namespace retort
