// Reads the command line. The only file that includes CLI11, which costs seconds to compile.
//
// The verb is found first, by hand: the first word that is neither an option nor the value of a global one. Then one
// parser is built, from the data in verbs(): the global options and that verb's. So options may stand before or after
// the verb, and a verb's name may be an argument or a value without being taken for the verb.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "cli/call.hpp"
#include "retort/error.hpp"

namespace retort::cli {

namespace {

std::vector<std::string_view> names_of(const Option& option) {
  std::vector<std::string_view> names;
  for (std::string_view rest = option.names; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    names.push_back(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return names;
}

bool takes_next_word(const std::string& word) {
  for (const Option& option : global_options())
    for (const std::string_view name : names_of(option))
      if (name == word) return !option.value.empty();
  return false;
}

// The place of the verb, or the end.
std::size_t find_verb_word(const std::vector<std::string>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "--") return words.size();
    if (words[at].empty() || words[at][0] != '-') return at;
    if (takes_next_word(words[at])) ++at;
  }
  return words.size();
}

std::vector<std::string_view> all_option_names(const Verb* verb) {
  std::vector<std::string_view> names;
  for (const Option& option : global_options())
    for (const std::string_view name : names_of(option)) names.push_back(name);
  if (verb)
    for (const Option& option : verb->options)
      for (const std::string_view name : names_of(option)) names.push_back(name);
  return names;
}

std::string help_command(const Verb* verb) {
  return verb ? fmt::format("retort help {}", verb->name) : std::string("retort help");
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known, const Verb* verb) {
  const std::vector<std::string> near = nearest(word, known, word.size() < 5 ? 1 : 2);
  if (near.empty()) return help_command(verb);
  return fmt::format("did you mean {}?", near.front());
}

[[noreturn]] void refuse_extra(const std::string& word, const Verb* verb) {
  if (word.starts_with('-')) {
    const std::string name = word.substr(0, word.find('='));
    throw UsageError(fmt::format("{} has no option {}", verb ? std::string(verb->name) : "retort", name), std::nullopt,
                     suggestion(name, all_option_names(verb), verb));
  }
  throw UsageError(fmt::format("{} takes no argument '{}'", verb->name, word), std::nullopt, help_command(verb));
}

void check_arguments(const Verb& verb, const std::vector<std::string>& given) {
  std::size_t least = 0;
  std::size_t most = 0;
  for (const Argument& argument : verb.arguments) {
    if (given.size() < least + static_cast<std::size_t>(argument.min))
      throw UsageError(fmt::format("{} needs {}", verb.name, argument.name), std::nullopt,
                       fmt::format("for example: {}", verb.examples.front().command));
    least += static_cast<std::size_t>(argument.min);
    most = argument.max < 0 ? given.size() : most + static_cast<std::size_t>(argument.max);
  }
  if (given.size() > most) refuse_extra(given[most], &verb);
}

struct Bound {
  const Option* option;
  CLI::Option* parsed;
};

Bound bind(CLI::App& app, const Option& option) {
  if (option.value.empty()) return {&option, app.add_flag(std::string(option.names))};
  CLI::Option* parsed = app.add_option(std::string(option.names));
  parsed->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
  return {&option, parsed};
}

void check_repeats(const Bound& bound) {
  if (bound.option->repeatable || bound.option->value.empty() || bound.parsed->count() <= 1) return;
  throw UsageError(fmt::format("{} is given {} times", long_name(*bound.option), bound.parsed->count()));
}

}  // namespace

Call parse_call(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = arguments;
  Call call;
  const std::size_t at = find_verb_word(words);
  if (at < words.size()) {
    call.verb = &verb_named(words[at]);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  }
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Bound> bounds;
  for (const Option& option : global_options()) bounds.push_back(bind(app, option));
  if (call.verb)
    for (const Option& option : call.verb->options) bounds.push_back(bind(app, option));
  std::vector<std::string> positional;
  app.add_option("arguments", positional)->expected(0, -1);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();
    throw UsageError(fmt::format("{} needs a value", text.substr(0, text.find(':'))), std::nullopt,
                     help_command(call.verb));
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what(), std::nullopt, help_command(call.verb));
  }
  for (const std::string& word : app.remaining())
    if (word != "--") refuse_extra(word, call.verb);  // all that is behind it is arguments
  for (const Bound& bound : bounds) {
    check_repeats(bound);
    if (bound.parsed->count() == 0) continue;
    std::vector<std::string> values =
        bound.option->value.empty() ? std::vector<std::string>(bound.parsed->count()) : bound.parsed->results();
    call.add(std::string(long_name(*bound.option)), std::move(values));
  }
  if (call.flag("--help")) {
    call.set_arguments(call.verb ? std::vector<std::string>{std::string(call.verb->name)} : std::vector<std::string>{});
    call.verb = find_verb("help");
    return call;
  }
  if (call.verb && !call.flag("--version")) check_arguments(*call.verb, positional);
  call.set_arguments(std::move(positional));
  return call;
}

}  // namespace retort::cli
