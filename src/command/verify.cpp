#include "command/verify.hpp"

#include "command/workspace.hpp"
#include "project/git.hpp"
#include "verify/round_trip.hpp"

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

VerifyReport prove(const Context& context, const std::string& target) {
  Workspace workspace(context, Access::offline);
  const Heads revisions = workspace.files().resolve(target, {});
  if (revisions.empty()) throw UsageError("there is no revision to prove", std::nullopt, "name one, or \"head\"");
  VerifyReport report;
  report.checks = prove_round_trips(workspace.states(), workspace.driver(), workspace.files(), revisions,
                                    workspace.states().seeds());
  return report;
}

}  // namespace retort::command
