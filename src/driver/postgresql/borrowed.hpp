// A connection that somebody else has made.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

namespace retort::postgresql {

/// How a connection was, to be put back: settings of its session, role, blocking mode and encoding.
class Borrowed {
 public:
  /// Throws UsageError where a transaction is open or the connection is lost.
  explicit Borrowed(PGconn* handle);
  /// Puts back the blocking mode and the encoding. The settings are SQL's: see below.
  ~Borrowed();
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  /// What brings the session's settings and its role back, whatever has been set since.
  const std::vector<std::string>& settings() const { return settings_; }

 private:
  PGconn* handle_;
  int was_nonblocking_;
  int encoding_;
  std::vector<std::string> settings_;
};

}  // namespace retort::postgresql
