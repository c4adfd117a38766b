// An open SQLite handle and what belongs to it for as long as it is open: waiting for locks, interruption, the
// authorizer, and the way from a result code to an exception. Everything in this folder works on a Session.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "driver/driver.hpp"
#include "driver/sqlite/borrowed.hpp"
#include "retort/error.hpp"

namespace retort::sqlite {

/// What a statement is about to do, as the engine asks it of the authorizer:
/// https://www.sqlite.org/c3ref/c_alter_table.html
struct Access {
  int action = 0;
  std::string_view first, second;  // what they are depends on the action
  std::string_view database;       // "main", "temp"
  std::string_view inside;         // the trigger or view that does it; empty: the statement itself
};
/// Says whether it may. Never throws, never touches the connection.
using AccessListener = std::function<bool(const Access&)>;

class Session {
 public:
  /// Throws DatabaseError; finds out that it is a database. `place`: for people, in messages.
  Session(const std::string& uri, int flags, std::string place, const ConnectOptions& options);
  /// On a connection that the caller has opened, and that stays open. Throws UsageError where a transaction is open.
  Session(sqlite3* handle, const ConnectOptions& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  sqlite3* handle() const { return handle_.get(); }
  const std::string& place() const { return place_; }
  std::chrono::milliseconds lock_wait() const { return options_.lock_wait; }
  const Cancellation& cancellation() const { return options_.cancellation; }
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

  /// For the result code of the call that just failed: LockTimeout, Interrupted or DatabaseError.
  [[noreturn]] void fail(int code);
  /// Runs one statement of this folder's own that returns no rows that matter.
  void run(const char* sql);
  /// sqlite3_db_config: sets (true, false) or only reads (none). Returns the setting as it is then. Works in a
  /// transaction too, where PRAGMA foreign_keys does not.
  bool configure(int setting, std::optional<bool> value = std::nullopt);
  /// Connection::on_wait.
  void on_wait(std::function<void(const std::string& holder)> tell) { on_wait_ = std::move(tell); }
  /// A wait for `holder` has lasted since `start`.
  void still_waiting(std::chrono::steady_clock::time_point start, const std::string& holder);
  /// For scratch databases.
  void define(const Stubs& stubs);
  /// Starts the clock of statement_timeout.
  void statement_started() { statement_started_ = std::chrono::steady_clock::now(); }

 private:
  friend class Listening;
  struct Close {
    Close() : is_borrowed(false) {}
    explicit Close(bool borrowed) : is_borrowed(borrowed) {}
    bool is_borrowed;
    void operator()(sqlite3* handle) const {
      if (!is_borrowed) sqlite3_close_v2(handle);
    }
  };
  void listen();

  static int busy(void* session, int attempts);
  static int progress(void* session);
  static int authorize(void* session, int action, const char* first, const char* second, const char* database,
                       const char* inside);
  bool timed_out() const;

  std::string place_;
  ConnectOptions options_;
  std::chrono::steady_clock::time_point waiting_since_;
  std::chrono::steady_clock::time_point told_of_;  // the start of the wait that on_wait_ heard of
  std::function<void(const std::string&)> on_wait_;
  std::chrono::steady_clock::time_point statement_started_;
  const AccessListener* listener_ = nullptr;
  std::unique_ptr<Borrowed> borrowed_;      // none: the connection is this session's own
  std::unique_ptr<sqlite3, Close> handle_;  // last: closed first
};

/// Hears of every access that statements prepared meanwhile will make.
class Listening {
 public:
  Listening(Session& session, AccessListener listener)
      : session_(session), listener_(std::move(listener)), before_(std::exchange(session.listener_, &listener_)) {}
  ~Listening() { session_.listener_ = before_; }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  Session& session_;
  AccessListener listener_;
  const AccessListener* before_;
};

/// A setting of sqlite3_db_config for a while.
class Configured {
 public:
  Configured(Session& session, int setting, bool value)
      : session_(session), setting_(setting), before_(session.configure(setting)) {
    session.configure(setting, value);
  }
  ~Configured();
  Configured(const Configured&) = delete;
  Configured& operator=(const Configured&) = delete;

 private:
  Session& session_;
  int setting_;
  bool before_;
};

}  // namespace retort::sqlite
