// A flag that one thread (or a signal handler) raises and a run looks at between statements.
#pragma once

#include <atomic>
#include <memory>

namespace retort {

/// Copies share the flag. `cancel()` is safe in a signal handler.
class Cancellation {
 public:
  Cancellation() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
  void cancel() const noexcept { flag_->store(true, std::memory_order_relaxed); }
  bool cancelled() const noexcept { return flag_->load(std::memory_order_relaxed); }
  /// Throws Interrupted once cancelled.
  void check() const;

 private:
  std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace retort
