#include "command/upgrade.hpp"

#include "command/hooks.hpp"
#include "command/workspace.hpp"
#include "plan/obstacle.hpp"

namespace retort::command {

namespace {

/// An upgrade goes to what a file has: a head that only the journal knows is no target, and nothing to merge with.
/// Where the database is at one, there is no way to count from it; run() refuses that before it looks at the target.
Destination target_of(Workspace& workspace, const std::string& target, Direction direction) {
  const Heads& current = workspace.applied().heads;
  if (direction == Direction::downgrade) return workspace.graph().destination(target, current);
  for (const RevisionId& id : workspace.vanished()) {
    if (current.contains(id)) return Destination{};
  }
  return workspace.files().destination(target, current);
}

/// Whether there is nothing to run, or nothing that may be: found before a database is made for it.
enum class Outlook { nothing, refused, runs };
Outlook outlook_without_database(Workspace& workspace, const Destination& target, Direction direction,
                                 const RunOptions& options) {
  const Plan plan = make_plan(workspace.files(), {}, target, direction);
  if (plan.steps.empty()) return Outlook::nothing;
  for (const Obstacle& obstacle :
       obstacles(plan, workspace.files(), {}, workspace.dialect(), options.is_protected, options.one_transaction))
    if (!obstacle.warning) return Outlook::refused;
  return Outlook::runs;
}

MigrateResult migrate(const Context& context, const std::string& target, Direction direction, Observer& observer,
                      bool by_steps = false) {
  Workspace workspace(context, Access::writes);
  const Destination destination = target_of(workspace, target, direction);
  RunOptions options = workspace.run_options();
  options.target = target;
  if (by_steps) options.one_transaction = false;
  MigrateResult result{workspace.address(), {}};
  HookingObserver hooking(workspace, target, observer);
  if (!workspace.database_exists()) {
    const Outlook outlook = outlook_without_database(workspace, destination, direction, options);
    if (outlook == Outlook::nothing) return result;
    // run() says why, before its first statement: where it leaves no file behind.
    if (outlook == Outlook::refused)
      run(workspace.files(), destination, direction, workspace.driver(),
          workspace.driver().make_scratch()->connection(), options, hooking);
  }
  result.outcome =
      run(workspace.files(), destination, direction, workspace.driver(), workspace.connection(), options, hooking);
  return result;
}

}  // namespace

MigrateResult upgrade(const Context& context, const std::string& target, Observer& observer) {
  return migrate(context, target, Direction::upgrade, observer);
}

MigrateResult downgrade(const Context& context, const std::string& target, Observer& observer) {
  return migrate(context, target, Direction::downgrade, observer);
}

MigrateResult rebuild(const Context& context, Observer& observer) {
  return migrate(context, "heads", Direction::upgrade, observer, true);
}

}  // namespace retort::command
