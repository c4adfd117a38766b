#pragma once

#include <memory>

#include "driver/postgresql/transaction.hpp"

namespace retort::postgresql {

std::unique_ptr<StepTransaction> start_step(Session& session, Watch& watch, StepMode mode);
/// For Retort's own tables, and for loading.
std::unique_ptr<StepTransaction> start_own_transaction(Session& session, Watch& watch);

}  // namespace retort::postgresql
