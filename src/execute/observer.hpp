// What a run tells while it runs. The CLI prints it; a program logs it.
#pragma once

#include <string>

#include "plan/plan.hpp"

namespace retort {

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void planned(const Plan&) {}
  /// Somebody else holds the lock; `holder` is what is known about them.
  virtual void waiting(const std::string& holder) { (void)holder; }
  /// Wants no statement of a revision under way before it hears of its beginning.
  virtual bool looks_between_revisions() const { return false; }
  /// No transaction is open; another run may get there first.
  virtual void revision_started(const RevisionFile&, Direction) {}
  virtual void step_started(const PlannedStep&) {}
  /// It is committed.
  virtual void step_finished(const PlannedStep&) {}
  virtual void revision_finished(const RevisionFile&, Direction) {}
  /// A command of [[hooks]] ran beside a revision, and printed this.
  virtual void hook_ran(const std::string& name, const std::string& output) {
    (void)name;
    (void)output;
  }
  /// What the server says by the way while a statement runs: "NOTICE: …".
  virtual void notice(const std::string& text) { (void)text; }
  virtual void warning(const std::string& message) { (void)message; }
};

}  // namespace retort
