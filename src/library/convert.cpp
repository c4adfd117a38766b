#include "library/convert.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "operation/describe.hpp"

namespace retort {

bool MigrationPlan::blocked() const {
  return std::any_of(obstacles.begin(), obstacles.end(), [](const MigrationObstacle& each) { return !each.warning; });
}

bool MigrationCheck::passed() const {
  const auto differs = [](const MigrationComparison& each) { return each.compared && !each.equal(); };
  return !differs(models) && !differs(database) && unfinished.empty();
}

bool MigrationProof::passed() const {
  return std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.passed; });
}

std::string MigrationProof::failures() const {
  std::string text;
  for (const Check& check : checks) {
    if (check.passed) continue;
    text += fmt::format("{}:\n", check.name);
    for (const std::string& difference : check.differences) text += fmt::format("  {}\n", difference);
  }
  return text;
}

namespace library {

std::vector<std::string> ids(const Heads& heads) { return {heads.begin(), heads.end()}; }

MigrationRevision convert(const RevisionFile& file) {
  return {file.id, file.revises, file.message, file.source.name()};
}

MigrationRevision convert(const command::RevisionInfo& info) {
  return {info.id, info.revises, info.message, info.path};
}

MigrationStep convert(const PlannedStep& step) {
  MigrationStep result;
  result.revision = convert(*step.file);
  result.direction = step.direction;
  result.number = step.number;
  result.of = step.of;
  result.last = step.last;
  if (step.body == nullptr) return result;
  result.mode = to_string(step.body->mode);
  if (step.body->operations) result.statements = step.body->operations->describe();
  for (const StepStatement& statement : step.body->statements) result.statements.push_back(statement.text);
  return result;
}

MigrationPlan convert(const Plan& plan) {
  MigrationPlan result;
  result.direction = plan.direction;
  result.from = ids(plan.from);
  result.to = ids(plan.to);
  result.steps = convert(plan.steps);
  return result;
}

MigrationObstacle convert(const Obstacle& obstacle) {
  return {obstacle.revision, obstacle.where.to_string(), obstacle.message, obstacle.hint, obstacle.warning};
}

MigrationResult convert(const Outcome& outcome) {
  return {{}, ids(outcome.before), ids(outcome.after), outcome.ran, outcome.statements, outcome.warnings};
}

namespace {

MigrationComparison convert(const command::Comparison& comparison) {
  MigrationComparison result;
  result.compared = comparison.compared;
  result.why_not = comparison.why_not;
  result.differences = describe(comparison.operations);
  for (const NotCovered& object : comparison.not_covered)
    result.not_read.push_back(fmt::format("{} {}: {}", object.kind, object.name.to_string(), object.reason));
  return result;
}

}  // namespace

MigrationCheck convert(const command::CheckReport& report) {
  return {convert(report.models), convert(report.drift), library::convert(report.pending), report.unfinished};
}

MigrationProof convert(const VerifyReport& report) {
  MigrationProof result;
  result.notes = report.notes;
  for (const CheckResult& check : report.checks) {
    result.checks.push_back({check.name, check.status != CheckResult::Status::failed,
                             check.status == CheckResult::Status::skipped, check.looked_at, check.differences});
  }
  return result;
}

}  // namespace library
}  // namespace retort
