// The runner. What holds at each instant, whatever ends the process:
//
//  1. Nothing runs before every precondition of the whole plan holds (plan/obstacle.hpp).
//  2. A transactional step commits its statements, its journal row and, where it is the revision's last, the change of
//     the version table together. A revision takes as many transactions as it has steps.
//  3. The version table changes with a revision's last step only; but where a row of it names a revision that another
//     one replaces, it gets that one's name before the first step, in a transaction with its journal row.
//  4. What a step is chosen by is true when it runs. Where the engine has a lock for the whole run, this run reads and
//     plans again once it has it, and sees in each step's transaction that the heads are still those it left (Alembic
//     asks for no lock); where it has none, the heads and the journal are read and planned again inside a step's write
//     transaction, if any other connection wrote since they were read. If another step comes out, this one is rolled
//     back.
//  5. No statement stays in doubt. In an autocommit step a statement stands in one transaction with its journal
//     row; the few that can't (VACUUM, CREATE INDEX CONCURRENTLY) have a row `started` before and `done` or `failed`
//     after. Where a run ended in between, the connection looks at what is there before the statement runs again, or
//     counts as run.
//  6. An autocommit step's last statement brings the row of the step: in its transaction, or right after it.
//  7. Whatever throws leaves the step's transaction before the message is made, so that what it says is applied, is.
//  8. What the course says is applied, is what the database says, as far as this connection can know: it changes after
//     a commit, never before.
//  9. The statements of the step that comes next may run before this one's commit is known: in a transaction of their
//     own, which nothing commits but that step's own turn.
// 10. What others are in the way of (Contention) is rolled back whole, and begins again with 4; nobody waits inside a
//     transaction that others could be waiting for.
// 11. Where the whole run is one transaction (one_transaction.hpp), 2, 3, 7 and 8 hold of the run in place of the step.
#include "execute/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "driver/back_off.hpp"
#include "execute/course.hpp"
#include "execute/failure.hpp"
#include "execute/journal_writer.hpp"
#include "execute/one_transaction.hpp"
#include "execute/step_work.hpp"

namespace retort {

namespace {

constexpr std::chrono::milliseconds kLongestPause{2000};

/// Lets the observer hear of waits, and of what the server says, while a run lasts.
class Listening {
 public:
  Listening(Connection& connection, Observer& observer) : connection_(connection) {
    connection.on_wait([&observer](const std::string& holder) { observer.waiting(holder); });
    connection.on_notice([&observer](const std::string& notice) { observer.notice(notice); });
  }
  ~Listening() {
    connection_.on_wait(nullptr);
    connection_.on_notice(nullptr);
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  Connection& connection_;
};

class Run {
 public:
  Run(const RevisionGraph& files, const Destination& target, Direction direction, const Driver& driver,
      Connection& connection, const RunOptions& options, Observer& observer)
      : driver_(driver),
        connection_(connection),
        options_(options),
        observer_(observer),
        course_(files, target, direction, connection, options, observer),
        journal_(connection, options, course_.applied(), course_.vanished()),
        work_(driver, connection, options, observer, course_, outcome_) {}

  Outcome all() {
    const Listening listening(connection_, observer_);
    connection_.changed_elsewhere();  // from here on, see invariant 4
    course_.plot();
    outcome_.before = course_.applied().heads;
    course_.check();
    try {
      if (course_.has_work()) wait_for_turn();
      if (course_.is_carried()) carry_over();
      observer_.planned(course_.plan());
      if (course_.next() != nullptr) run_steps();
    } catch (const LockTimeout& error) {
      throw lock_timeout(error, course_.direction(), course_.standing(), course_.target());
    } catch (const Interrupted&) {
      throw interrupted(course_.direction(), course_.standing(), course_.target());
    }
    outcome_.after = course_.applied().heads;
    outcome_.warnings = course_.warnings();
    return std::move(outcome_);
  }

 private:
  /// Where the engine has a lock for a whole run. Who learns while he waits that another run leaves nothing to do needs
  /// no turn.
  void wait_for_turn() {
    lock_ = connection_.lock_run([this] {
      options_.cancellation.check();
      if (read_heads(connection_, options_.names) != course_.plan().to) return true;
      course_.plot_again();
      return course_.has_work();
    });
    if (!lock_) return;
    course_.plot_again();
    course_.check();
  }

  /// The version table's rows get the names that their revisions have now.
  void carry_over() {
    ensure_bookkeeping(connection_, driver_, options_.names);
    BackOff patience = back_off();
    for (bool written = false; !written;) {
      try {
        write_new_names();
        written = true;
      } catch (const Contention&) {
        options_.cancellation.check();
        if (!patience.wait()) throw;
      }
    }
    course_.check();
  }

  void write_new_names() {
    const std::unique_ptr<StepTransaction> transaction = connection_.begin();
    course_.plot_again();
    if (!course_.is_carried()) return;
    journal_.carried_over(course_.graph());
    write_heads(connection_, options_.names, course_.rows(), course_.applied().heads);
    if (options_.fault) options_.fault("before-commit carry-over");
    transaction->commit();
    course_.carried();
    if (options_.fault) options_.fault("after-commit carry-over");
  }

