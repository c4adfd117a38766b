#include "command/reset.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/ask.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

void confirm(const Invocation& invocation, const Call& call, const std::string& address) {
  if (call.flag("--yes")) return;
  if (!invocation.output.terminal || invocation.output.json)
    throw UsageError(fmt::format("reset would drop {} and all that it holds", address), std::nullopt,
                     "say so: retort reset --yes");
  if (!ask_yes_no(invocation, fmt::format("Drop {} and all that it holds?", address)))
    throw Interrupted("nothing was dropped");
}

int run_reset(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const Context context = invocation.context();
  confirm(invocation, call, command::reset_address(context));
  Progress progress(output);
  const command::ResetResult result = command::reset(context, progress);
  if (output.json) {
    Json json = to_json(result.outcome);
    json["database"] = result.address;
    json["existed"] = result.existed;
    json["seeds"] = result.seeds;
    print_json(output, json);
    return 0;
  }
  for (const std::string& seed : result.seeds) output.tell("Loading " + seed);
  return 0;
}

}  // namespace

Verb reset_verb() {
  Verb verb;
  verb.name = "reset";
  verb.summary = "Drop the database, make it anew and load the seeds";
  verb.description =
      "For databases that nobody misses: refused in a protected environment. Asks on a terminal; elsewhere it needs "
      "--yes. The "
      "revisions are tried on a scratch database before anything is dropped.";
  verb.options = {{"-y,--yes", "", "don't ask"}};
  verb.examples = {{"retort reset --yes", "a fresh database, with seeds"}};
  verb.run = run_reset;
  return verb;
}

}  // namespace retort::cli
