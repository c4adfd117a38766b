// What a step may hold besides statements, in revisions that are compiled in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "operation/capabilities.hpp"
#include "operation/statement.hpp"
#include "schema/schema.hpp"

namespace retort {

class Transaction;

/// Typed operations in place of statements. Which statements they are is known when the step is run: it depends on what
/// is there.
class StepOperations {
 public:
  virtual ~StepOperations() = default;
  /// All in one mode, for one transaction, or one after the other where the mode is autocommit. Pure. Throws
  /// ProjectError naming what `before` lacks.
  virtual std::vector<Statement> statements(const Schema& before, const ServerVersion& version) const = 0;
  /// A line each, for people: "add column 'orders.status'".
  virtual std::vector<std::string> describe() const = 0;
};

/// A C++ function, called inside the step's transaction.
struct StepCall {
  std::function<void(Transaction&)> run;
  bool before_statements = false;
};

}  // namespace retort
