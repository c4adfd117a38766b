#include "command/dump.hpp"

#include <nlohmann/json.hpp>

#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"
#include "schema/json.hpp"

namespace retort::cli {

namespace {

int run_dump(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const std::vector<std::string>& arguments = call.arguments();
  const command::DumpResult result =
      command::dump(invocation.context(), arguments.front(), {arguments.begin() + 1, arguments.end()});
  if (output.json) {
    print_json(output, {{"schema", retort::to_json(result.schema)}, {"sql", result.statements}});
    return 0;
  }
  bool first = true;
  for (const std::string& statement : result.statements) {
    if (!first) output.line();
    first = false;
    output.line(statement + ";");
  }
  for (const NotCovered& object : result.schema.not_covered)
    output.warn(output.paint_err(Colour::yellow, "warning:") + " not read: " + object.kind + " '" +
                object.name.to_string() + "': " + object.reason);
  return 0;
}

}  // namespace

Verb dump_verb() {
  Verb verb;
  verb.name = "dump";
  verb.summary = "Print a state's schema as SQL that loads back";
  verb.description =
      "SOURCE is models, chain, chain@REV, chain@current, database, a .sql file, a URL. A table comes with its indexes "
      "and "
      "triggers. Reads only.";
  verb.arguments = {{"SOURCE", "the state to print", 1, 1},
                    {"NAME", "only these tables, views, triggers or indexes", 0, -1}};
  verb.examples = {{"retort dump database", "what is really there"},
                   {"retort dump chain@head orders", "one table, as the revisions make it"}};
  verb.run = run_dump;
  return verb;
}

}  // namespace retort::cli
