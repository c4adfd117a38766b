// What the program can be told to do, as data: the parser, `retort help`, completion and docs/commands.md all read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::cli {

struct Invocation;
class Call;

struct Argument {
  std::string_view name;  // "TARGET"
  std::string_view help;
  int min = 1;
  int max = 1;  // -1: any number
};

struct Option {
  std::string_view names;  // "-m,--message": as CLI11 takes them
  std::string_view value;  // "MSG"; empty: a flag
  std::string_view help;
  bool repeatable = false;
};

struct Example {
  std::string_view command;
  std::string_view says;
};

struct Verb {
  std::string_view name;         // "list-templates"; the spelling with underscores works as well
  std::string_view summary;      // one line, without a full stop
  std::string_view description;  // paragraphs; may be empty
  std::vector<Argument> arguments;
  std::vector<Option> options;
  std::vector<Example> examples;  // at least one
  std::string_view exits;         // what the statuses 1 and up mean here, where it is not what they always mean
  bool in_project = true;         // works on one; the others begin it, or tell about the program
  /// Returns the exit status; throws retort::Error.
  int (*run)(Invocation&, const Call&) = nullptr;
};

/// In the order of `retort help`.
const std::vector<Verb>& verbs();
/// Null where there is none.
const Verb* find_verb(std::string_view name);
/// Throws UsageError, with the nearest one as a hint.
const Verb& verb_named(std::string_view name);
/// The ones that may stand before or after the verb.
const std::vector<Option>& global_options();
/// "--message" of "-m,--message".
std::string_view long_name(const Option&);

}  // namespace retort::cli
