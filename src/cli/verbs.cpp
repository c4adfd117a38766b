#include "cli/verbs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "retort/error.hpp"

namespace retort::cli {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = {
      init_verb(),       list_templates_verb(), adopt_verb(),   revision_verb(),       merge_verb(),  squash_verb(),
      upgrade_verb(),    downgrade_verb(),      check_verb(),   verify_verb(),         status_verb(), plan_verb(),
      diff_verb(),       dump_verb(),           current_verb(), history_verb(),        heads_verb(),  branches_verb(),
      show_verb(),       edit_verb(),           stamp_verb(),   ensure_version_verb(), repair_verb(), reset_verb(),
      completion_verb(), help_verb(),
  };
  return all;
}

const Verb* find_verb(std::string_view name) {
  std::string spelled(name);
  std::replace(spelled.begin(), spelled.end(), '_', '-');
  for (const Verb& verb : verbs())
    if (verb.name == spelled) return &verb;
  return nullptr;
}

const Verb& verb_named(std::string_view name) {
  if (const Verb* verb = find_verb(name)) return *verb;
  std::vector<std::string_view> known;
  for (const Verb& verb : verbs()) known.push_back(verb.name);
  const std::vector<std::string> near = nearest(name, known, name.size() < 5 ? 1 : 2);
  throw UsageError(fmt::format("there is no command '{}'", name), std::nullopt,
                   near.empty() ? "retort help" : fmt::format("did you mean {}?", near.front()));
}

const std::vector<Option>& global_options() {
  static const std::vector<Option> all = {
      {"-c,--config", "FILE", "the project file; otherwise retort.toml here or in a folder above"},
      {"--env", "NAME", "the environment of the project file to work on; otherwise $RETORT_ENV"},
      {"--url", "URL", "the database to work on, in place of the environment's"},
      {"-x", "KEY=VALUE", "sets ${KEY} of the project file", true},
      {"-q,--quiet", "", "no progress, only results, warnings and errors"},
      {"-v,--verbose", "", "more about each thing"},
      {"--json", "", "one JSON document on stdout, for errors too"},
      {"--no-color", "", "no colours; NO_COLOR in the environment says the same"},
      {"--version", "", "the version of this program"},
      {"-h,--help", "", "what a command does, with examples"},
  };
  return all;
}

std::string_view long_name(const Option& option) {
  const std::size_t comma = option.names.rfind(',');
  return comma == std::string_view::npos ? option.names : option.names.substr(comma + 1);
}

}  // namespace retort::cli
