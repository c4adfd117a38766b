// Who is in the way of a statement that waits for a lock. The waiting connection can't ask, and once the statement has
// given up the server has forgotten: so another connection asks while it waits.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <optional>
#include <string>

#include "driver/driver.hpp"

namespace retort::postgresql {

/// Watches one statement. It connects when the statement has run for a while, not before.
class BlockerWatch {
 public:
  BlockerWatch(PGconn* waiting, const ConnectOptions& options);
  /// To be called now and then. What is new about who is in the way: "process 4711 of app (psql, since …), which holds
  /// orders: UPDATE …".
  std::optional<std::string> look();
  /// As last seen; empty where nobody was.
  const std::string& blocker() const { return blocker_; }

 private:
  PGconn* waiting_;
  std::chrono::steady_clock::time_point next_;
  std::chrono::milliseconds pause_;
  std::string blocker_, process_;
  bool failed_ = false;
};

}  // namespace retort::postgresql
