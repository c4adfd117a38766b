#include <fmt/format.h>

#include "base/ascii.hpp"
#include "cli/help_text.hpp"
#include "retort/version.hpp"

namespace retort::cli {

namespace {

// Text that roff takes as it is: `-` would print as a hyphen, which no shell knows.
std::string literal(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '-')
      result += "\\-";
    else if (c == '\\')
      result += "\\e";
    else
      result += c;
  }
  // At the beginning of a line these two begin a request.
  if (!result.empty() && (result.front() == '.' || result.front() == '\'')) result.insert(0, "\\&");
  return result;
}

std::string tagged(std::string_view tag, std::string_view text) {
  return fmt::format(".TP\n.B {}\n{}\n", literal(tag), literal(text));
}

std::string verb_section(const Verb& verb) {
  std::string text =
      fmt::format(".SS {}\n{}.\n.PP\n.B {}\n", literal(verb.name), literal(verb.summary), literal(usage_line(verb)));
  for (const std::string_view line : split_lines(verb.description))
    if (!line.empty()) text += fmt::format(".PP\n{}\n", literal(line));
  for (const Argument& argument : verb.arguments) text += tagged(argument.name, argument.help);
  for (const Option& option : verb.options) text += tagged(option_usage(option), option_help(option));
  for (const Example& example : verb.examples)
    text += fmt::format(".PP\n{}:\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE\n", literal(example.says), literal(example.command));
  if (!verb.exits.empty()) text += fmt::format(".PP\nExit status {}.\n", literal(verb.exits));
  return text;
}

}  // namespace

std::string manual_page() {
  std::string text = fmt::format(
      ".TH RETORT 1 \"\" \"retort {}\" \"User Commands\"\n.SH NAME\n"
      "retort \\- keep a database's schema in step with the models that describe it\n"
      ".SH SYNOPSIS\n.B retort\n[OPTIONS] COMMAND ...\n.SH DESCRIPTION\n"
      "A bare retort says where you are and what comes next.\n.SH OPTIONS\nBefore or after the command:\n",
      version());
  for (const Option& option : global_options()) text += tagged(option_usage(option), option_help(option));
  text += ".SH COMMANDS\n";
  for (const Verb& verb : verbs()) text += verb_section(verb);
  text += ".SH EXIT STATUS\n";
  for (const auto& [status, meaning] : exit_statuses()) text += tagged(status, meaning);
  text += ".SH FILES\n" + tagged("retort.toml", "the project, here or in a folder above") + ".SH ENVIRONMENT\n" +
          tagged("RETORT_ENV", "the environment of the project, where --env names none");
  return text;
}

}  // namespace retort::cli
