// What a database says about itself: heads from the version table, the rest from the journal. Pure values;
// execute/ reads and writes them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "revision/graph.hpp"

namespace retort {

/// One row of retort_journal (docs/journal.md).
struct JournalEntry {
  std::int64_t id = 0;
  RevisionId revision;
  std::vector<RevisionId> revises;
  std::string direction;          // "upgrade", "downgrade", "stamp", "repair", "replace"
  int step = 0;                   // from 1; 0: a revision's end where no step was left to run, or a stamp
  int steps = 0;                  // how many the direction had
  std::optional<int> statement;   // from 1, in autocommit steps; else the whole step
  std::string hash;               // Step::hash, or the statement's token hash
  std::string state;              // "started", "done", "failed"; of a repair: "applied", "unapplied", "overtaken"
  std::string started, finished;  // UTC, ISO 8601
  std::string user, host;
  std::optional<std::string> file_name;
  std::optional<std::string> file_text;  // unprotected environments only
};

/// A revision of which some steps ran in `direction` and some did not.
struct Progress {
  Direction direction = Direction::upgrade;
  int steps_done = 0;
  int steps = 0;
  int statements_done = 0;          // in the autocommit step that comes next
  std::vector<std::string> hashes;  // of the steps that ran, in order
  std::vector<std::string> statement_hashes;
  std::optional<int> statement_started;  // an autocommit statement of which nobody knows whether it ended
};

struct Applied {
  Heads heads;
  Heads rows;  // of the version table: heads as they are written there, some perhaps under another name
  std::map<RevisionId, Progress> partial;
  std::map<RevisionId, std::vector<std::string>> upgrade_hashes;  // of the steps as they last ran, where known
  std::map<RevisionId, std::vector<RevisionId>> revises;          // what those stood on when they ran
  std::vector<RevisionId> overtaken;                              // see drop_overtaken
  std::map<RevisionId, std::string> texts;                        // file texts that the journal keeps
  std::map<RevisionId, std::string> file_names;
};

/// "partly applied, step 1 of 2", "partly downgraded, step 0 of 1, statement 3".
std::string describe(const Progress& progress);
/// Where a database is, for people: "3f2a9c1b7d04 (9e1b2c3d4f50 partly applied, step 1 of 2)", or "base".
std::string describe(const Heads& heads, const std::map<RevisionId, Progress>& partial);

/// Heads go by the names that the graph has for them: a revision that is replaced counts as what it is replaced by.
void carry_over(Applied& applied, const RevisionGraph& graph);

/// Who moves the version table without a row in the journal (Alembic) may have finished what this was half way through:
/// a revision that an applied one stands on is not partly applied. With those that applied_from found it is
/// `overtaken`, for the next run to write down: what is there may be taken back later, and would be partly applied
/// again then.
void drop_overtaken(Applied& applied, const RevisionGraph& graph);

/// What the version table and the journal don't agree on, which is no fault: a stamp or another program was there.
struct Elsewhere {
  std::vector<RevisionId> applied;     // and the journal does not know how
  std::vector<RevisionId> taken_back;  // and the journal has it applied
  bool empty() const { return applied.empty() && taken_back.empty(); }
};
Elsewhere elsewhere(const Applied& applied, const RevisionGraph& graph);

/// Folds journal rows (in order of id) into what they say.
Applied applied_from(Heads heads, const std::vector<JournalEntry>& journal);

}  // namespace retort
