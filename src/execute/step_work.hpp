// What a run does inside of a step's transaction, whoever began that and commits it: the step's statements, operations
// and C++ functions, what the observer hears of them, and what is said where one fails.
#pragma once

#include <exception>
#include <optional>
#include <set>
#include <string_view>

#include "execute/course.hpp"
#include "execute/failure.hpp"
#include "execute/step_body.hpp"

namespace retort {

/// What a C++ function beside the step threw, on its way out of the transaction.
struct CallFailed {
  std::exception_ptr why;
};

class StepWork {
 public:
  /// All references outlive this.
  StepWork(const Driver& driver, Connection& connection, const RunOptions& options, Observer& observer,
           const Course& course, Outcome& outcome)
      : driver_(driver),
        connection_(connection),
        options_(options),
        observer_(observer),
        course_(course),
        outcome_(outcome) {}

  /// The observer hears of each revision's beginning once.
  void announce(const PlannedStep& step);
  /// And of each step's.
  void start(const PlannedStep& step, bool& told);

  /// What takes the place of a body that holds operations.
  std::optional<Step> made(const PlannedStep& step);
  /// The same; what fails is said.
  std::optional<Step> ready(const PlannedStep& step);

  /// All statements of a transactional step. `statement` is the one that failed, where one does.
  void run_body(StepTransaction& transaction, const PlannedStep& step, int& statement);
  void run_statement(StepTransaction& transaction, const PlannedStep& step, const StepStatement& statement, int number);
  /// Throws CallFailed for what is no retort::Error.
  void make_calls(const PlannedStep& step, Calls place, StepTransaction& transaction);

  [[noreturn]] void fail(const PlannedStep& step, int statement, const DatabaseError& error) const;
  Position position(const PlannedStep& step, int statement) const;
  void fault(std::string_view point, const PlannedStep& step, int statement) const;

 private:
  const Driver& driver_;
  Connection& connection_;
  const RunOptions& options_;
  Observer& observer_;
  const Course& course_;
  Outcome& outcome_;
  std::set<RevisionId> announced_;
};

}  // namespace retort
