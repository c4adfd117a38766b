#include "command/repair.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

RepairAs repair_as(const Call& call) {
  const std::string as = call.value("--as").value_or("");
  if (as == "applied") return RepairAs::applied;
  if (as == "unapplied") return RepairAs::unapplied;
  throw UsageError(as.empty() ? "repair needs --as" : fmt::format("--as {}: it takes applied or unapplied", as),
                   std::nullopt, "--as applied: all that it does is there; --as unapplied: nothing of it is");
}

int run_repair(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const RepairAs as = repair_as(call);
  const command::RepairResult result = command::repair(invocation.context(), call.arguments().front(), as);
  const Heads& after = result.outcome.after;
  if (output.json) {
    Json json = to_json(result.outcome);
    json["database"] = result.address;
    json["revision"] = result.revision;
    print_json(output, json);
    return 0;
  }
  for (const std::string& warning : result.outcome.warnings) output.warn("warning: " + warning);
  output.tell(fmt::format("{} counts as {}: {} is at {}", result.revision,
                          as == RepairAs::applied ? "applied" : "not applied", result.address,
                          join_ids({after.begin(), after.end()}, "<base>")));
  return 0;
}

}  // namespace

Verb repair_verb() {
  Verb verb;
  verb.name = "repair";
  verb.summary = "Say how a partly applied revision stands, once it was put right by hand";
  verb.description =
      "For a revision of which some steps ran and the rest can't: bring the database to where the revision is whole, "
      "or "
      "gone, and say which. Also for an applied file that was edited on purpose: --as applied takes it as what ran.";
  verb.arguments = {{"REV", "an id or its beginning", 1, 1}};
  verb.options = {{"--as", "STATE", "applied: all that it does is there; unapplied: nothing of it is"}};
  verb.examples = {{"retort repair 3f2a --as applied", "the rest was run by hand"}};
  verb.run = run_repair;
  return verb;
}

}  // namespace retort::cli
