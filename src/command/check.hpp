// `retort check`: models against the chain, the chain against the database. Reads only.
#pragma once

#include <string>
#include <vector>

#include "command/compare.hpp"
#include "command/revision_info.hpp"

namespace retort::command {

struct CheckReport {
  std::string address;
  Comparison models;  // chain@head -> models: what `revision --autogenerate` would write
  Comparison drift;   // chain@current -> database
  Heads current;
  std::vector<RevisionInfo> pending;
  std::vector<std::string> unfinished;  // partly applied revisions
  bool not_covered_is_error = false;

  /// Pending revisions are no failure.
  bool passed() const;
};

CheckReport check(const Context&);
/// What of the files the database does not have yet, parents first.
std::vector<RevisionInfo> pending_revisions(Workspace&);

}  // namespace retort::command
