#include "driver/postgresql/session.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "driver/postgresql/borrowed.hpp"
#include "driver/postgresql/pins.hpp"
#include "driver/postgresql/server_message.hpp"

namespace retort::postgresql {

namespace {

using std::chrono::steady_clock;

/// Between two looks at the cancellation; a signal ends the wait at once.
constexpr int kLookMilliseconds = 100;
/// How long a server may take to obey a cancel request before the connection is given up.
constexpr std::chrono::seconds kObeys{10};
constexpr std::chrono::milliseconds kAskAgain{500};

/// Parameters in text format, as PQsendQueryParams takes them.
class Parameters {
 public:
  explicit Parameters(const Row& row) {
    texts_.reserve(row.size());
    for (const Value& value : row) {
      texts_.push_back(encode(value));
      is_null_.push_back(std::holds_alternative<std::monostate>(value));
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) pointers_.push_back(is_null_[i] ? nullptr : texts_[i].c_str());
  }
  int size() const { return static_cast<int>(pointers_.size()); }
  const char* const* data() const { return pointers_.empty() ? nullptr : pointers_.data(); }

 private:
  static std::string encode(const Value& value) {
    const auto* blob = std::get_if<Blob>(&value);
    if (blob == nullptr) return text_of(value);
    std::string hex = "\\x";
    for (const char byte : blob->bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return hex;
  }

  std::vector<std::string> texts_;
  std::vector<bool> is_null_;
  std::vector<const char*> pointers_;
};

/// Back to one statement at a time on every way out.
class Pipeline {
 public:
  explicit Pipeline(PGconn* handle) : handle_(handle) { PQenterPipelineMode(handle); }
  ~Pipeline() { PQexitPipelineMode(handle_); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

 private:
  PGconn* handle_;
};

}  // namespace

struct Session::Ahead {
  std::unique_ptr<Pipeline> pipeline;
  std::vector<Request> requests;
  std::vector<bool> prepared;
};

Session::Session(PGconn* handle, std::string place, const ConnectOptions& options, Owner owner)
    : handle_(handle, Close{owner == Owner::somebody_else}),
      borrowed_(owner == Owner::somebody_else ? std::make_unique<Borrowed>(handle) : nullptr),
      back_(reset()),
      place_(std::move(place)),
      options_(options) {
  if (borrowed_) {
    // Cursors, channels and temporary tables are its owner's, and so is who hears of notices: nobody can ask libpq for
    // the pointer that a receiver was set with.
    back_.clear();
    for (const std::string& sql : borrowed_->settings()) back_.push_back({sql, {}, false});
  } else {
    PQsetNoticeReceiver(handle, &Session::notice, this);
  }
  PQsetnonblocking(handle, 1);
  const Request whose{"SELECT pg_catalog.pg_backend_pid(), " + is_pinned(options), {}, false};
  const std::vector<Result> results = run({whose});
  pooled_ = results.front().integer(0, 0) != PQbackendPID(handle);
  pinned_ = !pooled_ && results.front().boolean(0, 1);
}

Session::~Session() {
  if (!borrowed_) return;
  roll_back();
  std::vector<Request> last = back_;
  for (const auto& [text, name] : kept_) last.push_back({"DEALLOCATE " + name, {}, false});
  quietly(last);
}

void Session::notice(void* self, const PGresult* message) {
  const auto& session = *static_cast<Session*>(self);
  if (session.notices_ == 0 || !session.on_notice_) return;
  session.on_notice_(notice_text(message));
}

void Session::lost() {
  throw DatabaseError(fmt::format("the connection to {} is lost: {}", place_, connection_message(handle())),
                      {"08006", connection_message(handle()), {}}, std::nullopt,
                      "see that the server runs, then run the same command again: it goes on from where it stands");
}

void Session::cancel_statement() {
  PGcancel* cancel = PQgetCancel(handle());
  if (cancel == nullptr) return;
  std::array<char, 256> ignored{};
  PQcancel(cancel, ignored.data(), ignored.size());
  PQfreeCancel(cancel);
}

void Session::wait() {
  // Behind a pooler the process that runs the statement is not known.
  const bool watching = watch_ != nullptr && !pooled_;
  std::optional<steady_clock::time_point> asked;
  steady_clock::time_point asked_last;
  while (true) {
    const int unsent = PQflush(handle());
    if (unsent < 0) lost();
    if (unsent == 0 && PQisBusy(handle()) == 0) return;
    if (dropping_ || (interruptible_ && cancellation().cancelled())) {
      const auto now = steady_clock::now();
      if (!asked) asked = now;
      if (now - *asked > kObeys) throw Interrupted("interrupted, and the server does not answer");
      // More than once: between two statements of a pipeline nobody hears it.
      if (now - asked_last > kAskAgain) {
        asked_last = now;
        cancel_statement();
      }
    }
    pollfd socket{PQsocket(handle()), static_cast<short>(POLLIN | (unsent != 0 ? POLLOUT : 0)), 0};
    if (socket.fd < 0) lost();
    if (::poll(&socket, 1, kLookMilliseconds) > 0 && (socket.revents & ~POLLOUT) != 0 && PQconsumeInput(handle()) == 0)
      lost();
    if (watching && PQisBusy(handle()) != 0) look_for_blocker();
  }
}

void Session::look_for_blocker() {
  const std::optional<std::string> blocker = watch_->look();
  if (blocker) still_waiting(*blocker);
  blocker_ = watch_->blocker();
}

Result Session::next_result() {
  wait();
  return Result(PQgetResult(handle()));
}

Result Session::only_result(std::optional<std::string_view> rows) {
  Result last;
  while (Result result = next_result()) {
    const ExecStatusType status = PQresultStatus(result.handle());
    if (status == PGRES_COPY_IN && rows) send_rows(*rows);
    if (status == PGRES_COPY_IN) PQputCopyEnd(handle(), rows ? nullptr : "no data follows this statement");
    if (status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      char* line = nullptr;
      while (PQgetCopyData(handle(), &line, 0) > 0) PQfreemem(line);
    }
    if (!last || !last.failed()) last = std::move(result);
  }
  if (!last || PQstatus(handle()) == CONNECTION_BAD) lost();
  return last;
}

// In pieces, so that a person can interrupt between them.
void Session::send_rows(std::string_view rows) {
  constexpr std::size_t kPiece = 64 * 1024;
  for (std::size_t at = 0; at < rows.size(); at += kPiece) {
    const std::string_view piece = rows.substr(at, kPiece);
    while (true) {
      const int sent = PQputCopyData(handle(), piece.data(), static_cast<int>(piece.size()));
      if (sent < 0) lost();
      wait();
      if (sent > 0) break;
    }
  }
}

bool Session::send(const Request& request) {
  const Parameters parameters(request.parameters);
  bool prepared = false;
  int sent = 0;
  if (!request.kept || pooled_) {
    sent = PQsendQueryParams(handle(), request.sql.c_str(), parameters.size(), nullptr, parameters.data(), nullptr,
                             nullptr, 0);
  } else {
    auto kept = kept_.find(request.sql);
    if (kept == kept_.end()) {
      kept = kept_.emplace(request.sql, fmt::format("retort_{}", ++names_)).first;
      prepared = true;
      if (PQsendPrepare(handle(), kept->second.c_str(), request.sql.c_str(), 0, nullptr) == 0) lost();
    }
    sent =
        PQsendQueryPrepared(handle(), kept->second.c_str(), parameters.size(), parameters.data(), nullptr, nullptr, 0);
  }
  if (sent == 0) lost();
  return prepared;
}

Result Session::pipelined_result(bool prepared, const std::string& sql) {
  Result preparation;
  if (prepared) {
    preparation = next_result();
    if (!preparation) lost();
    if (preparation.failed()) kept_.erase(sql);
    if (next_result()) lost();
  }
  Result result = next_result();
  if (!result) lost();
  while (next_result()) {
  }
  // Where it could not be prepared, running it is skipped, and what matters is why.
  return preparation && preparation.failed() ? std::move(preparation) : std::move(result);
}

std::vector<Result> Session::exchange(std::span<const Request> requests) {
  if (interruptible_) cancellation().check();
  if (put_off_.empty()) return round_trip(requests);
  std::vector<Request> all = std::exchange(put_off_, {});
  const std::size_t before = all.size();
  const std::size_t opening = std::exchange(opening_, 0);
  all.insert(all.end(), requests.begin(), requests.end());
  std::vector<Result> results = round_trip(all);
  if (results.size() <= before && results.back().failed()) fail(results.back(), all[results.size() - 1].sql);
  if (opening > 0) opened_ = std::move(results[opening - 1]);
  results.erase(results.begin(), results.begin() + static_cast<std::ptrdiff_t>(before));
  return results;
}

std::vector<Result> Session::round_trip(std::span<const Request> requests) {
  if (ahead_ && std::ranges::equal(ahead_->requests, requests)) return take_ahead();
  drop_ahead();
  if (requests.empty()) return {};
  auto pipeline = std::make_unique<Pipeline>(handle());
  const std::vector<bool> prepared = send_all(requests);
  std::vector<Request> next = std::exchange(next_, {});
  std::vector<bool> next_prepared;
  if (!next.empty()) next_prepared = send_all(next);
  std::vector<Result> results = results_of(requests, prepared);
  if (!next.empty()) ahead_ = std::make_unique<Ahead>(std::move(pipeline), std::move(next), std::move(next_prepared));
  return results;
}

std::vector<Result> Session::take_ahead() {
  const std::unique_ptr<Ahead> ahead = std::move(ahead_);
  return results_of(ahead->requests, ahead->prepared);
}

void Session::drop_ahead() noexcept {
  if (!ahead_ || PQstatus(handle()) == CONNECTION_BAD) return;
  dropping_ = true;
  try {
    take_ahead();
  } catch (const std::exception&) {
    // The connection is gone, and the transaction with it.
  }
  dropping_ = false;
  if (transaction_status() == PQTRANS_IDLE) return;
  const Request rollback{"ROLLBACK", {}, false};
  const bool before = std::exchange(interruptible_, false);
  try {
    round_trip({&rollback, 1});
  } catch (const std::exception&) {
    // As above.
  }
  interruptible_ = before;
}

std::vector<bool> Session::send_all(std::span<const Request> requests) {
  std::vector<bool> prepared;
  prepared.reserve(requests.size());
  for (const Request& request : requests) prepared.push_back(send(request));
  if (PQpipelineSync(handle()) == 0) lost();
  return prepared;
}

std::vector<Result> Session::results_of(std::span<const Request> requests, const std::vector<bool>& prepared) {
  std::vector<Result> results;
  results.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    Result result = pipelined_result(prepared[i], requests[i].sql);
    if (results.empty() || !results.back().failed()) results.push_back(std::move(result));
  }
  const Result end = next_result();
  if (!end || PQresultStatus(end.handle()) != PGRES_PIPELINE_SYNC) lost();
  return results;
}

std::vector<Result> Session::run(std::span<const Request> requests) {
  std::vector<Result> results = exchange(requests);
  if (!results.empty() && results.back().failed()) fail(results.back(), requests[results.size() - 1].sql);
  return results;
}

Result Session::query(std::string sql, Row parameters) {
  // A plan that names its result columns breaks when a table changes; without parameters there is little to keep.
  const bool kept = !parameters.empty();
  const Request request{std::move(sql), std::move(parameters), kept};
  return std::move(run({&request, 1}).front());
}

Result Session::alone(std::string_view sql) {
  cancellation().check();
  flush();
  if (PQsendQueryParams(handle(), std::string(sql).c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) lost();
  Result result = only_result();
  if (result.failed()) fail(result, sql);
  return result;
}

Result Session::copy_in(std::string_view sql, std::string_view rows) {
  cancellation().check();
  flush();
  if (PQsendQueryParams(handle(), std::string(sql).c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) lost();
  Result result = only_result(rows);
  if (result.failed()) fail(result, sql);
  return result;
}

void Session::put_off(Request request) { put_off_.push_back(std::move(request)); }

void Session::put_off_opening(std::vector<Request> requests) {
  put_off_ = std::move(requests);
  opening_ = put_off_.size();
  opened_ = {};
}

void Session::quietly(std::span<const Request> requests) noexcept {
  if (PQstatus(handle()) == CONNECTION_BAD) return;
  const bool before = std::exchange(interruptible_, false);
  try {
    exchange(requests);
  } catch (const std::exception&) {
    // The connection is gone, and all that was to be undone with it.
  }
  interruptible_ = before;
}

void Session::roll_back() noexcept {
  put_off_.clear();
  next_.clear();
  opening_ = 0;
  drop_ahead();
  if (!in_transaction()) return;
  const Request rollback{"ROLLBACK", {}, false};
  quietly({&rollback, 1});
}

void Session::forget_prepared() { kept_.clear(); }

void Session::fail(const Result& result, std::string_view sql) {
  if (PQstatus(handle()) == CONNECTION_BAD) lost();
  const ServerMessage message = server_message(result, sql);
  const bool cancelled = message.code == "57014";
  if (cancelled && cancellation().cancelled()) throw Interrupted("interrupted");
  throw_server_error(message, options_, blocker_);
}

Reviewed::Reviewed(Session& session) : session_(session), watch_(session.handle(), session.options()) {
  ++session_.notices_;
  session_.watch_ = &watch_;
  session_.blocker_.clear();
}

Reviewed::~Reviewed() {
  --session_.notices_;
  session_.watch_ = nullptr;
}

}  // namespace retort::postgresql
