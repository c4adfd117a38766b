#include "command/upgrade.hpp"

#include "command/workspace.hpp"

namespace retort::command {

namespace {

MigrateResult migrate(const Context& context, const std::string& target, Direction direction, Access access,
                      Observer& observer) {
  Workspace workspace(context, access);
  const Heads heads = workspace.graph().resolve(target, workspace.applied().heads);
  RunOptions options = workspace.run_options();
  options.target = target;
  MigrateResult result{workspace.address(), {}};
  result.outcome =
      run(workspace.files(), heads, direction, workspace.driver(), workspace.connection(), options, observer);
  return result;
}

}  // namespace

MigrateResult upgrade(const Context& context, const std::string& target, Observer& observer) {
  return migrate(context, target, Direction::upgrade, Access::writes, observer);
}

MigrateResult downgrade(const Context& context, const std::string& target, Observer& observer) {
  return migrate(context, target, Direction::downgrade, Access::writes, observer);
}

}  // namespace retort::command
