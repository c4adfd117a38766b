// What an operation takes away for good.
#pragma once

#include <string>
#include <vector>

#include "operation/operation.hpp"

namespace retort {

/// `what` as a person reads it: "all rows of table 'users'", "the values of column 'users.nickname'".
struct Loss {
  ObjectName table;
  std::optional<Identifier> column;
  std::string what;
};

/// Rows, values, or their meaning (a type that can't hold all of the old one's values is said as "may lose").
std::vector<Loss> losses(const Operation&);

}  // namespace retort
