#include "command/edit.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

std::string editor_of(const std::map<std::string, std::string>& environment) {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const auto found = environment.find(name);
    if (found != environment.end() && !found->second.empty()) return found->second;
  }
  return "vi";
}

/// On this terminal; the variable may name a command with flags. Returns its exit status.
int open_in(const std::string& editor, const std::string& path) {
  const std::string command = editor + " \"$1\"";
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", command.c_str(), "sh", path.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0)
    throw UsageError(fmt::format("{} can't be started: {}", editor, std::strerror(errno)));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int run_edit(Invocation& invocation, const Call& call) {
  const Context context = invocation.context();
  const std::string editor = editor_of(invocation.process_environment);
  const std::vector<std::filesystem::path> paths = command::files_to_edit(context, call.arguments().front());
  for (const std::filesystem::path& path : paths) {
    const int status = open_in(editor, path.string());
    if (status == 0) continue;
    throw UsageError(fmt::format("{} ended with status {}", editor, status), std::nullopt,
                     "VISUAL or EDITOR in the environment name another editor");
  }
  command::read_edited(context);
  if (!invocation.output.json) return 0;
  Json shown = Json::array();
  for (const std::filesystem::path& path : paths) shown.push_back(path.string());
  print_json(invocation.output, {{"edited", shown}});
  return 0;
}

}  // namespace

Verb edit_verb() {
  Verb verb;
  verb.name = "edit";
  verb.summary = "Open a revision file in an editor";
  verb.description =
      "The editor is what VISUAL or EDITOR in the environment says, else vi. The files are read again afterwards: what "
      "is "
      "wrong with them is said at once.";
  verb.arguments = {{"REV", "an id or its beginning, a label, head, heads, label@head, or current", 1, 1}};
  verb.examples = {{"retort edit head", "the newest one"}, {"retort edit current", "what the database is at"}};
  verb.run = run_edit;
  return verb;
}

}  // namespace retort::cli
