#include "command/show.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_show(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const std::vector<command::ShowResult> results = command::show(invocation.context(), call.arguments().front());
  if (output.json) {
    Json documents = Json::array();
    for (const command::ShowResult& result : results) {
      documents.push_back(to_json(result.revision));
      documents.back()["text"] = result.text;
    }
    print_json(output, documents.size() == 1 ? documents.front() : Json{{"revisions", documents}});
    return 0;
  }
  for (const command::ShowResult& result : results) {
    output.line(long_entry(output, result.revision));
    if (output.verbosity > 0) *output.out << result.text;
  }
  return 0;
}

}  // namespace

Verb show_verb() {
  Verb verb;
  verb.name = "show";
  verb.summary = "Show one revision";
  verb.arguments = {{"REV", "an id or its beginning, a label, head, heads, label@head, or current", 1, 1}};
  verb.examples = {{"retort show head", "its parent, path and header"},
                   {"retort show -v 3f2a", "with the file's text"}};
  verb.run = run_show;
  return verb;
}

}  // namespace retort::cli
