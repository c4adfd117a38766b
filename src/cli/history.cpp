#include "command/history.hpp"

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_history(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const auto revisions =
      command::history(invocation.context(), {call.value("--rev-range"), call.flag("--indicate-current")});
  if (output.json) {
    print_json(output, {{"revisions", to_json(revisions)}});
    return 0;
  }
  for (const command::RevisionInfo& revision : revisions)
    output.line(output.verbosity > 0 ? long_entry(output, revision) : history_line(output, revision));
  return 0;
}

}  // namespace

Verb history_verb() {
  Verb verb;
  verb.name = "history";
  verb.summary = "List the revisions, newest first";
  verb.description = "Connects to a database only for -i, and where the range names `current` or counts from it.";
  verb.options = {{"-r,--rev-range", "A:B", "only these, both ends included; either may be left out"},
                  {"-i,--indicate-current", "", "mark what the database is at, and what is pending"}};
  verb.examples = {{"retort history", "parent -> revision, message"},
                   {"retort history -i", "with (current) and (pending)"},
                   {"retort history -r current:head", "from what the database is at"}};
  verb.run = run_history;
  return verb;
}

}  // namespace retort::cli
