#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// What tells that another run got on (Connection::watch).
struct Watch {
  std::string query;                      // empty: nothing is watched
  std::optional<std::vector<Row>> known;  // its rows as this connection last knew them
  std::vector<Row> seen;                  // as the transaction that is open found them
};

/// A write transaction that has the lock and the pinned settings. Rolled back if never committed.
class Transaction {
 public:
  /// One round trip where nobody holds the lock, and none where the session does: then it opens with what runs first.
  /// Throws LockTimeout.
  Transaction(Session& session, Watch& watch);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Throws DatabaseError where something ended or broke the transaction.
  void require_open() const;
  /// With all that was put off, in one round trip. `next`: what the transaction that comes next runs first; it is sent
  /// along where the session holds the lock.
  void commit(std::vector<Request> next = {});

 private:
  bool begin();
  /// What every transaction of the session begins with; where the session holds the lock, all of it.
  std::vector<Request> opening() const;
  /// Another run may get on between this session's transactions.
  bool watches() const { return !watch_.query.empty() && !session_.locked(); }

  Session& session_;
  Watch& watch_;
  bool open_ = false;
};

}  // namespace retort::postgresql
