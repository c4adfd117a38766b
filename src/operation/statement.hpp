// What a dialect renders: one SQL statement, and how it has to run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class StepMode {
  transactional,     // one transaction a step
  autocommit,        // each statement on its own
  foreign_keys_off,  // SQLite: one transaction, foreign keys set off outside it
};
/// As it stands in a directive: "", "autocommit", "foreign_keys=off".
std::string_view to_string(StepMode);

/// The state of a table that a rebuild was written for. Names are as spelled; `hash` covers the canonical form of the
/// table, its indexes and its triggers (see dialect: Dialect::table_hash).
struct RebuildGuard {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::string> indexes;
  std::vector<std::string> triggers;
  std::string hash;
  friend bool operator==(const RebuildGuard&, const RebuildGuard&) = default;
};

struct Statement {
  std::string text;  // without the semicolon
  StepMode mode = StepMode::transactional;
  bool data = false;                    // changes rows by somebody's SQL: stands in a step of its own
  std::vector<std::string> comments;    // lines above it, without "-- ": losses, reasons
  std::optional<RebuildGuard> rebuild;  // `-- retort: rebuild …` above it
  std::optional<std::string> todo;      // `-- retort: todo …` above it
  std::vector<std::string> allows;      // rules of `-- retort: allow RULE …` above it: "lossy-copy"
};

/// All generated DDL of one direction stands in one step: where one statement needs foreign keys off, the others get
/// that mode too. Data and autocommit statements stay as they are.
void unify_modes(std::vector<Statement>& statements);

}  // namespace retort
