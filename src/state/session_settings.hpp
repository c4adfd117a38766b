// SET in scripts: obeyed for what stands behind it, transaction by transaction, and gone afterwards.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "driver/driver.hpp"
#include "sql/classify.hpp"
#include "state/script.hpp"

namespace retort {

/// A script's settings. Each is made with SET LOCAL, so that no transaction leaves one behind in the session, and made
/// again at the begin of the next.
class SessionSettings {
 public:
  /// Whether a SET says nothing about what the statements do: timeouts, how much is told.
  static bool is_about_running(const StatementClass& statement);

  /// Makes a setting in the open transaction. REQUIRES: kind is StatementKind::setting, and one name.
  /// client_encoding is obeyed too, as by psql: the bytes of the file then mean what it says.
  void set(Connection& connection, const ScriptStatement& statement, const StatementClass& kind);
  /// Makes all again: a new transaction has begun.
  void restore(Connection& connection) const;

 private:
  std::vector<std::pair<std::string, std::string>> settings_;  // by name, in the order in which they were last made
};

}  // namespace retort
