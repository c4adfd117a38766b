// Follows the statements of a step for the rebuilds in them: what a reviewed script can't do, or a person may have
// edited out of it, is done and checked here.
#pragma once

#include <optional>

#include "driver/sqlite/copies.hpp"
#include "driver/sqlite/statistics.hpp"

namespace retort::sqlite {

/// `ALTER TABLE from RENAME TO to`.
struct Rename {
  Identifier from, to;
};
std::optional<Rename> read_rename(std::string_view statement);

class RebuildWatch {
 public:
  explicit RebuildWatch(Session& session) : session_(session), statistics_(session) {}

  /// Checks the guard that stands above the statement, and the copies of a table that it drops. Throws ProjectError.
  void before(const Statement& statement);
  void after(const Statement& statement);
  /// After the last statement: gives rebuilt tables their statistics back.
  void finish();

 private:
  Session& session_;
  Statistics statistics_;
  std::vector<Copy> copies_;
  std::vector<Rename> rebuilt_;  // from the table as it was called to what it is called now
};

}  // namespace retort::sqlite
