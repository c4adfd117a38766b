// From the values of the layers below to those that a program sees.
#pragma once

#include "command/check.hpp"
#include "command/plan.hpp"
#include "command/status.hpp"
#include "execute/run.hpp"
#include "retort/migration.hpp"
#include "verify/verify.hpp"

namespace retort::library {

std::vector<std::string> ids(const Heads& heads);
MigrationRevision convert(const RevisionFile& file);
MigrationRevision convert(const command::RevisionInfo& info);
MigrationStep convert(const PlannedStep& step);
MigrationPlan convert(const Plan& plan);
MigrationObstacle convert(const Obstacle& obstacle);
MigrationResult convert(const Outcome& outcome);
MigrationCheck convert(const command::CheckReport& report);
MigrationProof convert(const VerifyReport& report);

template <class From>
auto convert(const std::vector<From>& all) {
  std::vector<decltype(convert(all.front()))> result;
  for (const From& each : all) result.push_back(convert(each));
  return result;
}

}  // namespace retort::library
