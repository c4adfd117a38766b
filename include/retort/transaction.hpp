// The open transaction of a step, as a C++ function beside it sees it.
#pragma once

#include <string_view>

#include "retort/value.hpp"

namespace retort {

/// Everything done here is committed with the step and its line in the journal, or not at all. The function can neither
/// commit nor roll back: it throws where it fails. Not for use after the function returned, nor in another thread.
class Transaction {
 public:
  virtual ~Transaction() = default;
  /// "sqlite", "postgresql".
  virtual std::string_view dialect() const = 0;
  /// Runs one statement, with parameters $1, $2, … on every engine, and returns its rows. Throws DatabaseError;
  /// ProjectError for a statement that may not stand in a step.
  virtual Rows query(std::string_view sql, const Row& parameters = {}) = 0;
  /// The same for a statement whose rows nobody needs.
  virtual void execute(std::string_view sql, const Row& parameters = {}) = 0;
};

}  // namespace retort
