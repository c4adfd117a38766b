#include "execute/step_work.hpp"

#include <fmt/format.h>

#include <utility>

namespace retort {

void StepWork::announce(const PlannedStep& step) {
  if (announced_.insert(step.file->id).second) observer_.revision_started(*step.file, step.direction);
}

void StepWork::start(const PlannedStep& step, bool& told) {
  if (!std::exchange(told, true)) observer_.step_started(step);
}

std::optional<Step> StepWork::made(const PlannedStep& step) {
  if (step.body == nullptr) return std::nullopt;
  if (options_.rehearse) return options_.rehearse(step);
  if (!step.body->operations) return std::nullopt;
  return realised(*step.body, driver_, connection_, {options_.names.version_table, options_.names.journal});
}

std::optional<Step> StepWork::ready(const PlannedStep& step) {
  try {
    return made(step);
  } catch (const DatabaseError& error) {
    if (options_.rehearse) throw;
    fail(step, 0, error);
  } catch (const ProjectError& error) {
    if (options_.rehearse) throw;
    throw migration_refused(position(step, 0), error);
  }
}

void StepWork::run_body(StepTransaction& transaction, const PlannedStep& step, int& statement) {
  if (options_.fault) {  // between any two of them
    for (const StepStatement& each : step.body->statements) run_statement(transaction, step, each, ++statement);
    return;
  }
  options_.cancellation.check();
  const std::vector<Statement> statements = statements_of(*step.body);
  std::size_t done = 0;
  try {
    transaction.run_all(statements, done);
  } catch (...) {
    statement = static_cast<int>(done) + 1;
    throw;
  }
  outcome_.statements += static_cast<int>(done);
}

void StepWork::run_statement(StepTransaction& transaction, const PlannedStep& step, const StepStatement& statement,
                             int number) {
  options_.cancellation.check();
  fault("before-statement", step, number);
  transaction.run(statement_of(statement, step.body->mode));
  ++outcome_.statements;
  fault("after-statement", step, number);
}

void StepWork::make_calls(const PlannedStep& step, Calls place, StepTransaction& transaction) {
  try {
    retort::make_calls(*step.body, place, connection_, transaction, options_.cancellation);
  } catch (const Error&) {
    throw;
  } catch (...) {
    throw CallFailed{std::current_exception()};
  }
}

void StepWork::fail(const PlannedStep& step, int statement, const DatabaseError& error) const {
  options_.cancellation.check();  // an interrupted statement fails, too
  throw migration_failed(position(step, statement), error);
}

Position StepWork::position(const PlannedStep& step, int statement) const {
  return {step, statement, course_.standing(), course_.target(), options_.one_transaction};
}

void StepWork::fault(std::string_view point, const PlannedStep& step, int statement) const {
  if (!options_.fault) return;
  options_.fault(
      fmt::format("{} {} {} {} {}", point, step.file->id, to_string(step.direction), step.number, statement));
}

}  // namespace retort
