// Two schemas -> the operations that turn one into the other, or the questions that a person must answer first.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "operation/capabilities.hpp"
#include "operation/change_rules.hpp"
#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// "Is `to` what was `from`?" A part (a column, an enum's label) is named with its owner's name in the target schema,
/// on both sides.
struct RenameQuestion {
  struct Candidate {
    ObjectKey from;
    int score = 0;
  };  // likeliest first; 0..100
  ObjectKey to;
  std::vector<Candidate> candidates;  // never empty, all of the same kind
};

/// What people said. Parts are named with their owner's name in the target schema. A name without a schema, where the
/// engine has schemas, means the only one of that name, else the one in the default schema. What is already so is
/// passed over: `renamed-from` may stay in schema.sql.
struct Answers {
  /// `certain`: said of this very change (--rename, the way there), not by a directive that stays in a file. It holds
  /// also where both schemas have `to`: what had that name is dropped then.
  /// `enum_type` stands for any type, `view` for a materialised one too, `function` for any routine.
  struct Rename {
    ObjectKey from;
    ObjectKey to;
    bool certain = false;

    Rename() = default;
    Rename(ObjectKey before, ObjectKey after, bool is_certain = false);
    /// Of a table, or of a column of `table`.
    Rename(const std::optional<ObjectName>& table, const Identifier& before, const Identifier& after,
           bool is_certain = false);
    friend bool operator==(const Rename&, const Rename&) = default;
  };
  std::vector<Rename> renames;         // --rename, renamed-from, a terminal
  bool no_renames = false;             // --no-rename: drop and add is meant
  std::vector<ObjectKey> not_renamed;  // answered "no" for this one: it is neither asked about nor a candidate
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
  OperationList operations;  // in an order that works
  std::vector<RenameQuestion> questions;
  /// Where a server ran the first `renames` operations: the schema in its words, from which the others start.
  std::shared_ptr<const Schema> renamed = nullptr;
  std::size_t renames = 0;
};

/// "nick" of a column, whose table is said beside it; else "users", "public.mood.sad".
std::string spoken(const ObjectKey&);

/// Throws UsageError where an answer names what neither schema has. Answers for what is already so are passed over.
Difference diff(const Schema& from, const Schema& to, const Capabilities&, const ChangeRules&, const Lexicon&,
                const Answers& = {}, const DiffOptions& = {});

/// The answers that hold for `from` to `to`, for the way back: diff(to, from, …, reversed(answers, from, to, …)).
Answers reversed(const Answers&, const Schema& from, const Schema& to, const Lexicon&);

}  // namespace retort
