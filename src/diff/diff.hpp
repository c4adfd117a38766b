// Two schemas -> the operations that turn one into the other, or the questions that a person must answer first.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "operation/capabilities.hpp"
#include "operation/change_rules.hpp"
#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// "Is `to` what was `from`?" Tables: `table` empty. Columns: `table` is its name in the target schema.
struct RenameQuestion {
  struct Candidate {
    Identifier from;
    int score = 0;
  };                                // likeliest first; 0..100
  std::string kind;                 // "table" or "column"
  std::optional<ObjectName> table;  // a column's table
  Identifier to;
  std::vector<Candidate> candidates;  // never empty
};

/// What people said. Names of columns are qualified by the table's name in the target schema. What is already so is
/// passed over: `renamed-from` may stay in schema.sql.
struct Answers {
  /// `certain`: said of this very change (--rename, the way there), not by a directive that stays in a file. It holds
  /// also where both schemas have `to`: what had that name is dropped then.
  struct Rename {
    std::optional<ObjectName> table;
    Identifier from;
    Identifier to;
    bool certain = false;
  };
  std::vector<Rename> renames;  // --rename, renamed-from, a terminal
  bool no_renames = false;      // --no-rename: drop and add is meant
  struct NotRenamed {
    std::optional<ObjectName> table;
    Identifier to;
  };
  std::vector<NotRenamed> not_renamed;  // answered "no" for this one: it is neither asked about nor a candidate
  struct Existing {
    ObjectName table;
    Identifier column;
    std::string expression;
  };
  std::vector<Existing> existing;  // --existing, `-- retort: existing`
};

struct DiffOptions {
  bool column_order = false;  // [managed] column_order
  bool privileges = false;    // [managed] privileges: owners, grants and default privileges count
};

/// A complete list exists only where `questions` is empty.
struct Difference {
  Operations operations;  // in an order that works
  std::vector<RenameQuestion> questions;
};

/// Throws UsageError where an answer names what neither schema has. Answers for what is already so are passed over.
Difference diff(const Schema& from, const Schema& to, const Capabilities&, const ChangeRules&, const Lexicon&,
                const Answers& = {}, const DiffOptions& = {});

/// The answers that hold for `from` to `to`, for the way back: diff(to, from, …, reversed(answers, from, to)).
Answers reversed(const Answers&, const Schema& from, const Schema& to);

}  // namespace retort
