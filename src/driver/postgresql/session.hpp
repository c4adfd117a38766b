// An open connection of libpq and what belongs to it for as long as it is open: round trips, waiting, interruption,
// notices, and the way from the server's message to an exception. Everything in this folder works on a Session.
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "driver/driver.hpp"
#include "driver/postgresql/blocker.hpp"
#include "driver/postgresql/result.hpp"
#include "retort/error.hpp"

namespace retort::postgresql {

/// One statement on its way to the server, with parameters $1, $2, ….
struct Request {
  std::string sql;
  Row parameters;
  bool kept = false;  // of Retort's own: stays prepared under a name, and is found again by its text

  friend bool operator==(const Request&, const Request&) = default;
};

class Borrowed;

class Session {
 public:
  enum class Owner { session, somebody_else };
  /// Takes over a connection that is made, or works on it for a while: then it is left open, with the settings that it
  /// had. `place`: for people, in messages. Throws UsageError where somebody else's has a transaction open.
  Session(PGconn* handle, std::string place, const ConnectOptions& options, Owner owner = Owner::session);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// For whoever speaks libpq himself. In no pipeline, and not blocking.
  PGconn* handle() const { return handle_.get(); }
  const std::string& place() const { return place_; }
  const ConnectOptions& options() const { return options_; }
  const Cancellation& cancellation() const { return options_.cancellation; }
  /// server_version_num: 150018.
  int server_version() const { return PQserverVersion(handle()); }
  /// Somebody stands between and gives each transaction whatever server process is free: nothing of a session lasts.
  bool pooled() const { return pooled_; }
  /// Its transactions begin with the settings that they shall have (pins.hpp).
  bool pinned() const { return pinned_; }
  PGTransactionStatusType transaction_status() const { return PQtransactionStatus(handle()); }
  /// Also where what opens it was put off.
  bool in_transaction() const { return opening_ > 0 || (!ahead_ && transaction_status() != PQTRANS_IDLE); }
  /// The lock of a whole run (lock.hpp), which no transaction of this session needs to ask for then.
  void lock_taken() { ++locks_; }
  void lock_left() { --locks_; }
  bool locked() const { return locks_ > 0; }

  /// One round trip: the statements go out together and run in order until one fails. One result each, up to and with
  /// the failing one, which is then the last. Throws DatabaseError where the connection is lost, and Interrupted.
  std::vector<Result> exchange(std::span<const Request> requests);
  /// The same; throws DatabaseError for the one that failed.
  std::vector<Result> run(std::span<const Request> requests);
  std::vector<Result> run(std::initializer_list<Request> requests) { return run(std::span(requests)); }
  /// One statement of Retort's own, kept prepared where it has parameters.
  Result query(std::string sql, Row parameters = {});
  /// One statement alone, in no pipeline: what runs by transactions of its own needs that.
  Result alone(std::string_view sql);
  /// COPY … FROM stdin, with its rows as they stand in a file, without the `\.` that ends them there.
  Result copy_in(std::string_view sql, std::string_view rows);
  /// A statement of this folder's own, of which nobody needs rows: travels with the next one, and fails there.
  void put_off(Request request);
  /// The same for what opens a transaction. REQUIRES: nothing is put off.
  void put_off_opening(std::vector<Request> requests);
  /// Of the opening's last statement, once it ran; none before.
  const Result& opened() const { return opened_; }
  /// What follows the next round trip is known: it travels with it, and runs behind it whether that fails or not. When
  /// the very same is asked for next, its results are there, or on their way; whatever else comes is preceded by a
  /// ROLLBACK of it. REQUIRES: it begins with what opens a transaction, and commits nothing.
  void send_ahead(std::vector<Request> requests) { next_ = std::move(requests); }
  /// Sends what was put off.
  void flush() { run(std::span<const Request>()); }
  /// For ways out: without regard to the cancellation, and what fails is left to the next call to find.
  void quietly(std::span<const Request> requests) noexcept;
  /// ROLLBACK, if a transaction is open; forgets what was put off.
  void roll_back() noexcept;
  /// What takes back whatever somebody's statements set, to be run after each step.
  const std::vector<Request>& back_to_settings() const { return back_; }
  bool is_borrowed() const { return borrowed_ != nullptr; }
  /// Statements that somebody else prepared may bear our names, or ours be gone.
  void forget_prepared();

