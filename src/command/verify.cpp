#include "command/verify.hpp"

#include "command/workspace.hpp"
#include "project/git.hpp"

namespace retort::command {

VerifyReport verify(const Context& context, const VerifyOptions& options) {
  Workspace workspace(context, Access::offline);
  const Settings& settings = workspace.settings();
  Published published;
  if (settings.revisions.empty())
    published.why_not = "the revisions are compiled in";
  else
    published = published_files(settings.revisions, settings.main_branch);
  return retort::verify(workspace.states(), workspace.driver(), workspace.files(), settings, published, options);
}

}  // namespace retort::command
