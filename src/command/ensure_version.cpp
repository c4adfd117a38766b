#include "command/ensure_version.hpp"

#include "command/workspace.hpp"

namespace retort::command {

EnsureVersionResult ensure_version(const Context& context) {
  Workspace workspace(context, Access::writes);
  EnsureVersionResult result{workspace.address(), workspace.names().version_table.to_string(), false};
  if (has_bookkeeping(workspace.connection(), workspace.names())) return result;
  ensure_bookkeeping(workspace.connection(), workspace.driver(), workspace.names());
  result.created = true;
  return result;
}

}  // namespace retort::command
