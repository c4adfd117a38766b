// A scratch database with rows that goes down the chain.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "state/states.hpp"

namespace retort {

/// Begins at head with the seeds' rows and takes the revisions back, one after the other, so that each state below has
/// rows that went the real way. Where a downgrade stands in the way it begins anew at the state asked for.
class Walk {
 public:
  Walk(States& states, const RevisionGraph& graph, const std::vector<Script>& seeds)
      : states_(states), graph_(graph), seeds_(seeds) {}

  /// The database, at `heads`. REQUIRES: below all that was asked for before.
  Connection& stand_at(const Heads& heads);
  /// Where its rows come from, if not simply from the seeds at head; for the report.
  const std::string& origin() const { return origin_; }
  /// The next stand_at begins anew: this one can't be gone on with.
  void abandon(std::string why);

 private:
  void begin_at_head();
  void begin_at(const Heads& heads);

  States& states_;
  const RevisionGraph& graph_;
  const std::vector<Script>& seeds_;
  std::unique_ptr<Scratch> scratch_;
  std::string origin_;
  std::string stopped_;  // why the walk from head ended
};

}  // namespace retort