  /// What was read at two instants may only have looked so.
  void write_overtaken() {
    {
      const std::unique_ptr<StepTransaction> transaction = connection_.begin();
      course_.plot_again();
      journal_.overtaken(course_.applied().overtaken);
      transaction->commit();
    }
    course_.check();
  }

  void run_steps() {
    ensure_bookkeeping(connection_, driver_, options_.names);
    if (!course_.applied().overtaken.empty()) write_overtaken();
    connection_.watch(lock_ ? heads_query(connection_, options_.names) : progress_query(connection_, options_.names));
    if (options_.one_transaction) return run_as_one();
    while (course_.next() != nullptr) {
      options_.cancellation.check();
      PlannedStep step = *course_.next();
      work_.announce(step);
      const std::optional<Step> made = work_.ready(step);
      if (made) step.body = &*made;
      const bool autocommit = step.body != nullptr && step.body->mode == StepMode::autocommit;
      if (!(autocommit ? autocommit_step(step) : transaction_step(step))) course_.check();
    }
  }

  void run_as_one() {
    OneTransaction whole(connection_, options_, observer_, course_, journal_, work_, outcome_, lock_ != nullptr);
    while (course_.next() != nullptr) {
      if (!whole.run()) course_.check();
    }
  }

  bool transaction_step(const PlannedStep& step) {
    BackOff patience = back_off();
    bool told = false;
    const int before = outcome_.statements;
    while (true) {
      int statement = 0;
      try {
        const bool ran = try_step(step, statement, told);
        if (!ran) outcome_.statements = before;
        return ran;
      } catch (const Contention& error) {
        outcome_.statements = before;
        pause(patience, step, statement, error);
      }
    }
  }

  BackOff back_off() const { return {options_.lock_wait, kLongestPause, options_.cancellation}; }

  /// Throws LockTimeout where it has been long enough.
  void pause(BackOff& patience, const PlannedStep& step, int statement, const Contention& error) const {
    options_.cancellation.check();
    if (!patience.wait()) throw contended(work_.position(step, statement), error);
  }

  bool try_step(const PlannedStep& step, int& statement, bool& told) {
    bool begun = false;
    try {
      const std::unique_ptr<StepTransaction> transaction =
          step.body != nullptr ? connection_.begin_step(step.body->mode) : connection_.begin();
      if (!lock_ && !course_.is_still_next(step, lock_ != nullptr)) return false;
      begun = true;
      const std::string started = options_.now();
      work_.start(step, told);
      if (step.body != nullptr) {
        work_.make_calls(step, Calls::before_statements, *transaction);
        work_.run_body(*transaction, step, statement);
        statement = 0;
        work_.make_calls(step, Calls::after_statements, *transaction);
        transaction->check();
      }
      // The transaction opened with the body, so that only now is there an answer.
      if (lock_ && !course_.is_still_next(step, lock_ != nullptr)) return false;
      journal_.step_done(step, started);
      commit(*transaction, step, 0, body_after_next());
    } catch (const Contention&) {
      throw;
    } catch (const DatabaseError& error) {
      if (!begun) throw;
      if (lock_ && !course_.is_still_next(step, lock_ != nullptr)) return false;
      work_.fail(step, statement, error);
    } catch (const ProjectError& error) {
      if (!begun) throw;
      throw migration_refused(work_.position(step, statement), error);
    } catch (const CallFailed& failed) {
      throw_call_failed(work_.position(step, 0), failed.why);
    }
    finished(step);
    return true;
  }

  bool autocommit_step(PlannedStep step) {
    const std::unique_ptr<StepTransaction> lock = connection_.begin_step(StepMode::autocommit);
    const std::vector<StepStatement>& statements = step.body->statements;
    bool told = false;
    do {
      options_.cancellation.check();
      const bool has_statement = step.skip_statements < static_cast<int>(statements.size());
      if (!autocommit_statement(*lock, step, has_statement, told)) return false;
      if (has_statement) ++step.skip_statements;
      course_.note(step);
    } while (step.skip_statements < static_cast<int>(statements.size()));
    finished(step);
    return true;
  }

  /// The statement that comes next, as often as it takes.
  bool autocommit_statement(StepTransaction& lock, const PlannedStep& step, bool has_statement, bool& told) {
    const int statement = step.skip_statements + 1;
    const bool alone = has_statement && !connection_.runs_in_transaction(step.body->statements[statement - 1].text);
    BackOff patience = back_off();
    Begun begun;
    while (true) {
      try {
        return alone ? statement_alone(lock, step, begun, told) : statement_in_transaction(step, told);
      } catch (const Contention& error) {
        pause(patience, step, has_statement ? statement : 0, error);
      } catch (const DatabaseError& error) {
        if (!told) throw;
        options_.cancellation.check();  // an interrupted statement fails, too
        if (begun.row) give_up(step, *begun.row);
        work_.fail(step, has_statement ? statement : 0, error);
      }
    }
  }

