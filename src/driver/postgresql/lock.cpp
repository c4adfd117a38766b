#include "driver/postgresql/lock.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <random>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace retort::postgresql {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirstWait{5};
constexpr milliseconds kLongestWait{250};
constexpr milliseconds kLook{100};
constexpr milliseconds kWorthTelling{1000};
constexpr std::size_t kShownQuery = 80;

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

std::string shown(std::string_view query) {
  std::string line;
  for (const char c : trim(query)) line += c == '\n' || c == '\t' ? ' ' : c;
  if (line.size() <= kShownQuery) return line;
  std::size_t end = kShownQuery;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + "…";
}

}  // namespace

std::int64_t lock_key(const ConnectOptions& options) {
  const std::string hash = content_hash("retort lock " + options.lock_name);
  return static_cast<std::int64_t>(std::stoull(hash.substr(0, 16), nullptr, 16));
}

std::string lock_holder(Session& session, std::int64_t key) {
  const Result found = session.query(
      "SELECT l.pid, a.usename, a.application_name, pg_catalog.host(a.client_addr), "
      "pg_catalog.to_char(coalesce(a.xact_start, a.query_start, a.backend_start) AT TIME ZONE 'UTC', "
      "'YYYY-MM-DD HH24:MI:SS'), a.query "
      "FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
      "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
      "AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
      "AND (l.classid::bigint << 32) | l.objid::bigint = $1 ORDER BY l.pid LIMIT 1",
      {key});
  if (found.rows() == 0) return "another run, which is gone by now";
  std::vector<std::string> about;
  if (!found.text(0, 2).empty()) about.emplace_back(found.text(0, 2));
  if (!found.is_null(0, 3)) about.push_back(fmt::format("from {}", found.text(0, 3)));
  if (!found.is_null(0, 4)) about.push_back(fmt::format("since {} UTC", found.text(0, 4)));
  std::string holder = fmt::format("process {}", found.text(0, 0));
  if (!found.is_null(0, 1)) holder += fmt::format(" of {}", found.text(0, 1));
  if (!about.empty()) holder += fmt::format(" ({})", join(about, ", "));
  if (!found.text(0, 5).empty()) holder += ": " + shown(found.text(0, 5));
  return holder;
}

Patience::Patience(Session& session)
    : session_(session), key_(lock_key(session.options())), start_(steady_clock::now()), next_(kFirstWait) {}

void Patience::wait() {
  const auto waited = steady_clock::now() - start_;
  const milliseconds limit = session_.options().lock_wait;
  if (waited >= limit) {
    throw LockTimeout(
        fmt::format("another run holds the lock on {}, and it was not free within {:g} s: {}", session_.place(),
                    static_cast<double>(limit.count()) / 1000.0, lock_holder(session_, key_)),
        std::nullopt, "wait for the other run, or give lock_wait more time");
  }
  if (!told_ && waited >= kWorthTelling) {
    told_ = true;
    session_.still_waiting(lock_holder(session_, key_));
  }
  const auto left = std::chrono::ceil<milliseconds>(limit - waited);
  sleep(std::min(jittered(next_), left), session_.cancellation());
  next_ = std::min(next_ * 2, kLongestWait);
}

void refuse_pooler(const Session& session) {
  if (!session.pooled()) return;
  throw DatabaseError(
      fmt::format("{} is a connection pooler that gives each transaction another server process", session.place()),
      {"0A000", "the lock of an autocommit step would not be held", {}}, std::nullopt,
      "an autocommit step needs a session of its own: connect to the server itself, or let the pooler pool sessions");
}

SessionLock::SessionLock(Session& session) : session_(session), key_(lock_key(session.options())) {
  refuse_pooler(session);
  Patience patience(session);
  while (!session.query("SELECT pg_catalog.pg_try_advisory_lock($1)", {key_}).boolean(0, 0)) patience.wait();
}

SessionLock::~SessionLock() {
  const Request unlock{"SELECT pg_catalog.pg_advisory_unlock($1)", {key_}, true};
  session_.quietly({&unlock, 1});
}

}  // namespace retort::postgresql
