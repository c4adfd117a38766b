// `retort status`, and the bare `retort`: where everything stands, and what comes next. Reads only.
#pragma once

#include <string>
#include <vector>

#include "command/check.hpp"
#include "plan/obstacle.hpp"

namespace retort::command {

struct StatusReport {
  std::string environment;  // its name; empty for --url
  std::string address;
  bool is_protected = false;
  bool database_exists = true;
  bool one_transaction = false;  // of a whole run, in place of one a step
  std::string server;            // "sqlite 3.40.1"
  std::vector<RevisionInfo> current;
  std::vector<RevisionInfo> heads;
  std::vector<RevisionInfo> pending;
  Comparison models;
  Comparison drift;
  std::vector<RevisionInfo> edited;  // applied, and changed since
  std::vector<RevisionId> vanished;  // applied, and without a file
  std::vector<RevisionInfo> unfinished;
  std::vector<std::string> notes;  // replaced revisions whose file, or whose row, is still there
  Elsewhere elsewhere;
  std::vector<Obstacle> obstacles;  // in the way of `upgrade heads`
  std::string next;                 // the command that comes next, or what to edit
};

StatusReport status(const Context&);

}  // namespace retort::command
