#include "driver/postgresql/step_transaction.hpp"

#include <fmt/format.h>

#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/pins.hpp"
#include "driver/postgresql/reviewed.hpp"

namespace retort::postgresql {

namespace {

class OwnTransaction final : public StepTransaction {
 public:
  OwnTransaction(Session& session, Watch& watch) : session_(session), transaction_(session, watch) {}

  void run(const Statement& statement) override { session_.run({{statement.text, {}, false}}); }
  void check() override {}
  void commit() override { transaction_.commit(); }

 private:
  Session& session_;
  Transaction transaction_;
};

/// The body of a transactional step: three round trips, of which the runner sends the first and the last. Where it
/// holds the lock of the run, the transaction opens with the statements, and these travel with the commit before them:
/// one.
class TransactionalStep final : public StepTransaction {
 public:
  TransactionalStep(Session& session, Watch& watch) : session_(session), transaction_(session, watch) {}

  void run(const Statement& statement) override {
    std::size_t done = 0;
    run_all({&statement, 1}, done);
  }

  void run_all(std::span<const Statement> statements, std::size_t& done) override {
    done = 0;
    transaction_.require_open();
    checked_ = false;
    std::vector<Request> requests;
    requests.reserve(statements.size());
    for (; done < statements.size(); ++done) {  // one that is refused is the failing one, though nothing ran yet
      refuse(statements[done]);
      requests.push_back({statements[done].text, {}, false});
    }
    done = 0;
    const Reviewed reviewed(session_);
    const std::vector<Result> results = session_.exchange(requests);
    done = results.size() - (!results.empty() && results.back().failed() ? 1 : 0);
    if (done < statements.size()) session_.fail(results.back(), statements[done].text);
    transaction_.require_open();
    for (const Statement& statement : statements) forget(statement.text);
  }

  void check() override { end_step("SET CONSTRAINTS ALL IMMEDIATE"); }

  void next_step() override {
    end_step(settle_constraints());
    if (!session_.pinned()) session_.put_off(pins(session_.options(), Lasting::transaction));
    session_.flush();  // what fails here is this step's
  }

  void commit() override { commit_before({}); }
  void commit_before(std::span<const Statement> next) override {
    check();
    transaction_.commit(sendable(next));
  }

 private:
  /// None where one of them is refused: that is said in its own turn.
  static std::vector<Request> sendable(std::span<const Statement> statements) {
    std::vector<Request> requests;
    try {
      for (const Statement& statement : statements) {
        refuse(statement);
        requests.push_back({statement.text, {}, false});
      }
    } catch (const Error&) {
      return {};
    }
    return requests;
  }
  static void refuse(const Statement& statement) {
    refuse_unfit(statement.text);
    if (statement.rebuild) {
      throw ProjectError("a rebuild is SQLite's: PostgreSQL alters a table in place", std::nullopt,
                         "take the `-- retort: rebuild` line out");
    }
  }

  /// `constraints`: what was deferred to the end fails here, under the settings that the step ran with, and not at
  /// COMMIT.
  void end_step(std::string_view constraints) {
    transaction_.require_open();
    if (std::exchange(checked_, true)) return;
    session_.put_off({std::string(constraints), {}, true});
    // Before the commit, not after it: behind a pooler, what a step sets would be the next client's.
    for (const Request& request : session_.back_to_settings()) session_.put_off(request);
    if (std::exchange(prepared_, false)) {
      session_.flush();
      session_.put_off({"DEALLOCATE ALL", {}, false});
      session_.forget_prepared();  // what comes after it in the same round trip is prepared anew
    }
  }

  void forget(std::string_view statement) {
    if (takes_prepared_away(statement)) session_.forget_prepared();
    if (leaves_prepared(statement)) prepared_ = !session_.is_borrowed();  // there it is its owner's
  }

  Session& session_;
  Transaction transaction_;
  bool checked_ = false;
  bool prepared_ = false;  // somebody prepared something: it is to go, and Retort's own with it
};

/// The session's settings for one statement that no transaction can hold.
class Pinned {
 public:
  Pinned(Session& session, LockWaits waits) : session_(session) {
    session.run({pins(session.options(), Lasting::session, waits)});
  }
  ~Pinned() {
    session_.roll_back();
    session_.quietly(session_.back_to_settings());
  }
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;

 private:
  Session& session_;
};

class AutocommitStep final : public StepTransaction {
 public:
  explicit AutocommitStep(Session& session) : session_(session), lock_(session) {}

  void run(const Statement& statement) override {
    refuse_unfit(statement.text);
    const Pinned pinned(session_, runs_concurrently(statement.text) ? LockWaits::patient : LockWaits::limited);
    const Reviewed reviewed(session_);
    session_.alone(statement.text);
    if (session_.in_transaction()) {
      throw DatabaseError("the statement left a transaction open; it is rolled back",
                          {"25001", "a transaction is open", {}});
    }
    if (takes_prepared_away(statement.text)) session_.forget_prepared();
  }
  void check() override {}
  void commit() override {}

 private:
  Session& session_;
  SessionLock lock_;
};

}  // namespace

std::unique_ptr<StepTransaction> start_step(Session& session, Watch& watch, StepMode mode) {
  switch (mode) {
    case StepMode::transactional:
      return std::make_unique<TransactionalStep>(session, watch);
    case StepMode::autocommit:
      return std::make_unique<AutocommitStep>(session);
    case StepMode::foreign_keys_off:
      break;
  }
  throw ProjectError("foreign_keys=off is SQLite's", std::nullopt,
                     "PostgreSQL needs no such step: write `-- retort: upgrade`");
}

std::unique_ptr<StepTransaction> start_own_transaction(Session& session, Watch& watch) {
  return std::make_unique<OwnTransaction>(session, watch);
}

}  // namespace retort::postgresql
