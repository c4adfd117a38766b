// The lock that runs on one database exclude each other by: an advisory lock, asked for again and again. A blocking
// wait would hold a snapshot, and CREATE INDEX CONCURRENTLY waits for those: a deadlock.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "driver/back_off.hpp"
#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// The key of ConnectOptions::lock_name. The server adds the database by itself.
std::int64_t lock_key(const ConnectOptions& options);

/// Who holds it, for people: "process 4711 of app (retort, from 10.0.0.7, since 2026-11-20 08:30:00 UTC): CREATE INDEX
/// …".
std::string lock_holder(Session& session, std::int64_t key);

/// Columns of pg_stat_activity `a` that described() reads after the process's number.
inline constexpr std::string_view kAboutProcess =
    "a.usename, a.application_name, pg_catalog.host(a.client_addr), "
    "pg_catalog.to_char(coalesce(a.xact_start, a.query_start, a.backend_start) AT TIME ZONE 'UTC', "
    "'YYYY-MM-DD HH24:MI:SS'), a.query";
std::string described(const Result& processes, int row);

/// Waits between two attempts at the lock, until lock_wait is over.
class Patience {
 public:
  explicit Patience(Session& session);
  /// Sleeps. After a second the session's on_wait hears, once. Throws LockTimeout, Interrupted.
  void wait();

 private:
  Session& session_;
  std::int64_t key_;
  BackOff back_off_;
  bool told_ = false;
};

/// Throws DatabaseError behind a pooler, where no session is one's own.
void refuse_pooler(const Session& session);

/// Held by the session itself, for as long as this lives: its own transactions need not ask for it then.
class SessionLock final : public RunLock {
 public:
  /// Throws LockTimeout, and what refuse_pooler throws.
  explicit SessionLock(Session& session);
  ~SessionLock();
  SessionLock(const SessionLock&) = delete;
  SessionLock& operator=(const SessionLock&) = delete;

  /// The same, but the wait ends where `still_needed` says no, and there is none then.
  static std::unique_ptr<SessionLock> wait(Session& session, const std::function<bool()>& still_needed);

 private:
  struct Held {};
  SessionLock(Session& session, Held);

  Session& session_;
  std::int64_t key_;
};

}  // namespace retort::postgresql
