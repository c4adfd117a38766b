#pragma once

#include <filesystem>

#include "project/project.hpp"
#include "state/states.hpp"

namespace retort::test {

/// A project without schema or revisions: two schemas are compared there as the program compares them, in the server's
/// own words, for which `driver` makes scratch databases.
class PostgresqlStates {
 public:
  /// The project's file goes into `folder`, which is made where it is not there; `url` is its database. `driver`
  /// outlives this.
  PostgresqlStates(const Driver& driver, const std::string& url, const std::filesystem::path& folder, bool privileges);

  States* operator->() { return &states_; }

 private:
  Project project_;
  Environment environment_;
  RevisionGraph graph_;
  States states_;
};

}  // namespace retort::test