  /// For a result that failed: the statement's text places the server's position. Throws Interrupted or DatabaseError.
  [[noreturn]] void fail(const Result& result, std::string_view sql);
  /// Who was in the way of the statement that ran last, as far as it is known.
  const std::string& blocker() const { return blocker_; }

  void on_wait(std::function<void(const std::string& holder)> tell) { on_wait_ = std::move(tell); }
  void on_notice(std::function<void(const std::string& notice)> tell) { on_notice_ = std::move(tell); }
  void still_waiting(const std::string& holder) {
    if (on_wait_) on_wait_(holder);
  }

 private:
  friend class Reviewed;
  struct Close {
    Close() : is_borrowed(false) {}
    explicit Close(bool borrowed) : is_borrowed(borrowed) {}
    bool is_borrowed;
    void operator()(PGconn* handle) const {
      if (!is_borrowed) PQfinish(handle);
    }
  };

  static void notice(void* session, const PGresult* message);
  /// Sends one request; true where its text is prepared with it, which gives a result of its own.
  bool send(const Request& request);
  /// Waits until a result can be had without waiting.
  void wait();
  void look_for_blocker();
  void cancel_statement();
  /// The next result of the statement under way; none at its end.
  Result next_result();
  /// The one result of a statement that was sent in no pipeline. `rows`: for COPY … FROM stdin.
  Result only_result(std::optional<std::string_view> rows = std::nullopt);
  void send_rows(std::string_view rows);
  Result pipelined_result(bool prepared, const std::string& sql);
  /// Results up to and with the one that failed.
  std::vector<Result> round_trip(std::span<const Request> requests);
  /// Up to a Sync, where the server goes on after a failure. Which are prepared with it.
  std::vector<bool> send_all(std::span<const Request> requests);
  std::vector<Result> results_of(std::span<const Request> requests, const std::vector<bool>& prepared);
  std::vector<Result> take_ahead();
  void drop_ahead() noexcept;
  [[noreturn]] void lost();

  std::unique_ptr<PGconn, Close> handle_;
  std::unique_ptr<Borrowed> borrowed_;  // none: the connection is this session's own
  std::vector<Request> back_;
  std::string place_;
  ConnectOptions options_;
  bool pooled_ = false;
  bool pinned_ = false;
  int locks_ = 0;
  bool interruptible_ = true;
  bool dropping_ = false;                              // what is under way is of no use: it is cancelled
  BlockerWatch* watch_ = nullptr;                      // while a statement that somebody wrote runs
  int notices_ = 0;                                    // how many say that they may be told
  std::unordered_map<std::string, std::string> kept_;  // text -> name
  std::size_t names_ = 0;
  struct Ahead;
  std::vector<Request> next_;     // to be sent ahead
  std::unique_ptr<Ahead> ahead_;  // sent, and its results not read yet
  std::vector<Request> put_off_;
  std::size_t opening_ = 0;  // how many of them, from the first, open a transaction
  Result opened_;
  std::string blocker_;
  std::function<void(const std::string&)> on_wait_, on_notice_;
};

/// While one lives, statements that somebody wrote run: the server's notices are told, and who is in their way.
class Reviewed {
 public:
  explicit Reviewed(Session& session);
  ~Reviewed();
  Reviewed(const Reviewed&) = delete;
  Reviewed& operator=(const Reviewed&) = delete;

 private:
  Session& session_;
  BlockerWatch watch_;
};

}  // namespace retort::postgresql
