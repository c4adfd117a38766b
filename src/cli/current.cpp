#include "command/current.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

void print_current(const Output& output, command::CurrentResult result) {
  if (output.verbosity > 0) output.line(fmt::format("Current revision(s) for {}:", result.address));
  // That it is current goes without saying here, as in Alembic.
  for (command::RevisionInfo& info : result.current) {
    info.is_current = false;
    output.line(output.verbosity > 0 ? long_entry(output, info) : short_line(output, info));
  }
  for (const command::RevisionInfo& info : result.partial)
    output.line(output.paint(Colour::red, fmt::format("({})", partly_applied(info))));
  if (!result.database_exists) output.tell(fmt::format("{} does not exist yet", result.address));
}

int run_current(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const command::CurrentResult result = command::current(invocation.context());
  if (output.json)
    print_json(output, {{"database", result.address},
                        {"exists", result.database_exists},
                        {"current", to_json(result.current)},
                        {"partly_applied", to_json(result.partial)},
                        {"at_heads", result.at_heads}});
  else
    print_current(output, result);
  if (!call.flag("--check-heads") || result.at_heads) return 0;
  if (!output.json) output.warn("Database is not on all head revisions");
  return 1;
}

}  // namespace

Verb current_verb() {
  Verb verb;
  verb.name = "current";
  verb.summary = "Show what revision the database is at";
  verb.description = "Prints nothing where it is at base.";
  verb.options = {{"--check-heads", "", "end with status 1 where the database is not at the head"}};
  verb.examples = {{"retort current", "3f2a9c1b7d04 (head)"}, {"retort current --check-heads", "for a health check"}};
  verb.exits = "1: with --check-heads, where the database is not at the head";
  verb.run = run_current;
  return verb;
}

}  // namespace retort::cli
