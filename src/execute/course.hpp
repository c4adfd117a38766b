// What a run knows: what is applied, and the steps that lead from there to its target. Both change as it goes, and when
// somebody else gets there first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "execute/observer.hpp"
#include "execute/run.hpp"
#include "plan/obstacle.hpp"

namespace retort {

class Course {
 public:
  /// All references outlive this.
  Course(const RevisionGraph& files, const Destination& target, Direction direction, Connection& connection,
         const RunOptions& options, Observer& observer)
      : files_(files),
        target_(target),
        direction_(direction),
        connection_(connection),
        options_(options),
        observer_(observer) {}

  /// Reads what is applied, and plans. Throws ProjectError where a revision of the database is in no file and in no
  /// journal, and UsageError where the target lies the other way.
  void plot();
  /// The same later on: who finds that somebody went past the target has nothing left to do.
  void plot_again();
  /// Of the whole plan. Throws ProjectError for the first thing that is in the way, naming the others; the observer
  /// hears of each warning once.
  void check();

  Direction direction() const { return direction_; }
  const Applied& applied() const { return applied_; }
  /// Revisions of which only the journal has the file.
  const std::vector<RevisionId>& vanished() const { return vanished_; }
  const Plan& plan() const { return plan_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

  /// None at the end.
  const PlannedStep* next() const { return next_ < plan_.steps.size() ? &plan_.steps[next_] : nullptr; }
  /// What comes after the next one; none at the end.
  const PlannedStep* after_next() const { return next_ + 1 < plan_.steps.size() ? &plan_.steps[next_ + 1] : nullptr; }
  /// All that are left, in order.
  std::vector<const PlannedStep*> left() const;
  /// Inside a write transaction: is `step` still what comes next, with the same outcome? If not, the plan is a new one,
  /// and `step` must not run, or not stay. `locked`: the run has the lock for a whole run.
  bool is_still_next(const PlannedStep& step, bool locked);
  /// It is done, and committed.
  void pass(const PlannedStep& step);
  /// The autocommit step got on to `skip_statements`, and that is committed.
  void note(const PlannedStep& step);

  /// Whether there is anything to do: steps, or rows of the version table to write under their new names.
  bool has_work() const { return next() != nullptr || is_carried(); }
  bool is_carried() const { return applied_.rows != applied_.heads; }
  /// They are written, and committed.
  void carried() { applied_.rows = applied_.heads; }
  /// What the version table holds, as it is written there.
  const Heads& rows() const { return applied_.rows; }
  const RevisionGraph& graph() const { return graph_; }

  /// What a transaction of several steps starts from, and comes back to where it is rolled back.
  struct Place {
    Applied applied;
    std::size_t next = 0;
  };
  Place place() const { return {applied_, next_}; }
  void go_back(Place place);

  /// For messages: what is applied, and where the run is going.
  std::string standing() const { return describe(applied_.heads, applied_.partial); }
  std::string target() const { return options_.target.empty() ? describe(target_.revisions, {}) : options_.target; }

 private:
  void read();
  bool heads_changed() const;
  bool is_next(const PlannedStep& step) const;
  void judge(const std::vector<Obstacle>& found);
  void warn(const Obstacle& obstacle);

  const RevisionGraph& files_;
  const Destination& target_;
  const Direction direction_;
  Connection& connection_;
  const RunOptions& options_;
  Observer& observer_;

  RevisionGraph graph_;  // files_, completed from the journal
  std::vector<RevisionId> vanished_;
  Applied applied_;
  Plan plan_;
  std::size_t next_ = 0;  // into plan_.steps
  std::vector<std::string> warnings_;
};

}  // namespace retort
