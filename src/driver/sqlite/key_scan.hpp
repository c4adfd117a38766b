// Foreign keys before and after a step. The engine's own foreign_key_check stops at the first key that can't work, and
// passes a missing parent table whose children have no rows: here each key is looked at on its own.
//
// Only what a step can affect is scanned: the tables that its statements write, create, alter or drop (as the
// authorizer says, triggers included) and the tables that refer to them. Each is scanned before the first statement
// that can affect it, so that the baseline is the state before the step.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "driver/sqlite/foreign_key.hpp"
#include "driver/sqlite/reviewed.hpp"

namespace retort::sqlite {

class KeyScan {
 public:
  /// foreign_keys_off: rows and keys. transactional: only whether keys can still work, after a DROP TABLE or DROP
  /// INDEX; the engine itself looks after the rows.
  KeyScan(Session& session, StepMode mode) : session_(session), rows_too_(mode == StepMode::foreign_keys_off) {}

  /// Before a statement runs.
  void before(const Footprint& footprint);
  void renamed(const Identifier& from, const Identifier& to);
  /// What is wrong now and was not before the step; each names the table, its rows or columns, and the parent.
  std::vector<std::string> new_problems();

 private:
  /// Child and parent.
  using Pair = std::pair<Identifier, Identifier>;
  using RowIds = std::map<std::optional<std::int64_t>, int>;
  struct Findings {
    std::map<Pair, std::vector<std::string>> mismatches;
    std::map<Pair, RowIds> orphans;
  };

  void look_at(const Identifier& table);
  void scan(const Identifier& child, const std::vector<ForeignKeyFacts>& keys, Findings& findings);
  void scan_around(const Identifier& table, std::set<Identifier>& scanned, Findings& findings);
  static void rename(const Identifier& from, const Identifier& to, Findings& findings);

  Session& session_;
  bool rows_too_;
  std::set<Identifier> affected_;
  std::set<Identifier> scanned_;  // children that the baseline has
  Findings baseline_;
};

/// Every row of the database that breaks a foreign key, a line for each table and parent: for a COMMIT that the engine
/// refused.
std::vector<std::string> all_orphans(Session& session);

}  // namespace retort::sqlite
