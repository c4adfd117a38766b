#include "cli/help_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort::cli {

namespace {

// Breaks at spaces; lines after the first are indented.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find(' ', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(at, end - at);
    if (column > 0 && column + 1 + word.size() > width) {
      result += '\n' + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
    at = std::min(text.size(), end + 1);
  }
  return result;
}

struct Line {
  std::string left, right;
};

std::string two_columns(const std::vector<Line>& lines) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, line.left.size());
  std::string text;
  for (const Line& line : lines)
    text += fmt::format("  {:<{}}  {}\n", line.left, width, wrapped(line.right, 96 - width, width + 4));
  return text;
}

std::string options_text(const std::vector<Option>& options) {
  std::vector<Line> lines;
  for (const Option& option : options) lines.push_back({option_usage(option), option_help(option)});
  return two_columns(lines);
}

std::string paragraphs(std::string_view text) {
  std::string result;
  for (const std::string_view line : split_lines(text)) result += wrapped(line, 100, 0) + '\n';
  return result;
}

std::string exits_text(const Verb& verb) {
  return verb.exits.empty() ? std::string() : fmt::format("Exit status {}.", verb.exits);
}

std::string verb_markdown(const Verb& verb) {
  std::string text = fmt::format("## {}\n\n{}.\n\n```\n{}\n```\n", verb.name, verb.summary, usage_line(verb));
  if (!verb.description.empty()) text += fmt::format("\n{}", paragraphs(verb.description));
  if (!verb.arguments.empty() || !verb.options.empty()) text += "\n| | |\n|---|---|\n";
  for (const Argument& argument : verb.arguments) text += fmt::format("| `{}` | {} |\n", argument.name, argument.help);
  for (const Option& option : verb.options)
    text += fmt::format("| `{}` | {} |\n", option_usage(option), option_help(option));
  text += "\n```sh\n";
  for (const Example& example : verb.examples) text += fmt::format("{}   # {}\n", example.command, example.says);
  text += "```\n";
  if (!verb.exits.empty()) text += '\n' + wrapped(exits_text(verb), 100, 0) + '\n';
  return text;
}

}  // namespace

const std::vector<std::pair<std::string_view, std::string_view>>& exit_statuses() {
  static const std::vector<std::pair<std::string_view, std::string_view>> all = {
      {"0", "done"},
      {"1", "a difference or a finding; a rename that is not decided"},
      {"2", "the call or a project file is wrong"},
      {"3", "the database refused, or could not be reached"},
      {"4", "the lock was not free in time"},
      {"5", "a migration failed while it ran; the message says what is applied"},
      {"130", "interrupted"},
  };
  return all;
}

std::string option_usage(const Option& option) {
  std::string names(option.names);
  const std::size_t comma = names.find(',');
  if (comma != std::string::npos) names.insert(comma + 1, " ");
  return option.value.empty() ? names : fmt::format("{} {}", names, option.value);
}

std::string option_help(const Option& option) {
  return option.repeatable ? fmt::format("{}; may be repeated", option.help) : std::string(option.help);
}

std::string usage_line(const Verb& verb) {
  std::string text = fmt::format("retort {}", verb.name);
  if (!verb.options.empty()) text += " [OPTIONS]";
  for (const Argument& argument : verb.arguments) {
    const std::string name = std::string(argument.name) + (argument.max < 0 ? "..." : "");
    text += argument.min == 0 ? fmt::format(" [{}]", name) : ' ' + name;
  }
  return text;
}

std::string overview_text() {
  std::vector<Line> commands;
  for (const Verb& verb : verbs()) commands.push_back({std::string(verb.name), std::string(verb.summary)});
  return "Retort keeps a database's schema in step with the models that describe it.\n\n"
         "Usage: retort [OPTIONS] COMMAND ...\n\nCommands:\n" +
         two_columns(commands) + "\nOptions, before or after the command:\n" + options_text(global_options()) +
         "\nretort help COMMAND says more. A bare retort says where you are and what comes next.\n";
}

std::string verb_text(const Verb& verb) {
  std::string text = fmt::format("{}.\n\nUsage: {}\n", verb.summary, usage_line(verb));
  if (!verb.description.empty()) text += '\n' + paragraphs(verb.description);
  std::vector<Line> arguments;
  for (const Argument& argument : verb.arguments)
    arguments.push_back({std::string(argument.name), std::string(argument.help)});
  if (!arguments.empty()) text += "\nArguments:\n" + two_columns(arguments);
  if (!verb.options.empty()) text += "\nOptions:\n" + options_text(verb.options);
  text += "\nExamples:\n";
  for (const Example& example : verb.examples) text += fmt::format("  {}\n      {}\n", example.command, example.says);
  if (!verb.exits.empty()) text += '\n' + wrapped(exits_text(verb), 100, 0) + '\n';
  return text;
}

std::string commands_page() {
  std::string text =
      "# Commands\n\n<!-- Written by `retort help --markdown`; a test compares. Change it in src/cli. -->\n\n"
      "Where Alembic has a command, a flag, a term or an output line, Retort uses the same one. `list_templates` and\n"
      "`ensure_version` may be spelled with an underscore, as there. For people: `check` compares, `verify` proves, "
      "`status` tells.\n\n"
      "A bare `retort` says where you are and what comes next. `retort help COMMAND` prints the facts below.\n\n"
      "Results go to stdout; progress, questions, warnings and errors to stderr. With `--json`, stdout has exactly one "
      "JSON\n"
      "document, for errors too: `{\"error\": {\"kind\": …, \"message\": …, \"where\": …, \"hint\": …, "
      "\"exit_status\": …}}`.\n\n"
      "## Exit status\n\n| | |\n|---|---|\n";
  for (const auto& [status, meaning] : exit_statuses()) text += fmt::format("| {} | {} |\n", status, meaning);
  text += "\n## Options of every command\n\n| | |\n|---|---|\n";
  for (const Option& option : global_options())
    text += fmt::format("| `{}` | {} |\n", option_usage(option), option_help(option));
  for (const Verb& verb : verbs()) text += '\n' + verb_markdown(verb);
  return text;
}

}  // namespace retort::cli
