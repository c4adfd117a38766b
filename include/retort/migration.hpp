// What a Migrator says: plain values, and the observer that hears of a run while it lasts.
#pragma once

#include <string>
#include <vector>

#include "retort/direction.hpp"

namespace retort {

struct MigrationRevision {
  std::string id;
  std::vector<std::string> revises;  // none: a base
  std::string message;
  std::string where;  // the file, or the place in the program's source
};

/// One transaction of a revision, or one run of statements that no transaction holds.
struct MigrationStep {
  MigrationRevision revision;
  Direction direction = Direction::upgrade;
  int number = 0;  // from 1; 0: the revision has no steps that way, and only the version changes
  int of = 0;
  std::string mode;                     // "", "autocommit", "foreign_keys=off"
  std::vector<std::string> statements;  // SQL, or what C++ says in words: "add column 'orders.status'"
  bool last = false;                    // of its revision
};

/// What stands in the way of a run, or what a person should know before it.
struct MigrationObstacle {
  std::string revision;
  std::string where;
  std::string message;
  std::string hint;
  bool warning = false;  // the run goes on
};

struct MigrationPlan {
  Direction direction = Direction::upgrade;
  std::vector<std::string> from, to;  // heads; none: base
  std::vector<MigrationStep> steps;
  std::vector<MigrationObstacle> obstacles;

  bool blocked() const;
};

struct MigrationStatus {
  std::string database;  // its address, without a password
  std::string server;    // "sqlite 3.40.1"
  bool exists = true;    // false: a file that the upgrade will make
  std::vector<std::string> current;
  std::vector<std::string> heads;
  std::vector<MigrationRevision> pending;     // in the order in which they would run
  std::vector<MigrationRevision> edited;      // applied, and not what ran any more
  std::vector<MigrationRevision> unfinished;  // partly applied
  std::vector<std::string> unknown;           // applied, and not in the program
  std::vector<MigrationObstacle> obstacles;   // in the way of an upgrade to the heads

  /// The database is at the program's heads, and nothing is left undone.
  bool up_to_date() const { return pending.empty() && unfinished.empty() && unknown.empty(); }
};

struct MigrationResult {
  std::string database;
  std::vector<std::string> before, after;
  std::vector<std::string> ran;  // revisions, in order
  int statements = 0;
  std::vector<std::string> warnings;
};

/// Two states, and how they differ: a line each, "changed column 'users.email': type VARCHAR(20) -> TEXT".
struct MigrationComparison {
  bool compared = false;
  std::string why_not;
  std::vector<std::string> differences;
  std::vector<std::string> not_read;  // objects that the comparison does not cover

  bool equal() const { return compared && differences.empty(); }
};

struct MigrationCheck {
  MigrationComparison models;    // what the models have, and no revision makes
  MigrationComparison database;  // what somebody did to the database by hand
  std::vector<MigrationRevision> pending;
  std::vector<std::string> unfinished;

  /// Pending revisions are no failure, and neither is what could not be compared.
  bool passed() const;
};

struct MigrationProof {
  struct Check {
    std::string name;  // "round trip of 3f2a9c1b7d04"
    bool passed = true;
    bool skipped = false;
    std::string looked_at;
    std::vector<std::string> differences;
  };
  std::vector<Check> checks;
  std::vector<std::string> notes;

  bool passed() const;
  /// All failed checks with their differences, for a test's message. Empty where all passed.
  std::string failures() const;
};

/// Hears of a run while it lasts, in the thread that runs it. What it throws ends the run: what was not committed is
/// rolled back.
class MigrationObserver {
 public:
  virtual ~MigrationObserver() = default;
  /// Once all that could stand in the way has been looked at, and before anything runs.
  virtual void planned(const MigrationPlan& plan) { (void)plan; }
  /// Somebody else holds the lock; `holder` is what is known about them.
  virtual void waiting(const std::string& holder) { (void)holder; }
  /// The hooks around a revision: no transaction is open in either. Where a whole run is one, all of the first come
  /// before it, and all of the second after its commit.
  virtual void before_revision(const MigrationRevision& revision, Direction direction) {
    (void)revision;
    (void)direction;
  }
  virtual void after_revision(const MigrationRevision& revision, Direction direction) {
    (void)revision;
    (void)direction;
  }
  virtual void step_started(const MigrationStep& step) { (void)step; }
  /// It is committed.
  virtual void step_finished(const MigrationStep& step) { (void)step; }
  /// What the server says by the way: "NOTICE: …".
  virtual void notice(const std::string& text) { (void)text; }
  virtual void warning(const std::string& text) { (void)text; }
  /// Lines for a log: "Running upgrade 9e1b -> 3f2a, add status", and all of the above that a person would read.
  virtual void log(const std::string& line) { (void)line; }
};

}  // namespace retort
