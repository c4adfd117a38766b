#include "command/squash.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "base/ascii.hpp"
#include "cli/check_text.hpp"
#include "cli/hook_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

using Status = command::SquashResult::Status;

std::string_view status_name(Status status) {
  switch (status) {
    case Status::written:
      return "written";
    case Status::proven:
      return "proven";
    case Status::not_the_same:
      return "not_the_same";
    case Status::finished:
      return "finished";
  }
  return "";
}

std::string shown(const Invocation& invocation, const std::filesystem::path& path) {
  return std::filesystem::proximate(path, invocation.working_directory).string();
}

Json document(const Invocation& invocation, const command::SquashResult& result) {
  Json json = {{"status", status_name(result.status)},
               {"id", result.id},
               {"revises", result.revises},
               {"replaces", result.replaces},
               {"path", shown(invocation, result.path)}};
  if (result.status != Status::finished) {
    json["way"] = result.is_difference ? "difference" : "sections";
    if (!result.is_difference) json["why_sections"] = result.why_sections;
    json["proof"] = to_json(result.proof);
  }
  if (result.status == Status::proven) json["text"] = result.text;
  Json removed = Json::array();
  for (const std::filesystem::path& path : result.removed) removed.push_back(shown(invocation, path));
  json["removed"] = removed;
  return json;
}

void tell_way(const Output& output, const command::SquashResult& result) {
  output.tell(result.is_difference ? "It is the difference of the two ends."
                                   : fmt::format("It has the steps of all, in order: {}.", result.why_sections));
}

int run_squash(Invocation& invocation, const Call& call) {
  command::SquashOptions options;
  if (!call.arguments().empty()) options.range = call.arguments().front();
  options.drafts = call.flag("--drafts");
  options.message = call.value("--message").value_or("");
  options.id = call.value("--rev-id");
  if (const auto path = call.value("--version-path")) options.version_path = *path;
  options.dry_run = call.flag("--dry-run");
  const Output& output = invocation.output;
  const command::SquashResult result = command::squash(invocation.context(), options);
  if (output.json) {
    print_json(output, document(invocation, result));
  } else if (result.status == Status::not_the_same) {
    tell_way(output, result);
    print_check(output, result.proof);
    output.warn("nothing was written\n  hint: `retort verify --all` says whether each revision is sound by itself");
  } else if (result.status == Status::proven) {
    tell_way(output, result);
    *output.out << result.text;
  } else {
    if (result.status == Status::written) {
      tell_way(output, result);
      print_check(output, result.proof);
      output.line(fmt::format("Generating {} ... done", shown(invocation, result.path)));
    }
    for (const std::filesystem::path& path : result.removed)
      output.line(fmt::format("Removing {} ... done", shown(invocation, path)));
  }
  for (const command::HookRun& hook : result.hooks) tell_hook(output, hook.name, hook.output);
  return result.status == Status::not_the_same ? 1 : 0;
}

}  // namespace

Verb squash_verb() {
  Verb verb;
  verb.name = "squash";
  verb.summary = "Replace several revisions by one that does the same";
  verb.description =
      "Where the revisions only change the schema, the new one is the difference of its two ends; where they change "
      "rows "
      "or run code, their steps, in order. Before any file is touched, it is proven on a scratch database with rows "
      "that "
      "both ways give the same schema and the same rows, up and down.\n\n"
      "The new file says what it replaces, and databases at the last of these are carried over by their next upgrade. "
      "Connects to no database of yours. Interrupted, the same call, or one without a range, finishes it.";
  verb.arguments = {{"RANGE", "A:B, from the older revision to the newer one, both of them with it", 0, 1}};
  verb.options = {{"--drafts", "", "all revisions that the main branch does not have"},
                  {"-m,--message", "MSG", "one line; \"squash A to B\" if left out"},
                  {"--rev-id", "ID", "the new revision's id, in place of a random one"},
                  {"--version-path", "DIR", "which of the project's folders to write to"},
                  {"--dry-run", "", "prove it and print the file, and write nothing"}};
  verb.examples = {{"retort squash --drafts -m \"add orders\"", "one revision in place of a branch's attempts"},
                   {"retort squash 3f2a:9e1b", "these two, and what lies between them"},
                   {"retort squash", "finish one that was interrupted"}};
  verb.exits = "1: they are not the same, and nothing was written";
  verb.run = run_squash;
  return verb;
}

}  // namespace retort::cli