  /// The next statement of an autocommit step with its journal row; the step's row too, where none comes after it.
  bool statement_in_transaction(const PlannedStep& step, bool& told) {
    const std::unique_ptr<StepTransaction> transaction = connection_.begin_step(StepMode::transactional);
    if (!course_.is_still_next(step, lock_ != nullptr)) return false;
    work_.start(step, told);
    const std::string started = options_.now();
    const std::vector<StepStatement>& statements = step.body->statements;
    const int statement = step.skip_statements + 1;
    if (step.skip_statements < static_cast<int>(statements.size())) {
      work_.run_statement(*transaction, step, statements[statement - 1], statement);
      transaction->check();
      journal_.statement_done(step, statement, started);
    }
    if (statement >= static_cast<int>(statements.size())) journal_.step_done(step, started);
    commit(*transaction, step, statement);
    return true;
  }

  /// A statement that no transaction can hold, under way.
  struct Begun {
    std::optional<std::int64_t> row;  // of the journal
    std::string started;
    bool in_doubt = false;
  };

  /// Journalled before and after.
  bool statement_alone(StepTransaction& lock, const PlannedStep& step, Begun& begun, bool& told) {
    const int statement = step.skip_statements + 1;
    if (!begun.row) {
      begun.started = options_.now();
      const std::unique_ptr<StepTransaction> before = connection_.begin();
      if (!course_.is_still_next(step, lock_ != nullptr)) return false;
      work_.start(step, told);
      begun.in_doubt = is_in_doubt(step, statement);
      const std::int64_t row = journal_.statement_started(step, statement, begun.started);
      commit(*before, step, statement);
      begun.row = row;
    }
    if (!std::exchange(begun.in_doubt, true) || !has_run(step, statement))
      work_.run_statement(lock, step, step.body->statements[statement - 1], statement);
    const std::unique_ptr<StepTransaction> after = connection_.begin();
    journal_.statement_finished(*begun.row);
    if (statement == static_cast<int>(step.body->statements.size())) journal_.step_done(step, begun.started);
    commit(*after, step, statement);
    return true;
  }

  bool is_in_doubt(const PlannedStep& step, int statement) const {
    const std::map<RevisionId, Progress>& partial = course_.applied().partial;
    const auto progress = partial.find(step.file->id);
    return progress != partial.end() && progress->second.statement_started == statement;
  }

  /// Of a statement in doubt.
  bool has_run(const PlannedStep& step, int statement) {
    switch (connection_.settle(statement_of(step.body->statements[statement - 1], step.body->mode))) {
      case InDoubt::again:
        return false;
      case InDoubt::ran:
        return true;
      case InDoubt::unknown:
        break;
    }
    throw migration_in_doubt(work_.position(step, statement));
  }

  /// After an error that this run has seen, the statement is in doubt no more: what it left half built is cleared away.
  /// Where that fails, too, the row stays `started`, and the next run looks.
  void give_up(const PlannedStep& step, std::int64_t row) {
    try {
      connection_.settle(statement_of(step.body->statements[step.skip_statements], step.body->mode));
      const std::unique_ptr<StepTransaction> after = connection_.begin();
      journal_.statement_failed(row);
      after->commit();
    } catch (const Error&) {
      return;
    }
  }

  /// Of a transactional step that comes after the one under way: its statements may travel with the commit.
  std::vector<Statement> body_after_next() const {
    const PlannedStep* step = course_.after_next();
    const bool has_one = step != nullptr && step->body != nullptr && step->body->mode != StepMode::autocommit;
    if (!has_one || !lock_ || options_.fault || options_.cancellation.cancelled()) return {};
    if (course_.next()->last && observer_.looks_between_revisions()) return {};
    // Neither is known before the step that is under way is committed.
    if (step->body->operations || !step->body->calls.empty()) return {};
    return statements_of(*step->body);
  }

  void commit(StepTransaction& transaction, const PlannedStep& step, int statement,
              const std::vector<Statement>& next = {}) {
    work_.fault("before-commit", step, statement);
    transaction.commit_before(next);
    journal_.committed();
    work_.fault("after-commit", step, statement);
  }

  void finished(const PlannedStep& step) {
    course_.pass(step);
    if (step.last) outcome_.ran.push_back(step.file->id);
    observer_.step_finished(step);
    if (step.last) observer_.revision_finished(*step.file, step.direction);
  }

  const Driver& driver_;
  Connection& connection_;
  const RunOptions& options_;
  Observer& observer_;

  Course course_;
  JournalWriter journal_;
  std::unique_ptr<RunLock> lock_;
  Outcome outcome_;
  StepWork work_;
};

}  // namespace

Outcome run(const RevisionGraph& files, const Destination& target, Direction direction, const Driver& driver,
            Connection& connection, const RunOptions& options, Observer& observer) {
  return Run(files, target, direction, driver, connection, options, observer).all();
}

}  // namespace retort
