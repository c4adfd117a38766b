#pragma once

#include <string>
#include <vector>

#include "retort/error.hpp"

namespace retort {

/// One line of the report: what was looked at, and the difference where there is one.
struct CheckResult {
  enum class Status { passed, failed, skipped };
  std::string name;  // "round trip of 3f2a9c1b7d04"
  Status status = Status::passed;
  std::string looked_at;  // "12 rows; exempt: orders.status (created)"
  std::vector<std::string> differences;

  void fail(std::string difference) {
    status = Status::failed;
    differences.push_back(std::move(difference));
  }
};

/// "db/x.sql:3: no such table: y (hint)": an error as a difference.
std::string difference_of(const Error& error);

}  // namespace retort
