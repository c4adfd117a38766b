#include "command/merge.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/hook_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_merge(Invocation& invocation, const Call& call) {
  command::MergeOptions options;
  options.revisions = call.arguments();
  options.message = call.value("--message").value_or("");
  options.branch_labels = call.all("--branch-label");
  options.id = call.value("--rev-id");
  const command::RevisionResult result = command::merge(invocation.context(), options);
  const std::string path = std::filesystem::proximate(result.path, invocation.working_directory).string();
  if (invocation.output.json)
    print_json(invocation.output,
               {{"status", "written"}, {"id", result.id}, {"revises", result.revises}, {"path", path}});
  else
    invocation.output.line(fmt::format("Generating {} ... done", path));
  for (const command::HookRun& hook : result.hooks) tell_hook(invocation.output, hook.name, hook.output);
  return 0;
}

}  // namespace

Verb merge_verb() {
  Verb verb;
  verb.name = "merge";
  verb.summary = "Write a revision that makes several heads one line again";
  verb.description = "The new revision changes nothing itself: it only stands on all of them. Connects to no database.";
  verb.arguments = {{"HEAD", "the heads to merge: ids, label@head, or heads for all of them", 1, -1}};
  verb.options = {{"-m,--message", "MSG", "one line; \"merge A and B\" if left out"},
                  {"--branch-label", "LABEL", "a name for what begins with it", true},
                  {"--rev-id", "ID", "the new revision's id, in place of a random one"}};
  verb.examples = {{"retort merge heads", "all heads"}, {"retort merge -m \"both branches\" 3f2a 9e1b", "two of them"}};
  verb.exits = "5: a hook failed; the file is written, and stays";
  verb.run = run_merge;
  return verb;
}

}  // namespace retort::cli
