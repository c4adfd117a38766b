#include "command/reset.hpp"

#include <fmt/format.h>

#include "command/upgrade.hpp"
#include "command/workspace.hpp"

namespace retort::command {

namespace {

void refuse_protected(const Workspace& workspace) {
  const Environment& environment = *workspace.environment();
  if (!environment.is_protected) return;
  throw UsageError(fmt::format("{} is protected{}: reset would drop it", workspace.address(),
                               environment.name.empty() ? "" : fmt::format(" (environment {})", environment.name)),
                   std::nullopt, "reset is for databases that nobody misses");
}

std::vector<std::string> load_seeds(const Context& context) {
  Workspace workspace(context, Access::writes);
  std::vector<std::string> loaded;
  for (const retort::Script& script : workspace.states().seeds()) {
    load_script(workspace.connection(), script);
    loaded.push_back(script.sources.front()->name());
  }
  return loaded;
}

}  // namespace

std::string reset_address(const Context& context) {
  const Workspace workspace(context, Access::writes);
  refuse_protected(workspace);
  return workspace.address();
}

ResetResult reset(const Context& context, Observer& observer) {
  ResetResult result;
  {
    Workspace workspace(context, Access::writes);
    refuse_protected(workspace);
    // What can't be rebuilt must not be dropped: the whole chain is replayed in a scratch database first.
    States states(workspace.driver(), context.project, workspace.settings(), workspace.environment(),
                  workspace.files());
    states.replay(workspace.files().tips());
    result.address = workspace.address();
    result.existed = workspace.database_exists();
    ConnectOptions options;
    options.lock_wait = workspace.settings().lock_wait;
    options.cancellation = context.cancellation;
    if (result.existed) workspace.driver().drop_database(workspace.environment()->url, options);
  }
  result.outcome = rebuild(context, observer).outcome;
  result.seeds = load_seeds(context);
  return result;
}

}  // namespace retort::command
