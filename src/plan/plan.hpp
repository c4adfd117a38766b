// Graph + what is applied + target -> the steps to run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "plan/applied.hpp"
#include "revision/graph.hpp"

namespace retort {

/// One step of one revision. `body` is none for a revision without steps in this direction: only the version changes.
struct PlannedStep {
  std::shared_ptr<const RevisionFile> file;
  Direction direction = Direction::upgrade;
  const Step* body = nullptr;   // inside *file
  int number = 0;               // from 1; 0 where there is no body
  int of = 0;
  int skip_statements = 0;      // an autocommit step that is gone on with: these ran already
  bool last = false;            // the version table changes with it
  Heads heads_after;            // meaningful where `last`
};

struct Plan {
  Direction direction = Direction::upgrade;
  Heads from;
  Heads to;
  std::vector<PlannedStep> steps;
};

/// Empty where nothing is to be done. Throws UsageError where `target` lies the other way, and ProjectError where a
/// revision is neither in the graph nor in the journal's texts.
Plan make_plan(const RevisionGraph& graph, const Applied& applied, const Heads& target, Direction direction);

/// Something that must not stand in the way of a run: a todo, an edited file, a statement that its mode forbids,
/// a revision without a downgrade, a partly applied revision whose finished steps were changed.
struct Obstacle {
  enum class Kind { todo, edited, forbidden_statement, irreversible, partly_applied, unknown_revision };
  Kind kind = Kind::todo;
  RevisionId revision;
  SourceLocation where;
  std::string message;
  std::string hint;        // the next command
  bool warning = false;    // told, but does not stop the run
};

/// All preconditions of the whole plan, and of the files that are applied. `is_protected`: in a protected environment an
/// edited file stops everything; elsewhere only an upgrade past it, a downgrade through it is a warning.
std::vector<Obstacle> obstacles(const Plan&, const RevisionGraph&, const Applied&, const Dialect&, bool is_protected);

/// Applied revisions whose upgrade steps are not what ran.
std::vector<RevisionId> edited(const RevisionGraph&, const Applied&);

/// The files' graph, completed with texts from the journal for revisions that the database is at and no file has.
/// `vanished` gets the ids that were completed. Throws ProjectError where neither has a revision that is applied.
RevisionGraph complete(const RevisionGraph& files, const Applied&, const Lexicon&, std::vector<RevisionId>& vanished);

}  // namespace retort
