#include "command/heads.hpp"

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_heads(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const std::vector<command::RevisionInfo> heads =
      command::heads(invocation.context(), {call.flag("--resolve-dependencies")});
  if (output.json) {
    print_json(output, {{"heads", to_json(heads)}});
    return 0;
  }
  for (const command::RevisionInfo& head : heads)
    output.line(output.verbosity > 0 ? long_entry(output, head) : short_line(output, head, {true, false}));
  return 0;
}

}  // namespace

Verb heads_verb() {
  Verb verb;
  verb.name = "heads";
  verb.summary = "Show the newest revision of the files";
  verb.description =
      "Several, where branches were not merged; one that another branch's revision depends on is an effective head. "
      "Connects to no database.";
  verb.options = {{"--resolve-dependencies", "", "leave out what another revision depends on"}};
  verb.examples = {{"retort heads", "one line a head"}, {"retort heads -v", "with parent, path and header"}};
  verb.run = run_heads;
  return verb;
}

}  // namespace retort::cli
