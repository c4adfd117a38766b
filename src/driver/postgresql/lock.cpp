#include "driver/postgresql/lock.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace retort::postgresql {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestPause{250};
constexpr milliseconds kWorthTelling{1000};
constexpr std::size_t kShownQuery = 80;

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

std::string described(const Result& found, int row) {
  std::vector<std::string> about;
  if (!found.text(row, 2).empty()) about.emplace_back(found.text(row, 2));
  if (!found.is_null(row, 3)) about.push_back(fmt::format("from {}", found.text(row, 3)));
  if (!found.is_null(row, 4)) about.push_back(fmt::format("since {} UTC", found.text(row, 4)));
  std::string holder = fmt::format("process {}", found.text(row, 0));
  if (!found.is_null(row, 1)) holder += fmt::format(" of {}", found.text(row, 1));
  if (!about.empty()) holder += fmt::format(" ({})", join(about, ", "));
  if (!found.text(row, 5).empty()) holder += ": " + shown(found.text(row, 5));
  return holder;
}

std::string lock_holder(Session& session, std::int64_t key) {
  const Result found = session.query(
      fmt::format(
          "SELECT l.pid, {} FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
          "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
          "AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = "
          "pg_catalog.current_database()) "
          "AND (l.classid::bigint << 32) | l.objid::bigint = $1 ORDER BY l.pid LIMIT 1",
          kAboutProcess),
      {key});
  return found.rows() == 0 ? "another run, which is gone by now" : described(found, 0);
}

Patience::Patience(Session& session)
    : session_(session),
      key_(lock_key(session.options())),
      back_off_(session.options().lock_wait, kLongestPause, session.cancellation()) {}

void Patience::wait() {
  if (!told_ && back_off_.waited() >= kWorthTelling) {
    told_ = true;
    session_.still_waiting(lock_holder(session_, key_));
  }
  if (back_off_.wait()) return;
  throw LockTimeout(
      fmt::format("another run holds the lock on {}, and it was not free within {:g} s: {}", session_.place(),
                  static_cast<double>(session_.options().lock_wait.count()) / 1000.0, lock_holder(session_, key_)),
      std::nullopt, "wait for the other run, or give lock_wait more time");
}

namespace {

bool acquire(Session& session, const std::function<bool()>& still_needed) {
  const std::int64_t key = lock_key(session.options());
  Patience patience(session);
  while (!session.query("SELECT pg_catalog.pg_try_advisory_lock($1)", {key}).boolean(0, 0)) {
    if (!still_needed()) return false;
    patience.wait();
  }
  return true;
}

}  // namespace

void refuse_pooler(const Session& session) {
  if (!session.pooled()) return;
  throw DatabaseError(
      fmt::format("{} is a connection pooler that gives each transaction another server process", session.place()),
      {"0A000", "the lock of an autocommit step would not be held", {}}, std::nullopt,
      "an autocommit step needs a session of its own: connect to the server itself, or let the pooler pool sessions");
}

SessionLock::SessionLock(Session& session) : session_(session), key_(lock_key(session.options())) {
  refuse_pooler(session);
  acquire(session, [] { return true; });
  session.lock_taken();
}

SessionLock::SessionLock(Session& session, Held) : session_(session), key_(lock_key(session.options())) {
  session.lock_taken();
}

std::unique_ptr<SessionLock> SessionLock::wait(Session& session, const std::function<bool()>& still_needed) {
  if (!acquire(session, still_needed)) return nullptr;
  return std::unique_ptr<SessionLock>(new SessionLock(session, Held{}));
}

SessionLock::~SessionLock() {
  session_.lock_left();
  const Request unlock{"SELECT pg_catalog.pg_advisory_unlock($1)", {key_}, true};
  session_.quietly({&unlock, 1});
}

}  // namespace retort::postgresql
