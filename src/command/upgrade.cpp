#include "command/upgrade.hpp"

#include "command/workspace.hpp"

namespace retort::command {

namespace {

/// An upgrade goes to what a file has: a head that only the journal knows is no target, and nothing to merge with. Where the
/// database is at one, there is no way to count from it; run() refuses that before it looks at the target.
Heads target_of(Workspace& workspace, const std::string& target, Direction direction) {
  const Heads& current = workspace.applied().heads;
  if (direction == Direction::downgrade) return workspace.graph().resolve(target, current);
  for (const RevisionId& id : workspace.vanished()) {
    if (current.contains(id)) return {};
  }
  return workspace.files().resolve(target, current);
}

MigrateResult migrate(const Context& context, const std::string& target, Direction direction, Access access,
                      Observer& observer) {
  Workspace workspace(context, access);
  const Heads heads = target_of(workspace, target, direction);
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
