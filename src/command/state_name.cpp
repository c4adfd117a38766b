#include "command/state_name.hpp"

namespace retort::command {

namespace {

bool needs_database(const std::string& name) { return name == "database" || name == "chain@current"; }

}  // namespace

Access access_for(const std::string& a, const std::string& b) {
  return needs_database(a) || needs_database(b) ? Access::reads : Access::offline;
}

Source parse_state(Workspace& workspace, const std::string& text) {
  if (text == "chain@current") return ChainSource{workspace.applied().heads};
  return workspace.states().parse(text);
}

}  // namespace retort::command
