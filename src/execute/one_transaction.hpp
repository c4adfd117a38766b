// A whole run in one transaction: transaction = "run" (docs/running.md).
//
//  1. It begins with nothing under way, and commits once: every step's statements and journal rows, and the version
//     table as the last of them leaves it. Whatever ends it before that leaves the database as it was.
//  2. Each step is checked, and finds session settings, as in a transaction of its own.
//  3. What the steps are chosen by is true when the transaction begins; where others may move the version table
//     meanwhile (Alembic asks for no lock), it is read once more before the commit.
//  4. The observer hears of the beginning of all revisions before the transaction begins, and of the end of all steps
//     and revisions after its commit, so that no transaction is open where it may look at the database.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "execute/journal_writer.hpp"
#include "execute/step_work.hpp"

namespace retort {

class OneTransaction {
 public:
  /// All references outlive this. `locked`: the run has the lock for a whole run.
  OneTransaction(Connection& connection, const RunOptions& options, Observer& observer, Course& course,
                 JournalWriter& journal, StepWork& work, Outcome& outcome, bool locked)
      : connection_(connection),
        options_(options),
        observer_(observer),
        course_(course),
        journal_(journal),
        work_(work),
        outcome_(outcome),
        locked_(locked) {}

  /// Runs what is left of the plan. False: another run got on in between; nothing stays, and the course is a new one.
  /// REQUIRES: something is left, all of it in transactional steps.
  bool run();

 private:
  bool attempt();
  /// False: others_moved().
  bool all_steps(StepTransaction& transaction);
  /// Whether the version table is not what this run left in it, inside of the transaction or after it. Only whoever has
  /// the run's lock need ask: elsewhere the transaction keeps everybody out.
  bool others_moved();
  void one_step(StepTransaction& transaction);
  void finished();

  Connection& connection_;
  const RunOptions& options_;
  Observer& observer_;
  Course& course_;
  JournalWriter& journal_;
  StepWork& work_;
  Outcome& outcome_;
  const bool locked_;

  // Of the attempt that is under way:
  PlannedStep step_;
  int statement_ = 0;
  std::vector<PlannedStep> ran_;
  std::vector<std::unique_ptr<Step>> made_;  // bodies of such steps

  std::size_t told_ = 0;  // the observer heard of so many steps' beginning
};

}  // namespace retort
