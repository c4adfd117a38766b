// A scratch database with rows that goes down the chain.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "state/states.hpp"

namespace retort {

/// Begins at head with the seeds' rows and takes the revisions back, one after the other, so that each state below has
/// rows that went the real way. What can't be taken back stops it; then it begins anew at the state asked for.
class Walk {
 public:
  Walk(States& states, const RevisionGraph& graph, const std::vector<Script>& seeds)
      : states_(states), graph_(graph), seeds_(seeds) {}

  /// Goes down to `heads`; false where that can't be, and then the walk has stopped.
  bool come_down_to(const Heads& heads);
  /// A new database at `heads`, with those of the seeds that fit there.
  void begin_at(const Heads& heads);
  /// REQUIRES: a state was reached.
  Connection& connection() { return scratch_->connection(); }
  /// The database can't be gone on with.
  void stop(std::string why);
  /// Where its rows come from, if not simply from the seeds at head; for the report.
  const std::string& origin() const { return origin_; }

 private:
  States& states_;
  const RevisionGraph& graph_;
  const std::vector<Script>& seeds_;
  std::unique_ptr<Scratch> scratch_;
  std::string origin_;
  std::string stopped_;  // why the walk from head ended
};

}  // namespace retort
