#pragma once

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// BEGIN IMMEDIATE … COMMIT; rolled back if never committed. A deferred BEGIN that then writes would get BUSY at once,
/// without waiting.
class Transaction {
 public:
  /// Throws LockTimeout.
  explicit Transaction(Session& session);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  bool open() const { return open_ && session_.in_transaction(); }
  /// Waits for readers that stay, until lock_wait is over; then rolls back and throws LockTimeout.
  void commit();
  void roll_back() noexcept;

 private:
  Session& session_;
  bool open_ = false;
};

}  // namespace retort::sqlite
