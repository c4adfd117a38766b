#include "verify/walk.hpp"

#include <fmt/format.h>

#include "verify/check_result.hpp"

namespace retort {

void Walk::abandon(std::string why) {
  scratch_.reset();
  if (stopped_.empty()) stopped_ = std::move(why);
}

void Walk::begin_at_head() {
  const std::vector<RevisionId> heads = graph_.heads();
  scratch_ = states_.replay(Heads(heads.begin(), heads.end()));
  for (const Script& seeds : seeds_) load_script(scratch_->connection(), seeds);
}

void Walk::begin_at(const Heads& heads) {
  scratch_ = states_.replay(heads);
  if (seeds_.empty()) return;
  std::string problem;
  for (const Script& seeds : seeds_) {
    try {
      load_script(scratch_->connection(), seeds);
    } catch (const DatabaseError& error) {
      if (problem.empty()) problem = difference_of(error);
    }
  }
  origin_ = fmt::format("seeds were loaded at the state before, because the way down from head ends: {}", stopped_);
  if (!problem.empty()) origin_ += fmt::format("; not all of them fit there: {}", problem);
}

Connection& Walk::stand_at(const Heads& heads) {
  try {
    if (!scratch_ && stopped_.empty()) begin_at_head();
    if (scratch_) {
      states_.move(scratch_->connection(), heads, Direction::downgrade);
      return scratch_->connection();
    }
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    abandon(difference_of(error));
  }
  begin_at(heads);
  return scratch_->connection();
}

}  // namespace retort
