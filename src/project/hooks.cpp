#include "project/hooks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "base/ascii.hpp"
#include "project/key_suggestion.hpp"
#include "project/process.hpp"
#include "project/settings.hpp"

namespace retort {

namespace {

constexpr std::size_t kShownOutput = 4000;
constexpr int kSignal = 128;  // what run_process adds to the number of a signal

[[noreturn]] void wrong(const ConfigNode& node, const std::string& problem, std::string hint = {}) {
  throw ProjectError(problem, node.where, std::move(hint));
}

std::string string_of(const ConfigNode& node, std::string_view key) {
  if (node.type != ConfigNode::Type::string)
    wrong(node, fmt::format("'{}' of a hook must be a string, and is {}", key, node.type_name));
  if (node.text.empty()) wrong(node, fmt::format("'{}' of a hook is empty", key));
  return node.text;
}

Hook::On event_of(const ConfigNode& node) {
  const std::string text = string_of(node, "on");
  if (text == "written") return Hook::On::written;
  if (text == "before") return Hook::On::before;
  if (text == "after") return Hook::On::after;
  wrong(node, fmt::format("'on' of a hook is \"{}\"", text), "\"written\", \"before\" or \"after\"");
}

/// The next {name} or {{name}} from `at`; none at the end. Braces around anything else are the command's own.
struct Placeholder {
  std::size_t begin, end;
  std::string name;
  bool is_escaped;
};
std::optional<Placeholder> next_placeholder(std::string_view text, std::size_t at) {
  for (; (at = text.find('{', at)) != std::string_view::npos; ++at) {
    const bool twice = text.substr(at, 2) == "{{";
    const std::size_t start = at + (twice ? 2 : 1);
    std::size_t end = start;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_')) ++end;
    if (end == start || text.substr(end, twice ? 2 : 1) != (twice ? "}}" : "}")) continue;
    return Placeholder{at, end + (twice ? 2 : 1), std::string(text.substr(start, end - start)), twice};
  }
  return std::nullopt;
}

/// A variable's value would stand in the list of processes, and in messages.
std::string without_variables(const ConfigNode& node) {
  if (has_variable(node.text))
    wrong(node, fmt::format("a hook's command holds a variable: {}", node.text),
          "the command finds variables in its environment: [\"/bin/sh\", \"-c\", \"… \\\"$NAME\\\"\"]; $${ stands for "
          "the two characters themselves");
  std::string text;
  for (std::size_t at = 0; at < node.text.size(); ++at)
    if (node.text.compare(at, 3, "$${") != 0) text += node.text[at];
  return text;
}

std::vector<std::string> command_of(const ConfigNode& node) {
  if (node.type != ConfigNode::Type::array || node.items.empty())
    wrong(node,
          fmt::format("'command' of a hook must be a list of arguments, and is {}",
                      node.items.empty() && node.type == ConfigNode::Type::array ? "empty" : node.type_name),
          "[\"program\", \"argument\", \"{path}\"]: no shell reads it");
  std::vector<std::string> command;
  for (const ConfigNode& item : node.items) {
    if (item.type != ConfigNode::Type::string)
      wrong(item, fmt::format("'command' of a hook must be a list of strings, and holds {}", item.type_name));
    if (item.text.find('\0') != std::string::npos) wrong(item, "'command' of a hook holds a NUL");
    command.push_back(without_variables(item));
  }
  if (command.front().empty()) wrong(node.items.front(), "'command' of a hook names no program");
  return command;
}

void check_placeholders(const Hook& hook, const ConfigNode& command) {
  std::vector<std::string> known = {"path", "revision"};
  if (hook.on != Hook::On::written) known.emplace_back("direction");
  for (std::size_t i = 0; i < hook.command.size(); ++i) {
    std::size_t at = 0;
    while (const auto found = next_placeholder(hook.command[i], at)) {
      at = found->end;
      if (found->is_escaped || std::find(known.begin(), known.end(), found->name) != known.end()) continue;
      wrong(command.items[i], fmt::format("'command' of a hook has an unknown placeholder {{{}}}", found->name),
            fmt::format("known are {{{}}}; {{{{{}}}}} stands for the word in braces itself", join(known, "}, {"),
                        found->name));
    }
  }
}

Hook read_hook(const ConfigNode& table, const SettingsContext& context) {
  if (table.type != ConfigNode::Type::table)
    wrong(table, fmt::format("'hooks' must be a list of tables, and holds {}", table.type_name),
          "write [[hooks]], and its keys below");
  Hook hook;
  hook.where = table.where;
  hook.folder = context.folder;
  const ConfigNode* command = nullptr;
  for (const ConfigNode& member : table.members) {
    if (member.key == "name") {
      hook.name = string_of(member, "name");
    } else if (member.key == "on") {
      hook.on = event_of(member);
    } else if (member.key == "cwd") {
      hook.folder = (context.folder / string_of(member, "cwd")).lexically_normal();
    } else if (member.key == "command") {
      command = &member;
      hook.command = command_of(member);
    } else {
      wrong(member, fmt::format("unknown key '{}' in [[hooks]]", member.key),
            key_suggestion(member.key, {"name", "on", "command", "cwd"}));
    }
  }
  if (command == nullptr) wrong(table, "a hook has no command", "command = [\"program\", \"argument\", \"{path}\"]");
  if (hook.name.empty()) hook.name = std::filesystem::path(hook.command.front()).filename().string();
  check_placeholders(hook, *command);
  return hook;
}

std::string filled(std::string_view text, const HookSubject& subject) {
  std::string result;
  std::size_t at = 0;
  while (const auto found = next_placeholder(text, at)) {
    result += text.substr(at, found->begin - at);
    if (found->is_escaped)
      result += '{' + found->name + '}';
    else if (found->name == "path")
      result += subject.path.string();
    else if (found->name == "revision")
      result += subject.revision;
    else
      result += subject.direction ? to_string(*subject.direction) : std::string_view();
    at = found->end;
  }
  return result.append(text.substr(at));
}

ProcessResult start(const Hook& hook, const std::vector<std::string>& arguments, const HookSubject& subject) {
  std::error_code failure;
  if (!std::filesystem::is_directory(hook.folder, failure)) {
    ProcessResult none;
    none.errors = fmt::format("there is no folder {}", hook.folder.string());
    return none;
  }
  ProcessOptions options;
  options.folder = hook.folder;
  options.cancellation = subject.cancellation;
  options.environment["RETORT_PATH"] = subject.path.string();
  options.environment["RETORT_REVISION"] = subject.revision;
  options.environment["RETORT_ENV"] = subject.environment;
  options.environment["RETORT_DIRECTION"] = std::nullopt;
  if (subject.direction) options.environment["RETORT_DIRECTION"] = std::string(to_string(*subject.direction));
  return run_process(arguments, options);
}

std::string how_it_ended(const ProcessResult& result) {
  if (!result.started) return "could not be started: " + result.errors;
  if (result.status > kSignal)
    return fmt::format("was ended by signal {} ({})", result.status - kSignal, ::strsignal(result.status - kSignal));
  return fmt::format("ended with status {}", result.status);
}

/// The end of it, where it is long: what went wrong stands there.
std::string shown(std::string_view output) {
  const bool cut = output.size() > kShownOutput;
  if (cut) {
    const std::size_t line = output.find('\n', output.size() - kShownOutput);
    output.remove_prefix(line == std::string_view::npos ? output.size() - kShownOutput : line + 1);
  }
  std::string text = cut ? "\n    …" : "";
  for (const std::string_view line : split_lines(output)) text += fmt::format("\n    {}", line);
  return text;
}

}  // namespace

std::vector<Hook> read_hooks(const ConfigNode& node, const SettingsContext& context) {
  if (node.type != ConfigNode::Type::array)
    wrong(node, fmt::format("'hooks' must be a list of tables, and is {}", node.type_name),
          "write [[hooks]], with two brackets, and its keys below");
  std::vector<Hook> hooks;
  for (const ConfigNode& item : node.items) hooks.push_back(read_hook(item, context));
  return hooks;
}

std::string run_hook(const Hook& hook, const HookSubject& subject, const std::string& standing,
                     const std::string& next) {
  std::vector<std::string> arguments;
  for (const std::string& argument : hook.command) arguments.push_back(filled(argument, subject));
  const ProcessResult result = start(hook, arguments, subject);
  const std::string output = result.started ? result.output + result.errors : std::string();
  if (result.started && result.status == 0) return output;
  throw HookFailed(fmt::format("hook '{}' {}\n    $ {}{}\n{}", hook.name, how_it_ended(result), join(arguments, " "),
                               shown(output), standing),
                   hook.where, next);
}

}  // namespace retort
