// What an engine knows about making up rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "retort/value.hpp"
#include "schema/schema.hpp"
#include "sql/lexicon.hpp"

namespace retort {

class RowRules {
 public:
  virtual ~RowRules() = default;

  /// Values that fit a type as a column of `schema` declares it, unlikely ones first; never NULL, never none at all.
  virtual std::vector<Value> values(const std::string& type, const Schema& schema) const = 0;
  /// A parameter that an expression takes for a value of that type: "$1". Where the engine converts it, a value that
  /// does not fit is an error.
  virtual std::string parameter(int number, const std::string& type) const = 0;
  /// What stands before VALUES in an INSERT that gives every column of the table that is not computed a value; "" or "
  /// WORDS".
  virtual std::string before_values(const Table& table) const = 0;
  /// Puts the check of foreign keys off until the end of the transaction, as far as the engine can.
  virtual std::string defer_foreign_keys() const = 0;
};

/// The numbers, each with its neighbours, and the strings that stand in an expression.
std::vector<Value> literals_in(std::string_view expression, const Lexicon& lexicon);

}  // namespace retort
