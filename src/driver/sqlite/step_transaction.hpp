#pragma once

#include <memory>

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// Connection::begin_step.
std::unique_ptr<StepTransaction> start_step(Session& session, StepMode mode);
/// Connection::begin.
std::unique_ptr<StepTransaction> start_own_transaction(Session& session);

}  // namespace retort::sqlite
