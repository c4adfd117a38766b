#include <ostream>

#include "cli/help_text.hpp"
#include "cli/invocation.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_help(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  if (call.flag("--markdown")) {
    *output.out << commands_page();
    return 0;
  }
  if (call.flag("--man")) {
    *output.out << manual_page();
    return 0;
  }
  if (call.arguments().empty()) {
    *output.out << overview_text();
    return 0;
  }
  *invocation.output.out << verb_text(verb_named(call.arguments().front()));
  return 0;
}

}  // namespace

Verb help_verb() {
  Verb verb;
  verb.name = "help";
  verb.summary = "Say what a command does, with examples";
  verb.arguments = {{"COMMAND", "of which; all of them, one line each, if left out", 0, 1}};
  verb.options = {{"--markdown", "", "all of it as docs/commands.md"},
                  {"--man", "", "all of it as a manual page, for man"}};
  verb.examples = {{"retort help revision", "flags, examples, exit statuses"}};
  verb.in_project = false;
  verb.run = run_help;
  return verb;
}

}  // namespace retort::cli
