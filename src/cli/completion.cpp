#include <fmt/format.h>

#include <ostream>

#include "cli/completion_script.hpp"
#include "cli/invocation.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_completion(Invocation& invocation, const Call& call) {
  *invocation.output.out << completion_script(call.arguments().front());
  return 0;
}

}  // namespace

Verb completion_verb() {
  Verb verb;
  verb.name = "completion";
  verb.summary = "Print a script that completes commands and flags in your shell";
  verb.arguments = {{"SHELL", "bash, zsh or fish", 1, 1}};
  verb.examples = {{"eval \"$(retort completion bash)\"", "in ~/.bashrc"},
                   {"eval \"$(retort completion zsh)\"", "in ~/.zshrc, after compinit"},
                   {"retort completion fish | source", "in config.fish"}};
  verb.in_project = false;
  verb.run = run_completion;
  return verb;
}

}  // namespace retort::cli
