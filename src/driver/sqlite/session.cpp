#include "driver/sqlite/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "driver/sqlite/error_code.hpp"

namespace retort::sqlite {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Virtual machine steps between two looks at the cancellation: some microseconds.
constexpr int kProgressSteps = 2000;
constexpr milliseconds kWorthTelling{1000};
constexpr std::array kWaits{milliseconds(1),  milliseconds(2),  milliseconds(5),
                            milliseconds(10), milliseconds(15), milliseconds(20)};

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

std::string place_of(sqlite3* handle) {
  const char* file = sqlite3_db_filename(handle, "main");
  return file == nullptr || *file == '\0' ? ":memory:" : file;
}

std::string seconds(milliseconds duration) {
  return fmt::format("{:g} s", static_cast<double>(duration.count()) / 1000.0);
}

}  // namespace

Session::Session(const std::string& uri, int flags, std::string place, const ConnectOptions& options)
    : place_(std::move(place)), options_(options), statement_started_(steady_clock::now()) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  listen();
}

Session::Session(sqlite3* handle, const ConnectOptions& options)
    : place_(place_of(handle)),
      options_(options),
      statement_started_(steady_clock::now()),
      borrowed_(std::make_unique<Borrowed>(handle)),
      handle_(handle, Close{true}) {
  if (options.read_only) run("PRAGMA query_only = ON");
  listen();
}

void Session::listen() {
  sqlite3_busy_handler(handle(), &Session::busy, this);
  sqlite3_progress_handler(handle(), kProgressSteps, &Session::progress, this);
  // Set once and asked always: setting it anew would make every kept statement be prepared again.
  sqlite3_set_authorizer(handle(), &Session::authorize, this);
}

Session::~Session() = default;

int Session::busy(void* self, int attempts) {
  auto& session = *static_cast<Session*>(self);
  const auto now = steady_clock::now();
  if (attempts == 0) session.waiting_since_ = now;
  const auto left = session.options_.lock_wait - (now - session.waiting_since_);
  if (left <= milliseconds(0) || session.cancellation().cancelled()) return 0;
  session.still_waiting(session.waiting_since_, "another connection to " + session.place_);
  const auto wait = kWaits.at(std::min<std::size_t>(static_cast<std::size_t>(attempts), kWaits.size() - 1));
  std::this_thread::sleep_for(std::min<steady_clock::duration>(wait, left));
  return 1;
}

void Session::still_waiting(steady_clock::time_point start, const std::string& holder) {
  if (!on_wait_ || told_of_ == start || steady_clock::now() - start < kWorthTelling) return;
  told_of_ = start;
  on_wait_(holder);
}

bool Session::timed_out() const {
  const milliseconds limit = options_.statement_timeout;
  return limit.count() > 0 && steady_clock::now() - statement_started_ > limit;
}

int Session::progress(void* self) {
  const auto& session = *static_cast<Session*>(self);
  return session.cancellation().cancelled() || session.timed_out() ? 1 : 0;
}

int Session::authorize(void* self, int action, const char* first, const char* second, const char* database,
                       const char* inside) {
  const auto& session = *static_cast<Session*>(self);
  if (session.listener_ == nullptr) return SQLITE_OK;
  const Access access{action, view(first), view(second), view(database), view(inside)};
  return (*session.listener_)(access) ? SQLITE_OK : SQLITE_DENY;
}

void Session::fail(int code) {
  // A connection that somebody else opened may tell the short codes only.
  if (const int extended = sqlite3_extended_errcode(handle()); (extended & 0xff) == code) code = extended;
  const ServerMessage server{error_code_name(code), sqlite3_errmsg(handle()), [&]() -> std::optional<std::size_t> {
                               const int offset = sqlite3_error_offset(handle());
                               if (offset < 0) return std::nullopt;
                               return static_cast<std::size_t>(offset);
                             }()};
  const int primary = code & 0xff;
  const bool cancelled = cancellation().cancelled();
  if (cancelled && (primary == SQLITE_INTERRUPT || primary == SQLITE_BUSY)) throw Interrupted("interrupted");
  if (primary == SQLITE_INTERRUPT && timed_out()) {
    throw DatabaseError(
        fmt::format("the statement ran longer than statement_timeout, {}", seconds(options_.statement_timeout)),
        server);
  }
  // SQLITE_LOCKED without shared caches is a conflict within this connection, and no waiting helps.
  if (primary == SQLITE_BUSY || code == SQLITE_LOCKED_SHAREDCACHE) {
    throw LockTimeout(
        fmt::format("{} is locked by somebody else, and was not free within {}", place_, seconds(lock_wait())),
        std::nullopt, "wait for the other program, or give lock_wait more time");
  }
  throw DatabaseError(server.text, server);
}

void Session::run(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

bool Session::configure(int setting, std::optional<bool> value) {
  int now = 0;
  const int code = sqlite3_db_config(handle(), setting, value ? (*value ? 1 : 0) : -1, &now);
  if (code != SQLITE_OK) fail(code);
  return now != 0;
}

void Session::define(const Stubs& stubs) {
  // Deterministic, or no index, CHECK or generated column could use it.
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  const auto returns_null = [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); };
  const auto compares_bytes = [](void*, int size_a, const void* a, int size_b, const void* b) {
    const std::string_view left(static_cast<const char*>(a), static_cast<std::size_t>(size_a));
    return left.compare(std::string_view(static_cast<const char*>(b), static_cast<std::size_t>(size_b)));
  };
  for (const std::string& name : stubs.functions) {
    const int code =
        sqlite3_create_function(handle(), name.c_str(), -1, kFlags, nullptr, returns_null, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
  }
  for (const std::string& name : stubs.collations) {
    const int code = sqlite3_create_collation(handle(), name.c_str(), SQLITE_UTF8, nullptr, compares_bytes);
    if (code != SQLITE_OK) fail(code);
  }
}

Configured::~Configured() {
  int now = 0;
  sqlite3_db_config(session_.handle(), setting_, before_ ? 1 : 0, &now);
}

}  // namespace retort::sqlite
