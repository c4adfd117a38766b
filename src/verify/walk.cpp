#include "verify/walk.hpp"

#include <fmt/format.h>

#include "verify/check_result.hpp"

namespace retort {

void Walk::stop(std::string why) {
  scratch_.reset();
  if (stopped_.empty()) stopped_ = std::move(why);
}

bool Walk::come_down_to(const Heads& heads) {
  try {
    if (!scratch_ && stopped_.empty()) {
      scratch_ = states_.replay(graph_.tips());
      for (const Script& seeds : seeds_) load_script(scratch_->connection(), seeds);
    }
    if (!scratch_) return false;
    states_.move(scratch_->connection(), heads, Direction::downgrade);
    return true;
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    stop(difference_of(error));
    return false;
  }
}

void Walk::begin_at(const Heads& heads) {
  scratch_ = states_.replay(heads);
  origin_.clear();
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

}  // namespace retort
