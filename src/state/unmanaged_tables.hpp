// Tables that linked models leave to somebody else, managed(false): compared nowhere, and made in scratch databases for
// the foreign keys to them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "model/declared.hpp"
#include "revision/graph.hpp"

namespace retort {

class UnmanagedTables {
 public:
  UnmanagedTables() = default;
  UnmanagedTables(const Declared& declared, const Dialect& dialect, const ServerVersion& version);

  /// What makes them, with the schemas and enum types that they need.
  const std::vector<std::string>& statements() const { return statements_; }
  /// Makes them in an empty scratch database, but for those that a revision of `graph` makes: they come from a time
  /// when they were managed.
  void make(Connection& connection, const RevisionGraph& graph) const;
  void leave_out(Schema& schema) const;

 private:
  std::set<ObjectName> names_;
  std::vector<std::string> statements_;
};

}  // namespace retort
