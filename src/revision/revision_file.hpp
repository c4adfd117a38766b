// A revision file as a value (design, section 5; docs/revision-files.md).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "operation/statement.hpp"
#include "retort/direction.hpp"
#include "revision/replaced_file.hpp"
#include "revision/revision_id.hpp"
#include "revision/step_operations.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// `-- retort: allow RULE REASON`: a finding on the next statement is accepted.
struct Allow {
  std::string rule;
  std::string reason;
  int line = 0;
};
/// `-- retort: todo WHAT`: nothing of this direction runs while it stands.
struct Todo {
  std::string what;
  int line = 0;
};

struct StepStatement {
  std::string text;  // without the semicolon
  int line = 0;      // of its first token
  std::optional<RebuildGuard> rebuild;
  std::vector<Allow> allows;
};

/// One transaction, or one run of autocommitted statements.
struct Step {
  StepMode mode = StepMode::transactional;
  int line = 0;  // of its directive
  std::vector<StepStatement> statements;
  std::vector<Todo> todos;
  std::string hash;  // of the mode and the statements' tokens: comments and white space do not count
  std::shared_ptr<const StepOperations> operations = nullptr;  // of a revision in C++: in place of statements
  std::vector<StepCall> calls = {};
};

/// In place of a downgrade. `irreversible`: there is none; otherwise `downgrade none`: nothing needs to be done.
struct NoDowngrade {
  bool irreversible = false;
  std::string reason;
  int line = 0;
};

/// Where the header's fields stand; 0: nowhere, or not read from a file.
struct HeaderLines {
  int id = 0, revises = 0, branch_labels = 0, depends_on = 0, replaces = 0;
};

struct RevisionFile {
  SourceText source;
  std::string message;  // the first line of the header
  RevisionId id;
  std::vector<RevisionId> revises;  // none: a base; several: a merge
  std::vector<std::string> branch_labels;
  std::vector<RevisionId> depends_on;
  std::vector<RevisionId> replaces;          // revisions that it stands for (revision/replacement.hpp)
  std::vector<RevisionId> stands_at;         // those of `replaces` after which a database is where this one ends
  std::vector<ReplacedFile> replaced_files;  // what the files of `replaces` were, as far as it was written down
  std::string create_date;                   // as written; empty where there is none
  std::vector<std::string> notes;            // the other lines of the header: intent, risk
  std::vector<Step> upgrade;
  std::vector<Step> downgrade;
  std::optional<NoDowngrade> no_downgrade;
  HeaderLines lines;

  const std::vector<Step>& steps(Direction direction) const {
    return direction == Direction::upgrade ? upgrade : downgrade;
  }
};

/// Throws ProjectError with file and line for everything that section 5 calls an error.
/// Which statements may stand in which mode is the plan's to check (Dialect::refusal).
RevisionFile parse_revision(const SourceText& source, const Lexicon& lexicon);

}  // namespace retort
