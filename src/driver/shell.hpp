// What a script needs that an engine's own shell runs in place of this program (`--sql`, docs/offline.md): the lines
// around the statements. Pure text, no connection.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "driver/driver.hpp"

namespace retort {

/// Every text is whole lines, each with its newline; empty where there is nothing to say.
class Shell {
 public:
  virtual ~Shell() = default;
  /// The command that runs a script: "psql -X -f FILE DATABASE".
  virtual std::string_view usage() const = 0;
  /// The first lines: the shell stops at the first error, keeps other runs out where the engine has a lock for that,
  /// and sets the session as a run does.
  virtual std::string opening(const ConnectOptions& options) const = 0;
  virtual std::string closing(const ConnectOptions& options) const = 0;
  /// Stops the script where `table` holds something else than `heads`.
  virtual std::string require_heads(const std::string& table, const std::set<std::string>& heads) const = 0;
  /// A person's statement in a form that the shell hands on as it is; only its white space changes.
  virtual std::string typed(std::string_view statement) const = 0;
  /// Around the statements of a step, and around Retort's own; of an autocommit step, around one statement that runs
  /// outside of any transaction.
  virtual std::string begin(StepMode mode) const = 0;
  /// Before one that does.
  virtual std::string before_alone(std::string_view sql) const {
    (void)sql;
    return {};
  }
  /// After a person's statements: what they broke stops the script, and what they set is as before.
  virtual std::string check(StepMode mode) const = 0;
  /// The same where another step follows in the same transaction.
  virtual std::string between_steps() const { return check(StepMode::transactional); }
  virtual std::string commit(StepMode mode) const = 0;
  /// Stops the script where the table is not what the rebuild was written for, as far as SQL can tell.
  virtual std::string guard(const RebuildGuard& guard) const {
    (void)guard;
    return {};
  }
  /// Of the time in the journal's form: an SQL expression.
  virtual std::string_view now() const = 0;
  /// See Connection::runs_in_transaction.
  virtual bool runs_in_transaction(std::string_view sql) const = 0;
};

}  // namespace retort
