#include "command/list_templates.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_list_templates(Invocation& invocation, const Call&) {
  const Output& output = invocation.output;
  if (output.json) {
    Json json = Json::array();
    for (const command::ProjectTemplate& one : command::list_templates())
      json.push_back({{"name", one.name}, {"synopsis", one.synopsis}});
    print_json(output, {{"templates", json}});
    return 0;
  }
  output.line("Available templates:\n");
  for (const command::ProjectTemplate& one : command::list_templates())
    output.line(fmt::format("{} - {}", one.name, one.synopsis));
  output.line("\nTemplates are used via the 'init' command, e.g.:\n\n  retort init --template sql");
  return 0;
}

}  // namespace

Verb list_templates_verb() {
  Verb verb;
  verb.name = "list-templates";
  verb.summary = "List what `init --template` takes";
  verb.examples = {{"retort list-templates", "the templates, one a line"}};
  verb.in_project = false;
  verb.run = run_list_templates;
  return verb;
}

}  // namespace retort::cli
