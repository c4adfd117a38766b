// What a step does, ready to be done: its statements, those that its operations are here, and the C++ functions beside
// them.
#pragma once

#include <set>
#include <vector>

#include "driver/driver.hpp"
#include "revision/revision_file.hpp"

namespace retort {

/// A step of operations, as a step of statements that do the same to the database as it is now. Reads the catalogue,
/// outside of a transaction. Throws ProjectError where the operations don't fit what is there.
Step realised(const Step& step, const Driver& driver, Connection& connection, const std::set<ObjectName>& own_tables);

/// REQUIRES: realised.
std::vector<Statement> statements_of(const Step& step);
Statement statement_of(const StepStatement& statement, StepMode mode);

enum class Calls { before_statements, after_statements };
/// Runs the step's C++ functions of this place. What they throw comes out as it is.
void make_calls(const Step& step, Calls place, Connection& connection, StepTransaction& transaction,
                const Cancellation& cancellation);

}  // namespace retort
