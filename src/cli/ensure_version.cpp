#include "command/ensure_version.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/offline_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_ensure_version(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  if (call.flag("--sql")) return print_script(output, command::ensure_version_sql(invocation.context()));
  const command::EnsureVersionResult result = command::ensure_version(invocation.context());
  if (output.json)
    print_json(output,
               {{"database", result.address}, {"version_table", result.version_table}, {"created", result.created}});
  else if (result.created)
    output.tell(fmt::format("Created {} in {}", result.version_table, result.address));
  return 0;
}

}  // namespace

Verb ensure_version_verb() {
  Verb verb;
  verb.name = "ensure-version";
  verb.summary = "Make the version table and the journal where they are missing";
  verb.options = {sql_option()};
  verb.examples = {{"retort ensure-version", "before the role that migrates may create nothing"}};
  verb.run = run_ensure_version;
  return verb;
}

}  // namespace retort::cli
