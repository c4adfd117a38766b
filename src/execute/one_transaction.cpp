#include "execute/one_transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>

#include "driver/back_off.hpp"

namespace retort {

namespace {

constexpr std::chrono::milliseconds kLongestPause{2000};

/// What this run knows follows the database: back to where it was, unless the transaction is committed.
class Return {
 public:
  Return(Course& course, JournalWriter& journal, Outcome& outcome)
      : course_(course), journal_(journal), outcome_(outcome), statements_(outcome.statements) {}
  ~Return() {
    if (!place_) return;
    course_.go_back(std::move(*place_));
    journal_.rolled_back();
    outcome_.statements = statements_;
  }
  Return(const Return&) = delete;
  Return& operator=(const Return&) = delete;

  /// From here on, steps run.
  void remember() { place_ = course_.place(); }
  void committed() { place_.reset(); }

 private:
  Course& course_;
  JournalWriter& journal_;
  Outcome& outcome_;
  std::optional<Course::Place> place_;
  const int statements_;
};

}  // namespace

bool OneTransaction::run() {
  for (const PlannedStep* step : course_.left()) work_.announce(*step);
  BackOff patience(options_.lock_wait, kLongestPause, options_.cancellation);
  while (true) {
    try {
      return attempt();
    } catch (const Contention& error) {
      options_.cancellation.check();
      if (!patience.wait()) throw contended(work_.position(step_, statement_), error);
    }
  }
}

bool OneTransaction::attempt() {
  ran_.clear();
  made_.clear();
  step_ = *course_.next();
  statement_ = 0;
  bool begun = false;
  bool committed = false;
  try {
    Return to(course_, journal_, outcome_);
    const std::unique_ptr<StepTransaction> transaction = connection_.begin_step(StepMode::transactional);
    if (course_.is_still_next(step_, locked_)) {
      begun = true;
      to.remember();
      if (all_steps(*transaction)) {
        work_.fault("before-commit", step_, 0);
        transaction->commit();
        to.committed();
        committed = true;
      }
    }
  } catch (const Contention&) {
    throw;
  } catch (const DatabaseError& error) {
    if (!begun || options_.rehearse) throw;
    if (!others_moved()) work_.fail(step_, statement_, error);
  } catch (const ProjectError& error) {
    if (!begun || options_.rehearse) throw;
    throw migration_refused(work_.position(step_, statement_), error);
  } catch (const CallFailed& failed) {
    throw_call_failed(work_.position(step_, 0), failed.why);
  }
  if (!committed) {
    told_ = 0;
    course_.plot_again();
    return false;
  }
  work_.fault("after-commit", step_, 0);
  finished();
  return true;
}

bool OneTransaction::all_steps(StepTransaction& transaction) {
  while (course_.next() != nullptr) {
    options_.cancellation.check();
    step_ = *course_.next();
    one_step(transaction);
    course_.pass(step_);
    ran_.push_back(step_);
  }
  return !others_moved();
}

bool OneTransaction::others_moved() {
  if (!locked_) return false;
  try {
    return heads_of(connection_.query(heads_query(connection_, options_.names))) != course_.applied().heads;
  } catch (const DatabaseError&) {
    return false;  // the connection is gone, and what is said about that says more
  }
}

void OneTransaction::one_step(StepTransaction& transaction) {
  bool told = ran_.size() < told_;
  work_.start(step_, told);
  told_ = std::max(told_, ran_.size() + 1);
  if (std::optional<Step> made = work_.made(step_)) {
    made_.push_back(std::make_unique<Step>(std::move(*made)));
    step_.body = made_.back().get();
    if (step_.body->mode != StepMode::transactional) {  // which only this database could tell
      throw ProjectError(
          fmt::format("its operations need a step of mode `{}` here, which can't stand in one transaction "
                      "with the whole run",
                      to_string(step_.body->mode)),
          std::nullopt, "set transaction = \"step\" for this run: each step commits by itself then");
    }
  }
  const std::string started = options_.now();
  if (step_.body != nullptr) {
    work_.make_calls(step_, Calls::before_statements, transaction);
    work_.run_body(transaction, step_, statement_);
    statement_ = 0;
    work_.make_calls(step_, Calls::after_statements, transaction);
    transaction.next_step();
  }
  journal_.step_done(step_, started);
  journal_.committed();
}

void OneTransaction::finished() {
  // All of it is committed: what is thrown for one revision keeps nobody from hearing of the next.
  std::exception_ptr first;
  for (const PlannedStep& step : ran_) {
    if (step.last) outcome_.ran.push_back(step.file->id);
    try {
      observer_.step_finished(step);
      if (step.last) observer_.revision_finished(*step.file, step.direction);
    } catch (const Interrupted&) {
      throw;
    } catch (const std::exception& error) {
      if (first) observer_.warning(error.what());
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace retort
