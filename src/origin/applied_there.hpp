// What a tool's own version table says a database is at.
#pragma once

#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "origin/migration.hpp"
#include "revision/graph.hpp"

namespace retort {

struct AppliedThere {
  bool has_table = false;
  Heads heads;                        // as revisions; none: base
  std::vector<std::string> problems;  // why it can't be stamped as it is: holes, unknown versions, a dirty flag
};

/// Reads only. `migrations` in their order.
AppliedThere read_applied_there(Connection& connection, Tool tool, const ObjectName& table,
                                const std::vector<Migration>& migrations);

}  // namespace retort
