#include "command/repair.hpp"

#include "command/workspace.hpp"

namespace retort::command {

RepairResult repair(const Context& context, const std::string& symbol, RepairAs as) {
  Workspace workspace(context, Access::writes);
  RepairResult result;
  result.address = workspace.address();
  result.revision = workspace.graph().get(symbol).id;
  result.outcome = retort::repair(workspace.files(), result.revision, as, workspace.driver(), workspace.connection(),
                                  workspace.run_options());
  return result;
}

}  // namespace retort::command
