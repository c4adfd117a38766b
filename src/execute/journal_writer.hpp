// What a run writes down of itself, in the transactions of its steps: journal rows, and the version table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "execute/run.hpp"

namespace retort {

/// Every row says who ran what from where; the text of a revision's file goes with the first row of it that is
/// committed, where the environment is not protected. All but `committed` stand inside an open transaction.
class JournalWriter {
 public:
  /// All references outlive this; `applied` and `vanished` are the run's own, and change with it.
  JournalWriter(Connection& connection, const RunOptions& options, const Applied& applied,
                const std::vector<RevisionId>& vanished)
      : connection_(connection), options_(options), applied_(applied), vanished_(vanished) {}

  /// Rows of the version table get the names of what replaces them. What ran of it is not known; from here on its file
  /// counts as what ran.
  void carried_over(const RevisionGraph& graph);
  /// Another program finished what these were half way through.
  void overtaken(const std::vector<RevisionId>& revisions);
  /// The step is done; with a revision's last step the version table changes.
  void step_done(const PlannedStep& step, const std::string& started);
  /// A statement of an autocommit step, numbered from 1, stands in this transaction.
  void statement_done(const PlannedStep& step, int statement, const std::string& started);
  /// A statement that no transaction can hold is about to run. Returns its row, for the two below.
  std::int64_t statement_started(const PlannedStep& step, int statement, const std::string& started);
  void statement_finished(std::int64_t row);
  void statement_failed(std::int64_t row);
  /// The transaction is committed, or goes on with the step that comes next.
  void committed() { text_written_ = text_pending_; }
  /// It is rolled back after all.
  void rolled_back() { text_written_.clear(); }

 private:
  JournalEntry row_of(const PlannedStep& step, const std::string& started) const;
  JournalEntry statement_row(const PlannedStep& step, int statement, const std::string& started) const;
  JournalEntry complete(JournalEntry entry, const RevisionFile& file, bool done);

  Connection& connection_;
  const RunOptions& options_;
  const Applied& applied_;
  const std::vector<RevisionId>& vanished_;
  RevisionId text_written_, text_pending_;  // whose file text is committed, and about to be
};

}  // namespace retort
