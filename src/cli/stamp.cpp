#include "command/stamp.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/offline_text.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

std::string at_text(const Heads& heads) { return join_ids({heads.begin(), heads.end()}, "<base>"); }

int run_stamp(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  if (call.flag("--sql")) {
    return print_script(output, command::stamp_sql(invocation.context(), call.arguments(), call.flag("--purge"),
                                                   offline_options(call)));
  }
  const command::StampOptions options{call.arguments(), call.flag("--purge"), call.flag("--force")};
  const command::StampResult result = command::stamp(invocation.context(), options);
  if (output.json)
    print_json(output, {{"database", result.address},
                        {"stamped", result.stamped},
                        {"before", result.outcome.before},
                        {"target", result.target},
                        {"comparison", to_json(result.comparison)}});
  if (result.stamped) {
    const std::string from = join_ids({result.outcome.before.begin(), result.outcome.before.end()}, "");
    const std::string to = join_ids({result.target.begin(), result.target.end()}, "");
    output.tell(fmt::format("Running stamp_revision {} -> {}", from, to));
    return 0;
  }
  if (output.json) return 1;
  output.line(fmt::format("{} is not what {} makes. It differs by:", result.address, at_text(result.target)));
  print_operations(output, result.comparison);
  output.warn(fmt::format("  {} --force stamps it all the same; retort upgrade runs what is missing",
                          output.paint_err(Colour::cyan, "hint:")));
  return 1;
}

}  // namespace

Verb stamp_verb() {
  Verb verb;
  verb.name = "stamp";
  verb.summary = "Tell the database what it is at, without running anything";
  verb.description =
      "Compares first: where the database is not what the revisions up to TARGET make, the differences are named and "
      "nothing is stamped. Heads that are related to TARGET move there; those of other branches stay.";
  verb.arguments = {{"TARGET", "head, heads, base, an id or its beginning, label@TARGET", 1, -1}};
  verb.options = {{"--force", "", "stamp also where the database differs"},
                  {"--purge", "", "empty the version table first, whatever it says"},
                  sql_option(),
                  tag_option()};
  verb.examples = {{"retort stamp head", "a database that has it all already"},
                   {"retort stamp --purge head", "where the version table names revisions that nobody has"}};
  verb.exits = "1: the database differs; nothing is stamped";
  verb.run = run_stamp;
  return verb;
}

}  // namespace retort::cli
