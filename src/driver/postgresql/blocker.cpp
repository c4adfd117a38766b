#include "driver/postgresql/blocker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/result.hpp"

namespace retort::postgresql {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirst{1000};
constexpr milliseconds kLongest{10000};

struct Close {
  void operator()(PGconn* handle) const { PQfinish(handle); }
};
using Handle = std::unique_ptr<PGconn, Close>;

/// Another connection with the same parameters. None where there can't be one: the server may be full.
Handle connect_again(PGconn* handle) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfo(handle), PQconninfoFree);
  if (options == nullptr) return nullptr;
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    keywords.push_back(option->keyword);
    values.push_back(option->val);
  }
  keywords.push_back("connect_timeout");  // the later one counts
  values.push_back("2");
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  Handle again(PQconnectdbParams(keywords.data(), values.data(), 0));
  return again != nullptr && PQstatus(again.get()) == CONNECTION_OK ? std::move(again) : nullptr;
}

/// A row lock shows as a wait for the other's transaction; the table is that of the row, which is locked then.
constexpr std::string_view kQuery =
    "SELECT b.pid, {}, pg_catalog.quote_ident(c.relname), pg_catalog.quote_ident(n.nspname) "
    "FROM pg_catalog.pg_locks w CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) b(pid) "
    "LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid "
    "LEFT JOIN pg_catalog.pg_locks r ON r.pid = w.pid AND r.granted AND r.locktype = 'tuple' AND w.relation IS NULL "
    "LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(w.relation, r.relation) "
    "LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE w.pid = $1 AND NOT w.granted ORDER BY b.pid LIMIT 1";

}  // namespace

BlockerWatch::BlockerWatch(PGconn* waiting, const ConnectOptions& options)
    : waiting_(waiting),
      // Before the statement gives up, or it would be too late.
      pause_(options.lock_timeout.count() > 0 ? std::min(kFirst, options.lock_timeout / 2) : kFirst) {
  next_ = steady_clock::now() + pause_;
}

std::optional<std::string> BlockerWatch::look() {
  if (failed_ || steady_clock::now() < next_) return std::nullopt;
  const Handle asking = connect_again(waiting_);
  failed_ = asking == nullptr;
  if (failed_) return std::nullopt;
  const std::string process = fmt::format("{}", PQbackendPID(waiting_));
  const char* parameter = process.c_str();
  const Result found(PQexecParams(asking.get(), fmt::format(fmt::runtime(kQuery), kAboutProcess).c_str(), 1, nullptr,
                                  &parameter, nullptr, nullptr, 0));
  next_ = steady_clock::now() + pause_;
  pause_ = std::min(pause_ * 2, kLongest);
  if (found.failed() || found.rows() == 0) return std::nullopt;
  std::string holder = described(found, 0);
  if (!found.is_null(0, 6)) {
    const std::string table = found.text(0, 7) == "public" ? std::string(found.text(0, 6))
                                                           : fmt::format("{}.{}", found.text(0, 7), found.text(0, 6));
    const std::size_t query = holder.find("): ");
    holder.insert(query == std::string::npos ? holder.size() : query + 1, fmt::format(", which holds {}", table));
  }
  blocker_ = holder;
  if (found.text(0, 0) == process_) return std::nullopt;
  process_ = found.text(0, 0);
  return blocker_;
}

}  // namespace retort::postgresql
