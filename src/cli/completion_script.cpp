// Scripts for the shells' own completion, made from verbs(): nothing is asked of the program while somebody types.
#include "cli/completion_script.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "cli/verb.hpp"
#include "retort/error.hpp"

namespace retort::cli {

namespace {

// What may stand in an argument's place, where that is a closed set of words.
std::vector<std::string> argument_words(const Verb& verb) {
  std::vector<std::string> words;
  for (const Argument& argument : verb.arguments) {
    if (argument.name == "TARGET" || argument.name == "REV") words = {"head", "base", "current"};
    if (argument.name == "A" || argument.name == "SOURCE") words = {"models", "chain", "database", "empty"};
    if (argument.name == "SHELL") words = {"bash", "zsh", "fish"};
    if (argument.name == "COMMAND")
      for (const Verb& other : verbs()) words.emplace_back(other.name);
  }
  return words;
}

std::vector<std::string> long_names(const std::vector<Option>& options) {
  std::vector<std::string> names;
  for (const Option& option : options) names.emplace_back(long_name(option));
  return names;
}

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

// bash's own arrays; zsh runs it through bashcompinit.
std::string bash_script() {
  std::string cases;
  for (const Verb& verb : verbs()) {
    std::vector<std::string> words = argument_words(verb);
    for (std::string& name : long_names(verb.options)) words.push_back(std::move(name));
    cases += fmt::format("    {}) words=\"{}\" ;;\n", verb.name, join(words, " "));
  }
  return fmt::format(
      "_retort() {{\n"
      "  local word verb='' words='' at\n"
      "  for ((at = 1; at < COMP_CWORD; at++)); do\n"
      "    word=${{COMP_WORDS[at]}}\n"
      "    case $word in\n"
      "      -c|--config|--env|--url|-x) ((at++)) ;;\n"
      "      -*) ;;\n"
      "      *) verb=$word; break ;;\n"
      "    esac\n"
      "  done\n"
      "  case $verb in\n"
      "    '') words=\"{}\" ;;\n"
      "{}"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words {}\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n"
      "}}\n"
      "complete -o default -F _retort retort\n",
      join(verb_names(), " "), cases, join(long_names(global_options()), " "));
}

std::string fish_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + '\'';
}

std::string fish_option(const Option& option, const std::string& condition) {
  std::string line = "complete -c retort" + condition;
  const std::string_view name = long_name(option);
  line += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
  if (option.names.size() > name.size()) line += fmt::format(" -s {}", option.names.substr(1, 1));
  if (!option.value.empty()) line += " -r";
  return line + " -d " + fish_quoted(option.help) + '\n';
}

std::string fish_script() {
  std::string text = "complete -c retort -f\n";
  for (const Option& option : global_options()) text += fish_option(option, "");
  for (const Verb& verb : verbs()) {
    text +=
        fmt::format("complete -c retort -n __fish_use_subcommand -a {} -d {}\n", verb.name, fish_quoted(verb.summary));
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", verb.name);
    const std::vector<std::string> words = argument_words(verb);
    if (!words.empty()) text += fmt::format("complete -c retort{} -a '{}'\n", condition, join(words, " "));
    for (const Option& option : verb.options) text += fish_option(option, condition);
  }
  return text;
}

}  // namespace

std::string completion_script(const std::string& shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script();
  if (shell == "fish") return fish_script();
  throw UsageError(fmt::format("there is no completion for {}", shell), std::nullopt,
                   "there is one for bash, zsh and fish");
}

}  // namespace retort::cli
