// A connection that somebody else has opened.
#pragma once

#include <sqlite3.h>

namespace retort::sqlite {

/// What a session sets on a connection, put back as it was: busy_timeout, foreign_keys, query_only. The engine has no
/// way to ask for handlers of somebody's own (busy, progress, authorizer): those are gone, and have to be set again.
class Borrowed {
 public:
  /// Throws UsageError where a transaction is open.
  explicit Borrowed(sqlite3* handle);
  ~Borrowed();
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

 private:
  sqlite3* handle_;
  int busy_timeout_;
  int foreign_keys_ = 0;
  int query_only_;
};

}  // namespace retort::sqlite
